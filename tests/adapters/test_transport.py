"""What happens to requests on their way out: Pinpoint is answered, other AWS hosts are refused, the rest goes on."""

from __future__ import annotations

import contextlib
import io
import threading
from typing import TYPE_CHECKING, Any

import boto3
import botocore
import pytest
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.config import Config
from botocore.exceptions import EndpointConnectionError
from botocore.httpsession import URLLib3Session
from botocore.stub import Stubber
from moto import mock_aws

from pinpoint_mock import RealAWSRefused, mock_pinpoint
from pinpoint_mock.adapters.patches import allow_real_pinpoint, refuse_real_pinpoint
from pinpoint_mock.adapters.transport import RealPinpointRefused
from tests import builders
from tests.builders import local_server, response
from tests.wire import send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

KEYS: dict[str, Any] = {**builders.KEYS, "region_name": "eu-west-1"}


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs of what would have gone over the wire, each answered with 200. To be asked for before a mock."""
    urls: list[str] = []

    def original(session: object, request: Any) -> AWSResponse:
        urls.append(request.url)
        return response(request.url, b"real")

    monkeypatch.setattr(URLLib3Session, "send", original)
    return urls


class TestPinpoint:
    @pytest.mark.parametrize(
        "how", [{}, {"presigned": True}, {"signed": False}], ids=["signed", "presigned", "unsigned"]
    )
    def test_it_is_answered_however_it_is_signed(self, pinpoint: PinpointMock, how: dict[str, Any]) -> None:
        assert send("GET", "/v1/apps", **how).document == {"Item": []}

    def test_the_scope_names_the_region_at_any_host(self, pinpoint: PinpointMock) -> None:
        created = send("POST", "/base/v1/apps", {"Name": "a"}, host="http://localhost:4566", region_name="eu-west-1")
        assert created.document["Arn"].startswith("arn:aws:mobiletargeting:eu-west-1:123456789012:apps/")

    def test_a_body_may_be_a_file(self, pinpoint: PinpointMock) -> None:
        request = AWSRequest("POST", "https://pinpoint.us-east-1.amazonaws.com/v1/apps").prepare()
        request.body = io.BytesIO(b'{"Name":"shop"}')
        assert URLLib3Session().send(request).status_code == 201

    def test_a_body_may_be_absent(self, pinpoint: PinpointMock) -> None:
        request = AWSRequest("POST", "https://pinpoint.us-east-1.amazonaws.com/v1/apps").prepare()
        request.body = None
        response = URLLib3Session().send(request)
        assert (response.status_code, response.text) == (400, response.content.decode())
        assert '"Missing Name"' in response.text

    def test_after_the_mock_requests_go_on(self, real: list[str]) -> None:
        with mock_pinpoint():
            send("GET", "/v1/apps")
            assert real == []
        assert send("GET", "/v1/apps").body == b"real"
        assert real == ["https://pinpoint.us-east-1.amazonaws.com/v1/apps"]

    def test_threads_see_the_mock(self, client: PinpointClient, pinpoint: PinpointMock) -> None:
        thread = threading.Thread(target=lambda: client.create_app(CreateApplicationRequest={"Name": "shop"}))
        thread.start()
        thread.join()
        assert len(pinpoint.backend().apps) == 1


class TestBotocoreAround:
    """botocore stays real: retries, and its own ways to stub."""

    def test_a_stubber_goes_first(self, client: PinpointClient) -> None:
        with Stubber(client) as stubber:
            stubber.add_response("get_apps", {"ApplicationsResponse": {"Item": [], "NextToken": "stub"}})
            assert client.get_apps()["ApplicationsResponse"]["NextToken"] == "stub"
        assert client.get_apps()["ApplicationsResponse"] == {"Item": []}

    def test_a_patched_api_call_goes_first(self, client: PinpointClient, monkeypatch: pytest.MonkeyPatch) -> None:
        original = botocore.client.BaseClient._make_api_call  # type: ignore[attr-defined]  # as its users know it

        def call(self: Any, name: str, parameters: Any) -> Any:
            return {"stub": name} if name == "GetApps" else original(self, name, parameters)

        monkeypatch.setattr(botocore.client.BaseClient, "_make_api_call", call)
        stubbed: object = client.get_apps()
        assert stubbed == {"stub": "GetApps"}
        created = client.create_app(CreateApplicationRequest={"Name": "shop"})
        assert created["ApplicationResponse"]["Name"] == "shop"

    def test_a_handler_before_send_goes_first(self, pinpoint: PinpointMock) -> None:
        client = boto3.client("pinpoint", **KEYS)
        seen: list[str] = []
        client.meta.events.register("before-send.pinpoint", lambda request, **_: seen.append(request.method))
        client.get_apps()
        assert seen == ["GET"]


class TestOtherServices:
    def test_a_client_of_another_service_is_refused_by_name(self, pinpoint: PinpointMock) -> None:
        with pytest.raises(RealAWSRefused, match="'s3'") as raised:
            boto3.client("s3", **KEYS).list_buckets()
        assert (raised.value.service, raised.value.url) == ("s3", "https://s3.eu-west-1.amazonaws.com/")
        pinpoint.clear()

    def test_the_service_of_sms_and_voice_is_another(self, pinpoint: PinpointMock) -> None:
        with pytest.raises(RealAWSRefused, match="'sms-voice'"):
            boto3.client("pinpoint-sms-voice", **KEYS).get_configuration_set_event_destinations(
                ConfigurationSetName="x"
            )
        pinpoint.clear()

    @pytest.mark.parametrize(
        ("how", "service"),
        [({}, "sts"), ({"presigned": True}, "sts"), ({"signed": False}, "cognito-idp")],
        ids=["signed", "presigned", "unsigned"],
    )
    def test_a_request_is_refused_however_it_is_signed(
        self, real: list[str], pinpoint: PinpointMock, how: dict[str, Any], service: str
    ) -> None:
        host = f"https://{service}.us-east-1.amazonaws.com"
        with pytest.raises(RealAWSRefused) as raised:
            send("GET", "/path", host=host, service=service, **how)
        assert (raised.value.service, raised.value.url) == (service, f"{host}/path")
        assert real == []
        pinpoint.clear()

    @pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
    def test_a_refusal_is_not_retried(self, pinpoint: PinpointMock, mode: Any) -> None:
        client = boto3.client("sqs", config=Config(retries={"mode": mode, "max_attempts": 3}), **KEYS)
        attempts: list[object] = []
        client.meta.events.register("before-send.sqs", lambda **_: attempts.append(1))
        with pytest.raises(RealAWSRefused):
            client.list_queues()
        assert len(attempts) == 1
        pinpoint.clear()

    def test_a_refusal_that_was_swallowed_comes_back_at_the_end(self) -> None:
        mock = mock_pinpoint()
        mock.start()
        with pytest.raises(RealAWSRefused) as swallowed:
            send("GET", "/", host="https://sqs.us-east-1.amazonaws.com", service="sqs")
        with pytest.raises(RealAWSRefused) as raised:
            mock.stop()
        assert raised.value is swallowed.value

    @pytest.mark.parametrize(
        "url",
        [
            "http://169.254.169.254/latest/api/token",
            "http://169.254.170.2/v2/credentials/1",
            "http://[fd00:ec2::254]/latest/meta-data/",
        ],
    )
    def test_a_metadata_host_gives_a_plain_connection_error_at_once(
        self, real: list[str], pinpoint: PinpointMock, url: str
    ) -> None:
        with pytest.raises(EndpointConnectionError):
            URLLib3Session().send(AWSRequest("GET", url).prepare())
        assert real == []

    @pytest.mark.parametrize("host", ["https://minio.example.com", "http://localhost:4566", "http://[::1]:9000"])
    @pytest.mark.parametrize("signed", [True, False])
    def test_hosts_that_are_not_of_aws_pass(
        self, real: list[str], pinpoint: PinpointMock, host: str, signed: bool
    ) -> None:
        assert send("GET", "/key", host=host, service="s3", signed=signed).body == b"real"
        assert real == [f"{host}/key"]


def test_a_server_on_this_machine_can_be_reached(client: PinpointClient) -> None:
    with local_server() as url, contextlib.closing(boto3.client("s3", endpoint_url=url, **KEYS)) as s3:
        assert s3.get_object(Bucket="bucket", Key="key")["Body"].read() == b"hello"
        assert client.get_apps()["ApplicationsResponse"]["Item"] == []


class TestRealAWSAllowed:
    def test_other_services_and_metadata_hosts_pass(self, real: list[str]) -> None:
        with mock_pinpoint(allow_real_aws=True):
            assert send("GET", "/", host="https://sqs.us-east-1.amazonaws.com", service="sqs").body == b"real"
            URLLib3Session().send(AWSRequest("GET", "http://169.254.169.254/latest").prepare())
            assert send("GET", "/v1/apps").document == {"Item": []}
        assert real == ["https://sqs.us-east-1.amazonaws.com/", "http://169.254.169.254/latest"]

    def test_it_holds_while_the_mock_that_allows_it_is_entered(self, real: list[str]) -> None:
        with mock_pinpoint() as pinpoint:
            with mock_pinpoint(allow_real_aws=True):
                send("GET", "/", host="https://sqs.us-east-1.amazonaws.com", service="sqs")
            with pytest.raises(RealAWSRefused):
                send("GET", "/", host="https://sqs.us-east-1.amazonaws.com", service="sqs")
            pinpoint.clear()
        assert len(real) == 1


def test_where_moto_is_active_other_services_go_to_it(real: list[str], pinpoint: PinpointMock) -> None:
    sts = "https://sts.us-east-1.amazonaws.com"
    with mock_aws():
        answer = send("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15", host=sts, service="sts")
        assert (answer.status, b"<Account>123456789012</Account>" in answer.body) == (200, True)
    with pytest.raises(RealAWSRefused):
        send("POST", "/", "Action=GetCallerIdentity", host=sts, service="sts")
    assert real == []
    pinpoint.clear()


@pytest.mark.usefixtures("real_refused")
class TestRealPinpointRefused:
    """What a whole suite asks for: no request reaches the real Pinpoint while no mock is active."""

    @pytest.fixture
    def real_refused(self, real: list[str]) -> Iterator[None]:
        refuse_real_pinpoint()
        yield
        allow_real_pinpoint()

    def test_pinpoint_is_refused_at_any_host(self, real: list[str]) -> None:
        for host in ("https://pinpoint.us-east-1.amazonaws.com", "http://127.0.0.1:1"):
            with pytest.raises(RealPinpointRefused, match="no mock is active"):
                send("GET", "/v1/apps", host=host)
        with pytest.raises(RealPinpointRefused):
            send("GET", "/v1/apps", signed=False)
        assert real == []

    def test_other_services_pass(self, real: list[str]) -> None:
        sqs = "https://sqs.us-east-1.amazonaws.com"
        assert send("GET", "/", host=sqs, service="sqs").body == b"real"
        assert real == [f"{sqs}/"]

    def test_a_mock_answers_while_it_is_active(self, real: list[str]) -> None:
        for _ in range(2):
            with mock_pinpoint():
                assert send("GET", "/v1/apps").document == {"Item": []}
            with pytest.raises(RealPinpointRefused):
                send("GET", "/v1/apps")
        assert real == []

    def test_asking_twice_is_asking_once(self, real: list[str]) -> None:
        refuse_real_pinpoint()
        allow_real_pinpoint()
        assert send("GET", "/v1/apps").body == b"real"

    def test_allowing_inside_a_mock_leaves_the_mock_alone(self, real: list[str]) -> None:
        with mock_pinpoint():
            allow_real_pinpoint()
            assert send("GET", "/v1/apps").document == {"Item": []}
        assert send("GET", "/v1/apps").body == b"real"

    def test_a_patch_of_another_library_that_comes_between_changes_nothing(
        self, real: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ours = URLLib3Session.send
        with monkeypatch.context() as patch:
            patch.setattr(URLLib3Session, "send", lambda session, request: ours(session, request))
            refuse_real_pinpoint()
            with pytest.raises(RealPinpointRefused):
                send("GET", "/v1/apps")
            allow_real_pinpoint()
        allow_real_pinpoint()
        assert send("GET", "/v1/apps").body == b"real"
