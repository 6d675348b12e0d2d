"""One call over the wire: requests, responses, errors, and what boto3 makes of them."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

import boto3
import botocore.session
import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.loaders import Loader
from freezegun import freeze_time

from pinpoint_mock.core.clock import now
from pinpoint_mock.core.errors import MODELLED_ERRORS
from pinpoint_mock.operations import _registry
from pinpoint_mock.protocol import dispatch
from pinpoint_mock.protocol.dispatch import MEGABYTE, Request, answer
from pinpoint_mock.protocol.model import operations
from pinpoint_mock.state.call import OperationCall
from pinpoint_mock.state.world import App, World
from tests.protocol.samples import parameters
from tests.wire import send

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

    Replace = Callable[..., None]

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HEADERS = {
    "Date",
    "Content-Type",
    "Content-Length",
    "Connection",
    "x-amzn-RequestId",
    "Access-Control-Allow-Origin",
    "x-amz-apigw-id",
    "Cache-Control",
    "X-Amzn-Trace-Id",
}
"""The headers of a response.

Source: gh:awsdocs/amazon-pinpoint-user-guide@2284633:doc-source/channels-sms-verify.md;
gh:hashicorp/terraform-provider-aws#38065.
"""


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch) -> Replace:
    """Put a function, or nothing, in the place of an operation's handler."""
    handlers: dict[str, _registry.Handler | None] = {}
    monkeypatch.setattr(
        dispatch, "handler", lambda name: handlers[name] if name in handlers else _registry.handler(name)
    )

    def replace(name: str, function: Callable[..., Any] | None, *, takes_call: bool = False) -> None:
        handlers[name] = _registry.Handler(function, takes_call) if function else None

    return replace


def request(method: str, path: str, body: bytes = b"", query: str = "") -> Request:
    return Request(method, path, query, body, account_id="123456789012", region_name="eu-west-1")


def test_the_payload_is_the_root_of_the_body(pinpoint: PinpointMock) -> None:
    created = send("POST", "/v1/apps", {"Name": "shop"})
    assert created.status == 201
    assert (created.document["Name"], "ApplicationResponse" in created.document) == ("shop", False)
    assert send("GET", "/v1/apps").document == {"Item": [created.document]}


def test_the_headers_are_those_of_the_service() -> None:
    with freeze_time("2019-10-08 18:40:16.581"):
        response = answer(World(), request("GET", "/v1/apps"))
    assert set(response.headers) == HEADERS
    fixed = {
        "Date": "Tue, 08 Oct 2019 18:40:16 GMT",
        "Content-Type": "application/json",
        "Content-Length": "11",
        "Connection": "keep-alive",
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "no-store",
    }
    assert {name: response.headers[name] for name in fixed} == fixed
    assert response.body == b'{"Item":[]}'
    assert UUID.fullmatch(response.headers["x-amzn-RequestId"])
    assert re.fullmatch(r"[A-Za-z0-9+/]{15}=", response.headers["x-amz-apigw-id"])
    assert re.fullmatch("Root=1-5d9cd810-[0-9a-f]{24}", response.headers["X-Amzn-Trace-Id"])


def test_an_operation_without_a_payload_answers_an_empty_body(client: PinpointClient, app_id: str) -> None:
    arn = client.get_app(ApplicationId=app_id)["ApplicationResponse"]["Arn"]
    response = send("POST", f"/v1/tags/{arn}", {"tags": {"a": "b"}})
    assert (response.status, response.body, response.headers["Content-Length"]) == (204, b"", "0")


def test_boto3_has_complete_metadata(client: PinpointClient) -> None:
    metadata = client.get_apps()["ResponseMetadata"]
    assert set(metadata) == {"RequestId", "HTTPStatusCode", "HTTPHeaders", "RetryAttempts"}
    assert (metadata["HTTPStatusCode"], metadata["RetryAttempts"]) == (200, 0)
    assert set(metadata["HTTPHeaders"]) == {name.lower() for name in HEADERS}
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]


def test_every_call_has_a_request_id_of_its_own(client: PinpointClient) -> None:
    assert len({client.get_apps()["ResponseMetadata"]["RequestId"] for _ in range(20)}) == 20


def test_text_outside_ascii_comes_back(client: PinpointClient) -> None:
    name = 'ü 你好 \u2028 "\\ \x00 😀'
    app = client.create_app(CreateApplicationRequest={"Name": name})["ApplicationResponse"]
    assert client.get_app(ApplicationId=app["Id"])["ApplicationResponse"]["Name"] == name


def test_the_body_of_an_error_holds_message_and_request_id_and_a_header_the_name(pinpoint: PinpointMock) -> None:
    response = send("GET", "/v1/apps/unknown")
    request_id = response.headers["x-amzn-RequestId"]
    assert response.status == 404
    assert response.document == {"Message": "Application not found", "RequestID": request_id}
    assert response.headers["x-amzn-ErrorType"] == "NotFoundException"
    assert set(response.headers) == HEADERS | {"x-amzn-ErrorType"}
    assert response.headers["Content-Length"] == str(len(response.body))


def test_boto3_raises_the_modelled_exception_with_one_request_id_everywhere(client: PinpointClient) -> None:
    with pytest.raises(client.exceptions.NotFoundException) as raised:
        client.get_app(ApplicationId="unknown")
    response: Any = raised.value.response
    assert response["Error"] == {"Message": "Application not found", "Code": "NotFoundException"}
    assert response["Message"] == "Application not found"
    metadata = response["ResponseMetadata"]
    assert (metadata["HTTPStatusCode"], metadata["RetryAttempts"]) == (404, 0)
    request_id = response["RequestID"]
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"] == request_id


@pytest.mark.parametrize("name", sorted(MODELLED_ERRORS))
def test_each_modelled_error_has_its_status_and_its_class(pinpoint: PinpointMock, handle: Replace, name: str) -> None:
    def fail(backend: object) -> None:
        raise MODELLED_ERRORS[name]("no", "because")

    handle("GetApps", fail)
    client = boto3.client("pinpoint", config=Config(retries={"max_attempts": 0}))
    with pytest.raises(getattr(client.exceptions, name)) as raised:
        client.get_apps()
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == MODELLED_ERRORS[name].status


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v1/apps/unknown/endpoints/e", b""),
        ("PUT", "/v1/apps/unknown/endpoints/e", b"{}"),
        ("POST", "/v1/apps/unknown/messages", b'{"MessageConfiguration":{}}'),
        ("GET", "/v1/apps/unknown/channels", b""),
    ],
)
def test_an_unknown_app_is_a_resource_where_it_is_not_the_subject(
    pinpoint: PinpointMock, method: str, path: str, body: bytes
) -> None:
    response = send(method, path, body)
    assert (response.status, response.document["Message"]) == (404, "Resource not found")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/apps/unknown"),
        ("DELETE", "/v1/apps/unknown"),
        ("GET", "/v1/apps/unknown/settings"),
        ("PUT", "/v1/apps/unknown/settings"),
    ],
)
def test_an_unknown_app_is_an_application_where_it_is_the_subject(
    pinpoint: PinpointMock, method: str, path: str
) -> None:
    response = send(method, path)
    assert (response.status, response.document["Message"]) == (404, "Application not found")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{'Name': 'shop'}",
        b'{"Name": "shop"} more',
        b'{"Name": NaN}',
        b'{"Name": -Infinity}',
        b"\xff\xfe\xfd",
        b"[" * 100_000,
        b'{"Name": ' + b"1" * 10_000 + b"}",
    ],
)
def test_what_is_not_json_is_a_bad_request(pinpoint: PinpointMock, body: bytes) -> None:
    response = send("POST", "/v1/apps", body)
    assert (response.status, response.headers["x-amzn-ErrorType"]) == (400, "BadRequestException")
    assert response.document["Message"] == "The request body is not valid JSON"


@pytest.mark.parametrize("body", [b"[]", b'"Name"', b"1", b"null", b"true"])
def test_what_is_not_an_object_is_a_bad_request(pinpoint: PinpointMock, body: bytes) -> None:
    response = send("POST", "/v1/apps", body)
    assert response.status == 400
    assert response.document["Message"] == "Invalid CreateApplicationRequest: must be an object"


@pytest.mark.parametrize("body", [b"", b"{}", b'{"Name":null}', b'{"name":"shop"}'])
def test_a_missing_member_is_a_bad_request(pinpoint: PinpointMock, body: bytes) -> None:
    response = send("POST", "/v1/apps", body)
    assert (response.status, response.document["Message"]) == (400, "Missing Name")
    assert send("GET", "/v1/apps").document == {"Item": []}


def test_unknown_members_and_nulls_are_not_seen_by_anyone(pinpoint: PinpointMock) -> None:
    created = send("POST", "/v1/apps", {"Name": "shop", "tags": None, "Unknown": [1]})
    assert created.status == 201
    assert created.document["tags"] == {}
    assert "Unknown" not in created.document


@pytest.mark.parametrize("body", ['{"Name":"shop"}', bytearray(b'{"Name":"shop"}')])
def test_a_body_may_be_text_or_bytes(pinpoint: PinpointMock, body: object) -> None:
    assert send("POST", "/v1/apps", body).document["Name"] == "shop"


def test_an_operation_without_a_payload_ignores_a_body(pinpoint: PinpointMock) -> None:
    assert send("GET", "/v1/apps", b"{").status == 200


@pytest.mark.parametrize(
    ("path", "limit"),
    [("/v1/apps", 7 * MEGABYTE), ("/v1/apps/a/messages", 7 * MEGABYTE), ("/v1/apps/a/events", 4 * MEGABYTE)],
)
def test_a_body_may_be_as_large_as_the_service_takes(path: str, limit: int) -> None:
    world = World()
    statuses = [answer(world, request("POST", path, b" " * size)).status for size in (limit, limit + 1)]
    assert statuses == [400, 413]


def test_a_body_that_is_too_large_is_the_modelled_error(client: PinpointClient) -> None:
    with pytest.raises(client.exceptions.PayloadTooLargeException) as raised:
        client.create_app(CreateApplicationRequest={"Name": "x" * 7 * MEGABYTE})
    assert raised.value.response["Error"]["Message"] == "Request entity too large"
    assert client.get_apps()["ApplicationsResponse"]["Item"] == []


@pytest.mark.parametrize(
    ("query", "members"),
    [
        ("", {}),
        ("page-size=2&token=t%2Bx", {"page_size": "2", "token": "t+x"}),
        ("page-size=2&page-size=3", {"page_size": "3"}),
        ("page-size=", {"page_size": ""}),
        ("PageSize=2&unknown=1", {}),
    ],
)
def test_members_come_from_the_query(handle: Replace, query: str, members: dict[str, str]) -> None:
    handle("GetApps", lambda backend, **given: given)
    assert json.loads(answer(World(), request("GET", "/v1/apps", query=query)).body) == members


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_a_boolean_comes_from_the_query(handle: Replace, text: str, value: bool) -> None:
    handle("UpdateSmsTemplate", lambda backend, **given: given["create_new_version"])
    response = answer(World(), request("PUT", "/v1/templates/t/sms", query=f"create-new-version={text}"))
    assert json.loads(response.body) is value


def test_a_boolean_that_is_none_is_refused(handle: Replace) -> None:
    handle("UpdateSmsTemplate", lambda backend, **given: given)
    response = answer(World(), request("PUT", "/v1/templates/t/sms", query="create-new-version=1"))
    assert json.loads(response.body)["Message"] == "Invalid CreateNewVersion: must be true or false"


def test_a_list_comes_from_the_query(handle: Replace) -> None:
    handle("UntagResource", lambda backend, **given: given["tag_keys"])
    response = answer(World(), request("DELETE", "/v1/tags/arn", query="tagKeys=a%26b&tagKeys=c"))
    assert json.loads(response.body) == ["a&b", "c"]


def test_a_missing_member_of_the_query_is_a_bad_request(handle: Replace) -> None:
    handle("UntagResource", lambda backend, **given: given)
    response = answer(World(), request("DELETE", "/v1/tags/arn"))
    assert (response.status, json.loads(response.body)["Message"]) == (400, "Missing TagKeys")


@pytest.mark.parametrize("full", [True, False], ids=["all members", "required members"])
def test_whatever_boto3_sends_arrives_at_the_handler(
    client: PinpointClient, pinpoint: PinpointMock, handle: Replace, full: bool
) -> None:
    label = "a/b+c"
    pinpoint.add_app(application_id=label)
    arrived: dict[str, Any] = {}
    bodies: list[bytes] = []
    client.meta.events.register("before-send.pinpoint", keep_body := lambda request, **_: bodies.append(request.body))
    try:
        for method, name in client.meta.method_to_api_mapping.items():
            handle(name, lambda resource, **members: arrived.update(members))
            given = parameters(client, name, label, full=full)
            getattr(client, method)(**given)
            assert arrived.keys() == {xform_name(member) for member in given} - {"application_id"}, name
            payload = operations()[name].payload
            assert payload is None or arrived[xform_name(payload)] == json.loads(bodies[-1]), name
            arrived.clear()
    finally:
        client.meta.events.unregister("before-send.pinpoint", keep_body)
    assert len(bodies) == len(client.meta.method_to_api_mapping)


def test_a_handler_may_ask_for_the_call(handle: Replace) -> None:
    calls: list[OperationCall] = []

    def keep(app: App, *, call: OperationCall, endpoint_id: str) -> None:
        calls.append(call)

    handle("GetEndpoint", keep, takes_call=True)
    world = World()
    backend = world.backend("123456789012", "eu-west-1")
    backend.apps["a"] = App(backend, "a", "shop", now())
    response = answer(world, request("GET", "/v1/apps/a/endpoints/e"))
    members = {"ApplicationId": "a", "EndpointId": "e"}
    assert calls == [OperationCall("GetEndpoint", response.headers["x-amzn-RequestId"], members, backend)]


def test_a_bug_in_a_handler_reaches_the_test_as_it_is(client: PinpointClient, handle: Replace) -> None:
    bug = KeyError("Name")

    def fail(backend: object) -> None:
        raise bug

    handle("GetApps", fail)
    with pytest.raises(KeyError) as raised:
        client.get_apps()
    assert raised.value is bug
    handle("GetApps", lambda backend: {"Item": []})
    assert client.get_apps()["ApplicationsResponse"]["Item"] == []


def test_threads_lose_nothing(client: PinpointClient) -> None:
    def create(number: int) -> str:
        return client.create_app(CreateApplicationRequest={"Name": str(number)})["ApplicationResponse"]["Id"]

    with ThreadPoolExecutor(8) as pool:
        created = list(pool.map(create, range(8 * 50)))
    assert len(set(created)) == 400
    listed: list[tuple[str, str]] = []
    page: Any = {"NextToken": None}
    while "NextToken" in page:
        token = {"Token": page["NextToken"]} if page["NextToken"] else {}
        page = client.get_apps(PageSize="150", **token)["ApplicationsResponse"]
        listed += [(app["Id"], app["Name"]) for app in page["Item"]]
    assert sorted(listed) == sorted((app_id, str(number)) for number, app_id in enumerate(created))


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_what_is_not_built_is_one_clear_error_that_is_not_retried(
    pinpoint: PinpointMock, handle: Replace, mode: Any
) -> None:
    handle("GetCampaigns", None)
    client = boto3.client("pinpoint", config=Config(retries={"mode": mode, "max_attempts": 3}))
    with pytest.raises(ClientError) as raised:
        client.get_campaigns(ApplicationId="unknown")
    response = raised.value.response
    assert response["Error"]["Code"] == "NotImplementedException"
    assert response["Error"]["Message"].startswith("pinpoint_mock: get_campaigns() is not built yet")
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert response["ResponseMetadata"]["RetryAttempts"] == 0


@pytest.fixture
def newer_client(tmp_path: Path) -> PinpointClient:
    """A client of a botocore whose Pinpoint has two operations more, GetWidget and PatchApp."""
    model = Loader().load_service_model("pinpoint", "service-2", "2016-12-01")
    get_app: Any = model["operations"]["GetApp"]
    for name, http in (
        ("GetWidget", {"requestUri": "/v1/apps/{application-id}/widget"}),
        ("PatchApp", {"method": "PATCH"}),
    ):
        model["operations"][name] = get_app | {"name": name, "http": get_app["http"] | http}
    folder = tmp_path / "pinpoint" / "2016-12-01"
    folder.mkdir(parents=True)
    (folder / "service-2.json").write_text(json.dumps(model))
    session = botocore.session.Session()
    session.register_component("data_loader", Loader([str(tmp_path), *Loader().search_paths]))
    return cast("PinpointClient", session.create_client("pinpoint", "us-east-1"))


@pytest.mark.parametrize(
    ("method", "status", "code"),
    [("get_widget", 404, "UnknownOperationException"), ("patch_app", 405, "MethodNotAllowedException")],
)
def test_an_operation_of_a_newer_botocore_is_refused_and_not_retried(
    pinpoint: PinpointMock, app_id: str, newer_client: PinpointClient, method: str, status: int, code: str
) -> None:
    with pytest.raises(ClientError, match="pinpoint_mock: no operation that this mock knows has the method") as raised:
        getattr(newer_client, method)(ApplicationId=app_id)
    assert raised.value.response["Error"]["Code"] == code
    assert not isinstance(raised.value, newer_client.exceptions.NotFoundException)
    assert newer_client.get_app(ApplicationId=app_id)["ApplicationResponse"]["Id"] == app_id
    assert [request.status_code for request in pinpoint.requests] == [status, 200]


def test_options_answers_the_methods_of_a_path(pinpoint: PinpointMock) -> None:
    response = send("OPTIONS", "/v1/apps/a1/endpoints/e1")
    assert (response.status, response.body) == (200, b"")
    assert response.headers["Allow"] == "DELETE, GET, OPTIONS, PUT"
    assert response.headers["Access-Control-Allow-Methods"] == "DELETE, GET, OPTIONS, PUT"
    assert set(response.headers) == HEADERS | {"Allow", "Access-Control-Allow-Methods"}
    request = pinpoint.requests.one()
    assert (request.operation, request.status_code, request.error) == ("OPTIONS /v1/apps/a1/endpoints/e1", 200, None)


def test_the_error_of_what_is_not_built_names_the_method_of_boto3(client: PinpointClient, handle: Replace) -> None:
    for method, name in client.meta.method_to_api_mapping.items():
        handle(name, None)
        with pytest.raises(ClientError, match=rf"pinpoint_mock: {method}\(\) is not built yet"):
            getattr(client, method)(**parameters(client, name, "x", full=False))


def test_what_is_not_built_refuses_a_request_that_is_not_valid_first(handle: Replace) -> None:
    handle("CreateCampaign", None)
    bodies = {b"{}": 501, b"{": 400, b'{"Name": 1}': 400}
    world = World()
    assert {
        body: answer(world, request("POST", "/v1/apps/unknown/campaigns", body)).status for body in bodies
    } == bodies
