"""How records, logs and the mock itself are shown, so that a plain `assert` reads well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

MESSAGE = "<Message SMS to +15550100: 'Hello' SUCCESSFUL>"
FAILED = "<Message SMS to 1: 'Hello' PERMANENT_FAILURE: Invalid phone number>"


@pytest.fixture
def app_id(pinpoint: PinpointMock, client: PinpointClient) -> str:
    app_id = pinpoint.add_app(application_id="shop", channels=["SMS"])
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": {"+15550100": {"ChannelType": "SMS"}, "1": {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        },
    )
    client.put_events(
        ApplicationId=app_id,
        EventsRequest={
            "BatchItem": {
                "phone": {
                    "Endpoint": {},
                    "Events": {"e1": {"EventType": "cart.abandoned", "Timestamp": "2026-01-05T10:00:00Z"}},
                }
            }
        },
    )
    with pytest.raises(client.exceptions.NotFoundException):
        client.get_endpoint(ApplicationId=app_id, EndpointId="tablet")
    client.get_apps()
    return app_id


@pytest.mark.usefixtures("app_id")
def test_records_begin_with_what_a_reader_looks_for(pinpoint: PinpointMock) -> None:
    assert [repr(message) for message in pinpoint.messages] == [MESSAGE, FAILED]
    assert repr(pinpoint.events[0]) == "<Event cart.abandoned of endpoint phone>"
    assert [repr(request) for request in pinpoint.requests][2:] == [
        "<ApiRequest GetEndpoint: 404 NotFoundException: Resource not found (no endpoint 'tablet' in application "
        "'shop'; there: 'phone') (ApplicationId='shop', EndpointId='tablet')>",
        "<ApiRequest GetApps: 200>",
    ]
    assert repr(pinpoint.requests[0]).startswith(
        "<ApiRequest SendMessages: 200 (ApplicationId='shop', MessageRequest={'Addresses': {'+15550100': "
    )


@pytest.mark.usefixtures("app_id")
def test_logs_and_the_mock_begin_with_how_many_there_are(pinpoint: PinpointMock) -> None:
    assert repr(pinpoint.messages) == f"<2 messages: {MESSAGE}, {FAILED}>"
    assert repr(pinpoint.sent_messages) == f"<1 sent message: {MESSAGE}>"
    assert repr(pinpoint.failed_messages.filter(channel="EMAIL")) == "<0 failed messages>"
    assert repr(pinpoint) == "<PinpointMock: 1 sent message, 1 failed message, 1 event, 4 requests>"


PLAIN_ASSERTS = """
    def test_a(pinpoint, pinpoint_client, pinpoint_app_id):
        pinpoint_client.send_messages(
            ApplicationId=pinpoint_app_id,
            MessageRequest={
                "Addresses": {"+15550100": {"ChannelType": "SMS"}},
                "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
            },
        )
        assert len(pinpoint.sent_messages) == 2
"""


def test_a_plain_assert_reads_well(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PLAIN_ASSERTS)
    result = pytester.runpytest_inprocess("-p", "no:randomly")
    result.stdout.fnmatch_lines([f"*where 1 = len(<1 sent message: {MESSAGE}>)*", "*<PinpointMock: 1 sent message, *"])
