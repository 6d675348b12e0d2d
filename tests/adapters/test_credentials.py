"""Every client is answered, whenever and however it was made, and nothing is left behind."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, cast
from unittest import mock

import boto3
import botocore.session
import pytest
from botocore import UNSIGNED
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.config import Config
from botocore.credentials import DeferredRefreshableCredentials, RefreshableCredentials
from botocore.exceptions import NoCredentialsError, NoRegionError, PartialCredentialsError, ProfileNotFound
from botocore.httpsession import URLLib3Session
from botocore.signers import RequestSigner

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.adapters.credentials import FAKE
from tests.builders import KEYS, app_ids, create_app, response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mypy_boto3_pinpoint import PinpointClient

    Make = Callable[[], PinpointClient]

REGION = "eu-west-1"
pytestmark = pytest.mark.usefixtures("no_metadata")


METHODS = [
    (botocore.session.Session, "get_credentials"),
    (botocore.session.Session, "get_scoped_config"),
    (botocore.session.Session, "create_client"),
    (RequestSigner, "get_auth_instance"),
]


def refused_refresh() -> Any:
    pytest.fail("credentials were fetched")


def expired() -> RefreshableCredentials:
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)
    return RefreshableCredentials("AKIDEXPIRED", "secret", "token", moment, refused_refresh, "sts-assume-role")


def deferred() -> DeferredRefreshableCredentials:
    return DeferredRefreshableCredentials(refused_refresh, "sts-assume-role")


def with_credentials(credentials: Any) -> boto3.session.Session:
    session: Any = botocore.session.Session()
    session._credentials = credentials
    return boto3.session.Session(botocore_session=session, region_name=REGION)


def configured(**settings: Any) -> Make:
    return lambda: boto3.client("pinpoint", config=Config(region_name=REGION, **settings))


def at(url: str) -> Make:
    return lambda: boto3.client("pinpoint", region_name=REGION, endpoint_url=url)


def unsigned_at(url: str) -> Make:
    config = Config(signature_version=UNSIGNED)
    return lambda: boto3.client("pinpoint", region_name=REGION, endpoint_url=url, config=config)


def in_region(region_name: str) -> Make:
    return lambda: boto3.client("pinpoint", region_name=region_name)


def client_of_botocore(session: Any = None) -> PinpointClient:
    client: Any = (session or botocore.session.Session()).create_client("pinpoint", REGION)
    return cast("PinpointClient", client)


EARLY_OR_LATE: dict[str, tuple[Make, str]] = {
    "default session": (in_region(REGION), REGION),
    "own session": (lambda: boto3.session.Session(region_name=REGION).client("pinpoint"), REGION),
    "session with keys": (lambda: boto3.session.Session(region_name=REGION, **KEYS).client("pinpoint"), REGION),
    "client with keys": (lambda: boto3.client("pinpoint", region_name=REGION, **KEYS), REGION),
    "client of botocore": (client_of_botocore, REGION),
    "expired credentials": (lambda: with_credentials(expired()).client("pinpoint"), REGION),
    "deferred credentials": (lambda: with_credentials(deferred()).client("pinpoint"), REGION),
    "another host": (at("https://gateway.example.com"), REGION),
    "localhost": (at("http://localhost:4566"), REGION),
    "a base path": (at("http://127.0.0.1:4566/stage/v1/pinpoint/"), REGION),
    "fips": (configured(use_fips_endpoint=True), REGION),
    "dual-stack": (configured(use_dualstack_endpoint=True), REGION),
    "both": (configured(use_dualstack_endpoint=True, use_fips_endpoint=True), REGION),
    "proxies": (configured(proxies={"https": "http://proxy.example.com:3128"}), REGION),
    "unsigned": (configured(signature_version=UNSIGNED), REGION),
    "unsigned at another host": (unsigned_at("https://gateway.example.com/v2"), REGION),
    "unsigned at localhost": (unsigned_at("http://localhost:4566"), REGION),
    "unsigned at another host of AWS": (unsigned_at("https://vpce-1.pinpoint.eu-west-1.vpce.amazonaws.com"), REGION),
    "unsigned at a gateway of AWS": (unsigned_at("https://abc.execute-api.us-west-2.amazonaws.com/live"), REGION),
    "China": (in_region("cn-north-1"), "cn-north-1"),
    "GovCloud": (in_region("us-gov-west-1"), "us-gov-west-1"),
    "a region of config": (configured(), REGION),
}


@pytest.mark.parametrize("is_early", [True, False], ids=["early", "late"])
@pytest.mark.parametrize(("make", "region"), EARLY_OR_LATE.values(), ids=EARLY_OR_LATE)
def test_every_client_is_answered_in_its_region(make: Make, region: str, is_early: bool) -> None:
    client = make() if is_early else None
    with mock_pinpoint() as pinpoint:
        client = client or make()
        app_id = create_app(client)
        assert app_ids(client) == {app_id}
        assert list(pinpoint.backend(region_name=region).apps) == [app_id]


def test_no_provider_chain_is_run() -> None:
    session, chain = botocore.session.Session(), mock.Mock()
    session.register_component("credential_provider", chain)
    with mock_pinpoint():
        create_app(boto3.session.Session(botocore_session=session, region_name=REGION).client("pinpoint"))
    assert chain.mock_calls == []


def test_a_client_with_a_session_of_its_own_over_http_is_answered() -> None:
    urls: list[str] = []

    class Recording(URLLib3Session):
        def send(self, request: Any) -> Any:
            urls.append(request.url)
            return super().send(request)

    client = boto3.client("pinpoint", region_name=REGION)
    client._endpoint.http_session = Recording()  # type: ignore[attr-defined]  # as tracing libraries do
    with mock_pinpoint():
        create_app(client)
    assert urls == ["https://pinpoint.eu-west-1.amazonaws.com/v1/apps"]


BEFORE_THE_IMPORT = """
import boto3
session = boto3.session.Session()
clients = [boto3.client("pinpoint", region_name="eu-west-1"), session.client("pinpoint", region_name="eu-west-1")]
assert boto3.DEFAULT_SESSION.get_credentials() is None
from pinpoint_mock import mock_pinpoint
with mock_pinpoint() as pinpoint:
    ids = [client.create_app(CreateApplicationRequest={"Name": "a"})["ApplicationResponse"]["Id"] for client in clients]
assert list(pinpoint.backend(region_name="eu-west-1").apps) == ids
assert boto3.DEFAULT_SESSION.get_credentials() is None
print("done")
"""


def test_clients_made_before_the_import_are_answered() -> None:
    assert subprocess.check_output([sys.executable, "-c", BEFORE_THE_IMPORT], text=True) == "done\n"


def keys(credentials: Any) -> str | None:
    return credentials and str(credentials.access_key)


class TestCredentials:
    def test_those_of_the_session_come_first_then_the_environment_then_fake_ones(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sessions = [boto3.session.Session(**KEYS), boto3.session.Session(), with_credentials(expired())]
        with mock_pinpoint():
            assert [keys(each.get_credentials()) for each in sessions] == [
                "AKIDEXAMPLE",
                FAKE.access_key,
                FAKE.access_key,
            ]
            monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDENV")
            assert keys(sessions[1].get_credentials()) == FAKE.access_key
            monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
            monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
            assert [keys(each.get_credentials()) for each in sessions] == ["AKIDEXAMPLE", "AKIDENV", "AKIDENV"]
            found: Any = sessions[1].get_credentials()
            assert found.token == "token"

    def test_credentials_that_last_long_enough_are_used(self) -> None:
        moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
        fresh = RefreshableCredentials("AKIDFRESH", "secret", "token", moment, refused_refresh, "sts-assume-role")
        with mock_pinpoint():
            assert keys(with_credentials(fresh).get_credentials()) == "AKIDFRESH"

    def test_afterwards_sessions_and_the_environment_are_as_before(self) -> None:
        old, environment = expired(), dict(os.environ)
        plain, refreshing = boto3.session.Session(region_name=REGION), with_credentials(old)
        with mock_pinpoint():
            inner = boto3.session.Session(region_name=REGION)
            for session in (plain, refreshing, inner):
                create_app(session.client("pinpoint"))
            create_app(boto3.client("pinpoint"))
            default = boto3.DEFAULT_SESSION
        assert dict(os.environ) == environment
        assert boto3.DEFAULT_SESSION is default
        of_botocore: list[Any] = [each._session for each in (plain, refreshing, inner)]
        assert [each._credentials for each in of_botocore] == [None, old, None]
        assert [each.get_credentials() for each in (plain, inner)] == [None, None]
        found: Any = refreshing.get_credentials()
        with pytest.raises(pytest.fail.Exception, match="credentials were fetched"):
            found.get_frozen_credentials()

    def test_afterwards_an_early_client_has_no_credentials_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        client = boto3.client("pinpoint", region_name=REGION)
        with mock_pinpoint():
            create_app(client)
        with pytest.raises(NoCredentialsError):
            create_app(client)

    def test_half_of_the_keys_is_a_mistake_as_ever(self) -> None:
        with mock_pinpoint(), pytest.raises(PartialCredentialsError):
            boto3.client("pinpoint", aws_access_key_id="AKIDEXAMPLE")

    def test_an_early_client_can_presign_a_url_that_the_mock_answers(self) -> None:
        client = boto3.client("pinpoint", region_name=REGION)
        with mock_pinpoint() as pinpoint:
            url = client.generate_presigned_url("get_apps")
            request = AWSRequest("GET", url).prepare()
            assert URLLib3Session().send(request).content == b'{"Item":[]}'
            assert list(pinpoint.backend(region_name=REGION).apps) == []

    def test_a_signer_may_be_asked_with_positional_arguments(self) -> None:
        client = boto3.client("pinpoint", region_name=REGION)
        signer: RequestSigner = client._request_signer  # type: ignore[attr-defined]  # it is private
        with mock_pinpoint():
            auth: Any = signer.get_auth_instance("mobiletargeting", REGION, "v4", FAKE)
        assert auth.credentials.access_key == FAKE.access_key


def test_what_stays_under_the_patches_of_others_does_nothing_after_the_mock(monkeypatch: pytest.MonkeyPatch) -> None:
    with mock_pinpoint():
        left_behind = [(owner, name, getattr(owner, name)) for owner, name in METHODS]
    for owner, name, method in left_behind:
        monkeypatch.setattr(owner, name, method)
    session = botocore.session.Session()
    assert session.get_credentials() is None
    with pytest.raises(NoRegionError):
        session.create_client("pinpoint")
    client: Any = session.create_client("pinpoint", REGION)
    with pytest.raises(NoCredentialsError):
        client.generate_presigned_url("get_apps")
    monkeypatch.setenv("AWS_PROFILE", "missing")
    with pytest.raises(ProfileNotFound):
        botocore.session.Session().get_scoped_config()


class TestRealAWSAllowed:
    @pytest.fixture
    def real(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
        """The `Authorization` of what would have gone over the wire."""
        headers: list[str] = []

        def send(session: object, request: Any) -> AWSResponse:
            headers.append(request.headers["Authorization"].decode())
            return response(request.url, b"<ListAllMyBucketsResult/>")

        monkeypatch.setattr(URLLib3Session, "send", send)
        with mock_pinpoint(allow_real_aws=True):
            yield headers

    def test_other_services_get_the_credentials_that_they_have(self, real: list[str]) -> None:
        boto3.client("s3", region_name=REGION, **KEYS).list_buckets()
        assert [f"Credential={KEYS['aws_access_key_id']}/" in header for header in real] == [True]

    def test_other_services_get_no_fake_credentials(self, real: list[str]) -> None:
        with pytest.raises(NoCredentialsError):
            boto3.client("s3", region_name=REGION).list_buckets()
        assert real == []

    def test_other_services_may_refresh_their_credentials(self, real: list[str]) -> None:
        with pytest.raises(pytest.fail.Exception, match="credentials were fetched"):
            with_credentials(deferred()).client("s3").list_buckets()

    @pytest.mark.parametrize("credentials", [None, expired(), deferred()], ids=["none", "expired", "deferred"])
    def test_pinpoint_still_needs_none(self, real: list[str], credentials: Any) -> None:
        create_app(with_credentials(credentials).client("pinpoint"))
        assert real == []

    def test_the_provider_chain_is_for_other_services(self, real: list[str]) -> None:
        session, chain = botocore.session.Session(), mock.Mock(**{"load_credentials.return_value": None})
        session.register_component("credential_provider", chain)
        of_boto3 = boto3.session.Session(botocore_session=session, region_name=REGION)
        create_app(of_boto3.client("pinpoint"))
        create_app(client_of_botocore(session))
        assert chain.mock_calls == []
        with pytest.raises(NoCredentialsError):
            of_boto3.client("s3").list_buckets()
        assert len(chain.mock_calls) == 1
        assert of_boto3.get_credentials() is None

    def test_a_client_for_pinpoint_asks_no_metadata_service(
        self, real: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("AWS_EC2_METADATA_DISABLED")
        monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials")
        create_app(boto3.session.Session(region_name=REGION).client("pinpoint"))
        assert real == []

    def test_other_clients_that_are_made_on_the_way_get_the_credentials_that_they_have(self, real: list[str]) -> None:
        chain = mock.Mock(**{"load_credentials.return_value": None})
        other, session = botocore.session.Session(), botocore.session.Session()
        other.register_component("credential_provider", chain)

        def look_elsewhere(**_: Any) -> None:
            assert other.get_credentials() is None

        session.register("creating-client-class.pinpoint", look_elsewhere)
        create_app(client_of_botocore(session))
        assert len(chain.mock_calls) == 1


class TestProfiles:
    def test_a_profile_of_the_environment_that_is_missing_plays_no_part(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AWS_PROFILE", "missing")
        with mock_pinpoint() as pinpoint:
            assert create_app(boto3.client("pinpoint")) in pinpoint.backend().apps
        with pytest.raises(ProfileNotFound):
            boto3.client("pinpoint", region_name=REGION)

    def test_a_profile_that_is_named_and_missing_is_a_mistake(self) -> None:
        with mock_pinpoint(), pytest.raises(ProfileNotFound):
            boto3.session.Session(profile_name="missing").client("pinpoint")

    def test_a_profile_gives_its_region_but_runs_no_provider(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "config").write_text(
            f"[profile work]\nregion = {REGION}\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = work\n"
            "credential_process = /nonexistent/process\n"
        )
        monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
        monkeypatch.setenv("AWS_PROFILE", "work")
        with mock_pinpoint() as pinpoint:
            app_id = create_app(boto3.client("pinpoint"))
        assert list(pinpoint.backend(region_name=REGION).apps) == [app_id]


class TestRegions:
    def test_it_is_us_east_1_where_nothing_is_said(self) -> None:
        with mock_pinpoint():
            for make in (boto3.client, boto3.session.Session().client, botocore.session.Session().create_client):
                assert make("pinpoint").meta.region_name == "us-east-1"

    @pytest.mark.parametrize("variable", ["AWS_DEFAULT_REGION", "AWS_REGION"])
    def test_the_environment_may_say_it(self, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
        monkeypatch.setenv(variable, REGION)
        with mock_pinpoint() as pinpoint:
            app_id = create_app(boto3.client("pinpoint"))
            assert pinpoint.add_app() != app_id
        assert len(pinpoint.backend(region_name=REGION).apps) == 2

    def test_the_default_session_may_say_it(self) -> None:
        boto3.setup_default_session(region_name=REGION)
        with mock_pinpoint():
            assert boto3.client("pinpoint").meta.region_name == REGION
            assert boto3.session.Session().client("pinpoint").meta.region_name == REGION

    def test_the_default_config_of_a_session_may_say_it(self) -> None:
        session = botocore.session.Session()
        session.set_default_client_config(Config(region_name=REGION))
        with mock_pinpoint():
            assert session.create_client("pinpoint").meta.region_name == REGION
            own = session.create_client("pinpoint", config=Config(region_name="sa-east-1"))
            assert own.meta.region_name == "sa-east-1"
            assert session.create_client("pinpoint", config=Config()).meta.region_name == REGION
            assert session.create_client("pinpoint", "us-west-2").meta.region_name == "us-west-2"

    def test_the_mock_looks_where_boto3_will_look(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "config").write_text(f"[default]\nregion = {REGION}\n")
        monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
        with mock_pinpoint() as pinpoint:
            app_id = pinpoint.add_app()
            assert boto3.client("pinpoint").get_app(ApplicationId=app_id)["ApplicationResponse"]["Id"] == app_id

    def test_other_services_still_need_one(self) -> None:
        with mock_pinpoint(), pytest.raises(NoRegionError):
            boto3.client("sqs")
        with pytest.raises(NoRegionError):
            boto3.client("pinpoint")
