"""The error classes against the service model, and the refusal of real AWS."""

from __future__ import annotations

import pickle

from pinpoint_mock import RealAWSRefused
from pinpoint_mock.core.errors import MODELLED_ERRORS, NotImplementedException, S3NotMocked
from pinpoint_mock.protocol.model import service_model


def test_there_is_one_class_for_each_exception_of_the_model_with_its_status() -> None:
    modelled = {
        name: shape["error"]["httpStatusCode"]
        for name, shape in service_model()["shapes"].items()
        if shape.get("exception")
    }
    assert {name: error.status for name, error in MODELLED_ERRORS.items()} == modelled


def test_the_code_of_an_error_is_its_name() -> None:
    assert all(error("no").code == name for name, error in MODELLED_ERRORS.items())


def test_what_is_not_built_is_no_error_of_the_service() -> None:
    assert NotImplementedException.__name__ not in MODELLED_ERRORS
    assert NotImplementedException.status == 501


def test_a_refusal_names_the_service_and_the_cures() -> None:
    refused = RealAWSRefused("s3", "https://bucket.s3.amazonaws.com/key")
    assert (refused.service, refused.url) == ("s3", "https://bucket.s3.amazonaws.com/key")
    for part in ("pinpoint_mock: ", "'s3'", refused.url, "mock_aws", "allow_real_aws=True"):
        assert part in str(refused)


def test_the_refusal_of_a_job_names_what_it_would_use_and_mock_aws() -> None:
    refused = S3NotMocked("s3", "s3://audience/users.csv")
    assert isinstance(refused, RealAWSRefused)
    for part in ("pinpoint_mock: ", "s3://audience/users.csv", "mock_aws", "moto[s3]"):
        assert part in str(refused)
    assert "allow_real_aws" not in str(refused)  # which would not help


def test_a_refusal_keeps_the_query_of_a_presigned_url_to_itself() -> None:
    refused = RealAWSRefused("s3", "https://bucket.s3.amazonaws.com/key?X-Amz-Security-Token=secret")
    assert refused.url == "https://bucket.s3.amazonaws.com/key"
    assert "secret" not in str(refused)


def test_a_refusal_can_go_from_one_process_to_another() -> None:
    refused = pickle.loads(pickle.dumps(RealAWSRefused("s3", "https://s3.amazonaws.com/")))
    assert (refused.service, refused.url) == ("s3", "https://s3.amazonaws.com/")
