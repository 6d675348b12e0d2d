"""Every operation is found by its method and path."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import boto3
import pytest
from botocore.awsrequest import AWSResponse

from pinpoint_mock.core.errors import MethodNotAllowedException, NotFoundException, UnknownOperationException
from pinpoint_mock.protocol.model import Operation, operations
from pinpoint_mock.protocol.routes import allowed_methods, route
from tests.builders import response
from tests.protocol.samples import parameters
from tests.wire import send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

OPERATIONS = list(operations().values())
ODD_LABELS = ["a/b+c=d%e", "/v1/apps", "..", "ü ?#&", "%2F", "{application-id}", "$", "versions"]
LITERALS = sorted(
    {
        segment
        for operation in OPERATIONS
        for segment in operation.path.removeprefix("/v1/").split("/")
        if not segment.startswith("{")
    }
)


def path_of(operation: Operation, label: str) -> str:
    return "/".join(
        quote(label, safe="") if segment.startswith("{") else segment for segment in operation.path.split("/")
    )


def routed(base: str, label: str) -> dict[str, tuple[Operation, dict[str, str]]]:
    return {operation.name: route(operation.method, base + path_of(operation, label)) for operation in OPERATIONS}


def expected(label: str) -> dict[str, tuple[Operation, dict[str, str]]]:
    return {operation.name: (operation, dict.fromkeys(operation.labels.values(), label)) for operation in OPERATIONS}


@pytest.mark.parametrize("label", ODD_LABELS)
def test_every_operation_is_found_whatever_its_labels(label: str) -> None:
    assert routed("", label) == expected(label)


@pytest.mark.parametrize("base", ["/base", "/api/v1", "/v1", "/stage/v1/pinpoint/"])
def test_what_stands_before_v1_is_ignored(base: str) -> None:
    assert routed(base, "x") == expected("x")


@pytest.mark.parametrize("label", LITERALS)
def test_a_label_may_be_a_word_that_paths_use(label: str) -> None:
    assert routed("", label) == expected(label)


@pytest.mark.parametrize("template_type", ["email", "EMAIL", "push", "anything"])
def test_a_literal_wins_over_a_label_unless_only_the_label_leads_on(template_type: str) -> None:
    found, labels = route("GET", f"/v1/templates/welcome/{template_type}/versions")
    assert found.name == "ListTemplateVersions"
    assert labels == {"TemplateName": "welcome", "TemplateType": template_type}


def test_an_arn_may_come_with_its_slashes_decoded() -> None:
    arn = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a/campaigns/c"
    found, labels = route("GET", f"/v1/tags/{arn}")
    assert (found.name, labels) == ("ListTagsForResource", {"ResourceArn": arn})


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/v1",
        "/v1/apps/a/endpoints/e/more",
        "/v1/apps/a/nothing",
        "/v1/phone",
        "/v1/tags",
        "/v2/apps",
        "/v1/v2/apps",
        "/apps",
    ],
)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_a_path_that_no_operation_has_is_an_unknown_operation(method: str, path: str) -> None:
    with pytest.raises(
        UnknownOperationException, match=rf"^pinpoint_mock: no operation that this mock knows has the method {method} "
    ):
        allowed_methods(path) if method == "OPTIONS" else route(method, path)


@pytest.mark.parametrize("path", ["/", "/v1/", "/v1/apps/", "/v1/apps//endpoints/e", "/v1/tags/"])
def test_a_path_with_an_empty_part_is_not_found(path: str) -> None:
    for ask in (allowed_methods, functools.partial(route, "GET")):
        with pytest.raises(NotFoundException, match=r"^Resource not found$"):
            ask(path)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/v1/apps"),
        ("POST", "/v1/apps/a"),
        ("GET", "/v1/apps/a/messages"),
        ("get", "/v1/apps"),
        ("POST", "/v1/apps/a/channels/sms"),
    ],
)
def test_a_wrong_method_is_not_allowed(method: str, path: str) -> None:
    with pytest.raises(
        MethodNotAllowedException, match=rf"^pinpoint_mock: no operation that this mock knows has the method {method} "
    ):
        route(method, path)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "UnknownOperationException"),
        ("OPTIONS", "/v1/nothing", 404, "UnknownOperationException"),
        ("GET", "/", 404, "NotFoundException"),
        ("PATCH", "/v1/apps", 405, "MethodNotAllowedException"),
    ],
)
def test_the_service_answers_what_is_not_found(
    pinpoint: PinpointMock, method: str, path: str, status: int, code: str
) -> None:
    answer = send(method, path)
    assert (answer.status, answer.headers["x-amzn-ErrorType"]) == (status, code)
    assert answer.document["RequestID"] == answer.headers["x-amzn-RequestId"]


@pytest.mark.parametrize("path", sorted({operation.path for operation in OPERATIONS}))
def test_options_names_the_methods_of_a_path(path: str) -> None:
    methods = {operation.method for operation in OPERATIONS if operation.path == path}
    assert allowed_methods(path) == sorted({*methods, "OPTIONS"})


class Sent:
    """The requests that boto3 sent, each answered with an empty object."""

    def __init__(self) -> None:
        self.requests: list[Any] = []

    def __call__(self, request: Any, **kwargs: Any) -> AWSResponse:
        self.requests.append(request)
        return response(request.url, b"{}")


@pytest.fixture(scope="module")
def recorded() -> Iterator[tuple[PinpointClient, Sent]]:
    session = boto3.session.Session(
        region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret"
    )
    client, sent = session.client("pinpoint", endpoint_url="http://localhost:4566/base"), Sent()
    client.meta.events.register("before-send.pinpoint", sent)  # type: ignore[arg-type]  # an answer is allowed
    yield client, sent
    client.close()


@pytest.mark.parametrize("label", ["a/b+c=d%e", "ü ?#&{}"])
def test_what_boto3_sends_is_found(recorded: tuple[PinpointClient, Sent], label: str) -> None:
    client, sent = recorded
    found = {}
    for method, name in client.meta.method_to_api_mapping.items():
        getattr(client, method)(**parameters(client, name, label, full=False))
        request = sent.requests.pop()
        found[name] = route(request.method, urlsplit(request.url).path)
    assert found == {name: value for name, value in expected(label).items() if name in found}
    assert found
