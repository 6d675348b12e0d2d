"""The reasons for which no message is produced for an endpoint."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.engagement.skipped import not_produced

PHONE = {"OptOut": "NONE", "EndpointStatus": "ACTIVE", "Address": "+15550100", "ChannelType": "SMS"}


@pytest.mark.parametrize(
    ("members", "metric"),
    [
        ({}, None),
        ({"OptOut": "ALL", "EndpointStatus": "INACTIVE"}, "ENDPOINT_OPT_OUT"),
        ({"EndpointStatus": "INACTIVE", "Address": ""}, "ENDPOINT_INACTIVE"),
        ({"Address": "", "ChannelType": None}, "ENDPOINT_MISSING_ADDRESS"),
        ({"ChannelType": None}, "ENDPOINT_MISSING_CHANNEL"),
    ],
)
def test_the_first_reason_counts(members: Any, metric: str | None) -> None:
    assert not_produced({**PHONE, **members}) == metric
