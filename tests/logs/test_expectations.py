"""What type checkers know of expectations is what the records have."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from pinpoint_mock.logs import expectations
from pinpoint_mock.logs.event import EVENT_FIELDS
from pinpoint_mock.logs.message import MESSAGE_FIELDS
from pinpoint_mock.logs.otp_check import OTP_CHECK_FIELDS
from pinpoint_mock.logs.request import REQUEST_FIELDS
from pinpoint_mock.logs.stream_record import STREAM_RECORD_FIELDS
from pinpoint_mock.protocol.model import shape
from pinpoint_mock.state.faults import DeliveryCandidate
from pinpoint_mock.state.stored import StoredApp, StoredEndpoint, StoredTemplate


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        (expectations.MessageExpectations, MESSAGE_FIELDS),
        (expectations.RequestExpectations, REQUEST_FIELDS),
        (expectations.EventExpectations, EVENT_FIELDS),
        (expectations.OtpCheckExpectations, OTP_CHECK_FIELDS),
        (expectations.StreamRecordExpectations, STREAM_RECORD_FIELDS),
        (expectations.DeliveryExpectations, DeliveryCandidate._fields),
        (expectations.AppExpectations, StoredApp.__dataclass_fields__),
        (expectations.EndpointExpectations, StoredEndpoint.__dataclass_fields__),
        (expectations.TemplateExpectations, StoredTemplate.__dataclass_fields__),
    ],
)
def test_each_field_can_be_expected(typed: Any, fields: Any) -> None:
    assert sorted(typed.__annotations__) == sorted(fields)


@pytest.mark.parametrize("name", ["ChannelType", "DeliveryStatus", "MessageType", "TemplateType"])
def test_the_values_are_those_of_the_service_model(name: str) -> None:
    assert sorted(get_args(getattr(expectations, name))) == sorted(shape(name)["enum"])
