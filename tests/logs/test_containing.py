"""`containing`: what it is equal to, and its use in expectations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from pinpoint_mock import containing

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

VALUE = {"aps": {"badge": 1, "alert": {"title": "Parcel"}}, "items": [{"n": 1, "m": 2}, {"n": 3}], "none": None}


@pytest.mark.parametrize(
    ("expected", "answer"),
    [
        ({}, True),
        ({"aps": {"badge": 1}}, True),
        ({"aps": {"badge": 2}}, False),
        ({"aps": {"sound": mock.ANY}}, False),
        ({"aps": {"alert": {"title": re.compile("^Par")}, "badge": lambda badge: badge < 5}}, True),
        ({"aps": mock.ANY, "none": None}, True),
        ({"absent": None}, False),
        ({"none": {}}, False),
        ({"none": str.isdigit}, False),
        ({"aps": 1}, False),
        ({"items": [{"n": 1}, {}]}, True),
        ({"items": [{"n": 1}]}, False),
        ({"items": [{}, {"n": 1}]}, False),
        ({"items": {}}, False),
        ({"aps": containing({"badge": 1})}, True),
    ],
)
def test_a_part_of_a_value(expected: dict[str, Any], answer: bool) -> None:
    assert (containing(expected) == VALUE) is answer
    assert (VALUE == containing(expected)) is answer  # noqa: SIM300  (the other side is under test)
    assert ({"payload": containing(expected)} == {"payload": VALUE}) is answer


def test_a_list() -> None:
    assert containing([{"a": 1}]) == [{"a": 1, "b": 2}]
    assert containing([]) != [1]
    assert containing([]) != {}


@pytest.mark.parametrize("wrong", ["text", 5, None, str.isdigit])
def test_only_dicts_and_lists_have_parts(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^pinpoint_mock: containing\(\) takes a dict or list, not "):
        containing(wrong)


def test_it_is_shown_as_it_is_written() -> None:
    expected = containing({"b": str.isdigit, "a": [re.compile("x"), containing({})]})
    assert repr(expected) == "containing({'a': [re.compile('x'), containing({})], 'b': str.isdigit})"


@pytest.fixture
def _sent(pinpoint: PinpointMock, client: PinpointClient) -> None:
    client.send_messages(
        ApplicationId=pinpoint.add_app(),
        MessageRequest={
            "Addresses": {"token": {"ChannelType": "APNS"}},
            "MessageConfiguration": {"APNSMessage": {"Title": "Parcel", "Body": "On its way", "Badge": 1}},
        },
    )


@pytest.mark.usefixtures("_sent")
def test_in_expectations(pinpoint: PinpointMock) -> None:
    part = containing({"aps": {"badge": 1, "alert": {"title": re.compile("Par")}}})
    pinpoint.assert_sent(payload=part)
    pinpoint.assert_not_sent(payload={"aps": {"badge": 1}})
    assert pinpoint.sent_messages == [{"payload": part}]
    pinpoint.assert_called("send_messages", MessageRequest=containing({"Addresses": {"token": mock.ANY}}))
    assert pinpoint.requests.one(parameters=containing({"MessageRequest": {}})).status_code == 200


@pytest.mark.usefixtures("_sent")
def test_a_failure_shows_the_path(pinpoint: PinpointMock) -> None:
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_sent(payload=containing({"aps": {"badge": 2}}))
    assert str(caught.value) == (
        "pinpoint_mock: expected at least one sent message with payload=containing({'aps': {'badge': 2}}); "
        "0 of 1 match.\n"
        "Closest:\n"
        "  1. APNS to token: 'Parcel' | 'On its way'\n"
        "     payload.aps.badge: expected 2\n"
        "                           found 1"
    )
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_called("send_messages", MessageRequest=containing({"TraceId": "t"}))
    assert str(caught.value).splitlines()[-2:] == [
        "     MessageRequest.TraceId: expected 't'",
        "                                found nothing",
    ]


TEXT = "x" * 300

LONG_TEXT = f"""
    def test_a(pinpoint, pinpoint_client, pinpoint_app_id):
        for number in range(30):
            pinpoint_client.send_messages(
                ApplicationId=pinpoint_app_id,
                MessageRequest={{
                    "Addresses": {{"+15550100": {{"ChannelType": "SMS"}}}},
                    "MessageConfiguration": {{"SMSMessage": {{"Body": "{TEXT}"}}}},
                }},
            )
        pinpoint.assert_sent(body="{TEXT}y")
"""


@pytest.mark.parametrize(("arguments", "is_full"), [([], False), (["-v"], False), (["-vv"], True)])
def test_very_verbose_pytest_shows_all(pytester: pytest.Pytester, arguments: list[str], is_full: bool) -> None:
    pytester.makepyfile(LONG_TEXT)
    result = pytester.runpytest_inprocess("-p", "no:randomly", *arguments)
    result.assert_outcomes(failed=1)
    text = result.stdout.str()
    assert (f"found '{TEXT}'\n" in text) is is_full
    assert ("... and 7 more" in text) is not is_full
    pytester.runpytest_inprocess("-p", "no:randomly").stdout.no_fnmatch_line(f"*found '{TEXT}'*")
