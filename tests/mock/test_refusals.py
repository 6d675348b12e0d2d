"""What a test declares or expects and cannot: the text says what was meant, and pytest shows the test's own line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pinpoint_mock import PinpointMock


TO: Any = {"to": "1"}
THROTTLED = type("ThrottlingException", (Exception,), {})

REFUSALS: dict[str, Callable[[PinpointMock], object]] = {
    "a channel": lambda pinpoint: pinpoint.add_endpoint("shop", channel="SSM", address="1"),
    "an application": lambda pinpoint: pinpoint.add_endpoint("blog", channel="SMS", address="1"),
    "channels": lambda pinpoint: pinpoint.add_app(channels=["SSM"]),
    "an id": lambda pinpoint: pinpoint.add_app(application_id="shop"),
    "tags": lambda pinpoint: pinpoint.add_app(tags={"aws:x": "y"}),
    "a number": lambda pinpoint: pinpoint.add_phone_number("+12065550142", PhoneTypeCode="x"),
    "an outcome": lambda pinpoint: pinpoint.fail_delivery(outcome="lost"),
    "a delivery": lambda pinpoint: pinpoint.fail_delivery(**TO),
    "times": lambda pinpoint: pinpoint.fail_delivery(times=0),
    "an operation": lambda pinpoint: pinpoint.fail_request("get_ap", "NotFoundException"),
    "an error": lambda pinpoint: pinpoint.fail_request("get_app", "Throttling"),
    "an error class": lambda pinpoint: pinpoint.fail_request("get_app", THROTTLED),
    "an answer": lambda pinpoint: pinpoint.answer_request("get_app", {"Id": "shop"}),
    "a field": lambda pinpoint: pinpoint.assert_sent(**TO),
    "a count": lambda pinpoint: pinpoint.assert_sent(count=0),
    "a field of a log": lambda pinpoint: pinpoint.sent_messages.filter(**TO),
    "a field of one record": lambda pinpoint: pinpoint.events.one(**TO),
    "a field in a list": lambda pinpoint: pinpoint.requests == [{"to": "1"}],
    "a field of an endpoint": lambda pinpoint: pinpoint.endpoints.filter(**TO),
    "a parameter": lambda pinpoint: pinpoint.assert_called("get_app", AppId="shop"),
    "a message": lambda pinpoint: pinpoint.sent_messages.one(),
    "an endpoint": lambda pinpoint: pinpoint.endpoints.one(),
    "sending": lambda pinpoint: pinpoint.wait_for_sent(timeout=0),
    "a fault": lambda pinpoint: pinpoint.assert_all_faults_used(),
}


@pytest.mark.pinpoint(assert_all_faults_used=False)
@pytest.mark.parametrize("refusal", REFUSALS)
def test_pytest_shows_the_line_of_the_test(pinpoint: PinpointMock, refusal: str) -> None:
    pinpoint.add_app(application_id="shop")
    if refusal == "a fault":
        pinpoint.fail_delivery()
    with pytest.raises((AssertionError, TypeError, ValueError), match=r"^pinpoint_mock: ") as caught:
        REFUSALS[refusal](pinpoint)
    assert {Path(entry.path) for entry in caught.traceback.filter(caught)} == {Path(__file__)}
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize(
    ("error", "meant"),
    [
        ("ThrottlingException", "TooManyRequestsException"),
        ("Throttling", "TooManyRequestsException"),
        ("RequestLimitExceeded", "TooManyRequestsException"),
        ("ResourceNotFoundException", "NotFoundException"),
        ("ValidationException", "BadRequestException"),
        ("ServiceUnavailable", "InternalServerErrorException"),
        ("AccessDenied", "AccessDeniedException"),
        ("InternalServerError", "InternalServerErrorException"),
        (THROTTLED, "TooManyRequestsException"),
    ],
)
def test_errors_of_other_services(pinpoint: PinpointMock, error: Any, meant: str) -> None:
    with pytest.raises(ValueError, match=rf"^pinpoint_mock: fail_request\(.* Did you mean '{meant}'\?$"):
        pinpoint.fail_request("send_messages", error)


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("to", "address"),
        ("phone", "address"),
        ("recipient", "address"),
        ("phone_number", "address"),
        ("text", "body"),
        ("message", "body"),
        ("html", "html_body"),
        ("sender", "from_address"),
        ("status", "delivery_status"),
        ("type", "channel"),
        ("user", "user_id"),
        ("app_id", "application_id"),
        ("endpoint", "endpoint_id"),
    ],
)
def test_names_of_other_libraries(pinpoint: PinpointMock, field: str, meant: str) -> None:
    expected: Any = {field: "x"}
    with pytest.raises(TypeError, match=rf"sent message has no field '{field}'\. Did you mean '{meant}'\?$"):
        pinpoint.assert_sent(**expected)


@pytest.mark.parametrize(
    ("read", "field", "meant"),
    [
        (lambda pinpoint: pinpoint.fail_delivery(to="1"), "to", "address"),
        (lambda pinpoint: pinpoint.endpoints.filter(phone="1"), "phone", "address"),
        (lambda pinpoint: pinpoint.endpoints.filter(status="ACTIVE"), "status", "endpoint_status"),
        (lambda pinpoint: pinpoint.requests.filter(status=200), "status", "status_code"),
        (lambda pinpoint: pinpoint.events.filter(type="x"), "type", "event_type"),
    ],
)
def test_names_that_mean_something_else_elsewhere(
    pinpoint: PinpointMock, read: Callable[[PinpointMock], object], field: str, meant: str
) -> None:
    with pytest.raises(TypeError, match=rf"has no field '{field}'\. Did you mean '{meant}'\?$"):
        read(pinpoint)
