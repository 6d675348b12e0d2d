"""What an assertion says of declared faults that never applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock import mock_pinpoint
from tests.builders import PHONE, send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

CURES = (
    "Remove what the test does not need, or see why the code under test did not get there. optional=True at a "
    "declaration says that it need not apply."
)
WITHOUT = " assert_all_faults_used=False, of mock_pinpoint, the marker or the ini file, leaves this check out."


def use_some(pinpoint: PinpointMock, client: PinpointClient) -> None:
    """Declare several faults, of which not all apply."""
    pinpoint.fail_delivery(channel="SMS", status_message="not used", times=3)
    pinpoint.fail_delivery(channel="SMS", status_message="used")
    pinpoint.fail_request("get_app", "NotFoundException", after=2)
    pinpoint.fail_request("get_apps", "NotFoundException", optional=True)
    pinpoint.answer_request("get_segment", {}, times=1)
    app_id = pinpoint.add_app()
    for _ in range(2):
        send(client, app_id)
        client.get_app(ApplicationId=app_id)


EXPLAINED = f"""pinpoint_mock: 3 declared failures or answers never applied:
  fail_delivery(channel='SMS', status_message='not used', times=3): applied 0 times
  fail_request(operation='get_app', error='NotFoundException', times=..., after=2): applied 0 times
  answer_request('get_segment', {{}}, times=1): applied 0 times
Others:
  fail_delivery(channel='SMS', status_message='used'): applied 2 times
Requests:
  SendMessages (2 times)
  GetApp (2 times)
Messages:
  1. SMS to {PHONE}: 'Hello' PERMANENT_FAILURE: used (declared by the test with fail_delivery)
  2. SMS to {PHONE}: 'Hello' PERMANENT_FAILURE: used (declared by the test with fail_delivery)
{CURES}""".replace(" times=...,", "")


@pytest.mark.pinpoint(assert_all_faults_used=False)
def test_the_text_says_what_happened_instead(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.assert_all_faults_used()
    use_some(pinpoint, client)
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_all_faults_used()
    assert str(caught.value) == EXPLAINED


def test_the_end_of_a_mock_names_the_option_too(early_client: PinpointClient) -> None:
    with pytest.raises(AssertionError) as caught, mock_pinpoint(assert_all_faults_used=True) as pinpoint:
        use_some(pinpoint, early_client)
    assert str(caught.value) == EXPLAINED + WITHOUT


def test_where_nothing_happened(early_client: PinpointClient) -> None:
    with pytest.raises(AssertionError) as caught, mock_pinpoint(assert_all_faults_used=True) as pinpoint:
        pinpoint.fail_delivery()
    assert str(caught.value) == (
        "pinpoint_mock: 1 declared failure or answer never applied:\n"
        "  fail_delivery(): applied 0 times\n"
        "There were no requests.\n"
        f"There were no messages.\n{CURES}{WITHOUT}"
    )


def test_long_lists_are_cut(early_client: PinpointClient) -> None:
    def declare_and_send(pinpoint: PinpointMock) -> None:
        app_id = pinpoint.add_app()
        for number in range(25):
            pinpoint.fail_delivery(address=str(number))
            send(early_client, app_id)

    with pytest.raises(AssertionError) as caught, mock_pinpoint(assert_all_faults_used=True) as pinpoint:
        declare_and_send(pinpoint)
    lines = str(caught.value).splitlines()
    assert lines[21] == "  ... and 5 more"
    assert lines[-2] == "  ... and 5 more"
    assert len(lines) == 1 + 21 + 2 + 1 + 21 + 1
