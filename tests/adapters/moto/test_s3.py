"""Which S3 imports and exports use: moto's, with the account and the region of the call."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from pinpoint_mock import RealAWSRefused, current_mock, mock_pinpoint
from pinpoint_mock.adapters.moto.s3 import MotoS3, mocked_s3
from pinpoint_mock.state.ports import ObjectStoreError
from tests.adapters.moto.shared import OTHER_ACCOUNT, in_either_order, in_other_account
from tests.builders import ROLE

if TYPE_CHECKING:
    from tests.adapters.moto.shared import Mock

ACCOUNT = "123456789012"
EXPORT: Any = {"RoleArn": ROLE, "S3UrlPrefix": "s3://audience/exports"}


@pytest.fixture(scope="session")
def s3(session: boto3.session.Session) -> Any:
    return session.client("s3")


@pytest.fixture
def store() -> MotoS3:
    return MotoS3(ACCOUNT, "us-east-1")


@in_either_order
def test_a_job_uses_the_s3_of_moto(outer: Mock, inner: Mock, s3: Any, stock_client: Any) -> None:
    with outer(), inner():
        s3.create_bucket(Bucket="audience")
        stock_client.create_export_job(ApplicationId=current_mock().add_app(), ExportJobRequest=EXPORT)
        [found] = s3.list_objects_v2(Bucket="audience")["Contents"]
        assert found["Key"].startswith("exports/")


@pytest.mark.usefixtures("aws")
def test_objects_are_listed_read_and_written(s3: Any, store: MotoS3) -> None:
    s3.create_bucket(Bucket="audience")
    for key in ("b/2", "b/1", "a"):
        s3.put_object(Bucket="audience", Key=key, Body=key.encode())
    store.write("audience", "b/3", b"new")
    store.write("audience", "a", b"replaced")
    assert store.keys("audience", "") == ["a", "b/1", "b/2", "b/3"]
    assert store.keys("audience", "b/") == ["b/1", "b/2", "b/3"]
    assert store.keys("audience", "c") == []
    assert [store.read("audience", key) for key in ("a", "b/1")] == [b"replaced", b"b/1"]
    assert s3.get_object(Bucket="audience", Key="b/3")["Body"].read() == b"new"


@pytest.mark.usefixtures("aws")
def test_an_object_that_was_deleted_in_a_bucket_with_versions_is_not_there(s3: Any, store: MotoS3) -> None:
    s3.create_bucket(Bucket="audience")
    s3.put_bucket_versioning(Bucket="audience", VersioningConfiguration={"Status": "Enabled"})
    for content in (b"1", b"2"):
        s3.put_object(Bucket="audience", Key="kept", Body=content)
    s3.put_object(Bucket="audience", Key="deleted", Body=b"1")
    s3.delete_object(Bucket="audience", Key="deleted")
    assert store.keys("audience", "") == ["kept"]
    assert store.read("audience", "kept") == b"2"


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("is_loaded", [True, False])
def test_a_bucket_that_does_not_exist(s3: Any, store: MotoS3, monkeypatch: pytest.MonkeyPatch, is_loaded: bool) -> None:
    s3.create_bucket(Bucket="audience")
    if not is_loaded:
        monkeypatch.delitem(sys.modules, "moto.s3.models")
    there = "'audience'" if is_loaded else "none"
    for use in (lambda: store.keys("audiense", ""), lambda: store.write("audiense", "a", b"")):
        with pytest.raises(ObjectStoreError, match="The specified bucket does not exist") as caught:
            use()
        assert caught.value.explanation == f"no bucket 'audiense' that {ACCOUNT} can use; there: {there}"


@pytest.mark.usefixtures("pinpoint", "aws")
def test_the_buckets_of_other_accounts_can_be_used_unless_moto_forbids_it(
    session: boto3.session.Session, s3: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_other_account(session)
    s3.create_bucket(Bucket="audience")
    store = MotoS3(OTHER_ACCOUNT, "us-east-1")
    store.write("audience", "a", b"1")
    assert store.read("audience", "a") == b"1"
    monkeypatch.setenv("MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS", "false")
    with pytest.raises(ObjectStoreError) as caught:
        store.keys("audience", "")
    assert caught.value.explanation == f"no bucket 'audience' that {OTHER_ACCOUNT} can use; there: 'audience'"


@pytest.mark.usefixtures("aws")
def test_the_partition_is_that_of_the_region(session: boto3.session.Session) -> None:
    region: Any = "cn-north-1"
    china = session.client("s3", region_name=region)
    china.create_bucket(Bucket="audience", CreateBucketConfiguration={"LocationConstraint": region})
    MotoS3(ACCOUNT, region).write("audience", "a", b"1")
    assert china.get_object(Bucket="audience", Key="a")["Body"].read() == b"1"


def test_there_is_no_s3_without_mock_aws() -> None:
    assert mocked_s3(ACCOUNT, "us-east-1") is None


def test_there_is_none_where_moto_lets_s3_pass(stock_client: Any) -> None:
    passthrough = mock_aws(config={"core": {"passthrough": {"services": ["s3"]}}})
    with passthrough, mock_pinpoint() as pinpoint:
        with pytest.raises(RealAWSRefused, match="no S3 is mocked"):
            stock_client.create_export_job(ApplicationId=pinpoint.add_app(), ExportJobRequest=EXPORT)
        pinpoint.clear()


def test_a_mock_that_began_before_mock_aws_knows_its_s3_while_it_is_active(s3: Any, stock_client: Any) -> None:
    with mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app()
        with mock_aws():
            s3.create_bucket(Bucket="audience")
            stock_client.create_export_job(ApplicationId=app_id, ExportJobRequest=EXPORT)
        with pytest.raises(RealAWSRefused, match="no S3 is mocked"):
            stock_client.create_export_job(ApplicationId=app_id, ExportJobRequest=EXPORT)
        pinpoint.clear()
