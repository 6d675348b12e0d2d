"""Every member of a segment ends in exactly one place: a message, a failed one, or a count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock import mock_pinpoint
from tests.builders import Audience, Campaigns

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

ENDPOINTS = st.lists(
    st.fixed_dictionaries(
        {
            "ChannelType": st.sampled_from(["SMS", "EMAIL", "GCM"]),
            "Address": st.sampled_from(["+15550100", "+15550101", "not an address"]),
        },
        optional={"OptOut": st.just("ALL"), "EndpointStatus": st.just("INACTIVE")},
    ),
    max_size=12,
)
TREATMENTS = st.lists(st.sampled_from([0, 20, 40]), max_size=2)
HELD_OUT = "HOLDOUT"
NOT_SENT = frozenset(
    {
        *("ENDPOINT_OPT_OUT", "ENDPOINT_INACTIVE", "ENDPOINT_MISSING_ADDRESS", "ENDPOINT_MISSING_CHANNEL"),
        *("ENDPOINT_CHANNEL_MISMATCH", "ENDPOINT_MISSING_TIMEZONE", "TREATMENT_HOLDOUT"),
    }
)


@given(ENDPOINTS, TREATMENTS, st.sampled_from([0, 20]), st.integers(0, 10))
def test_every_member_ends_in_one_place(
    early_client: PinpointClient, endpoints: list[dict[str, Any]], sizes: list[int], held_out: int, seed: int
) -> None:
    with mock_pinpoint(seed=seed) as pinpoint:
        campaigns = Campaigns(early_client, pinpoint.add_app())
        audience = Audience(early_client, campaigns.app_id)
        for number, endpoint in enumerate(endpoints):
            audience.put(f"e{number}", **endpoint)
        messages: Any = {"SMSMessage": {"Body": "Hello"}, "EmailMessage": {"Title": "Hello", "Body": "Hello"}}
        treatments = [
            {"SizePercent": size, "MessageConfiguration": messages, "TreatmentName": str(size)} for size in sizes
        ]
        campaign_id = campaigns.create_id(
            MessageConfiguration=messages, HoldoutPercent=held_out, AdditionalTreatments=treatments
        )
        activities = campaigns.list_activities(campaign_id)["Item"]
        ends = Counter(each.endpoint_id for each in pinpoint.messages)
        statuses = Counter((each.treatment_id, each.delivery_status) for each in pinpoint.messages)

    assert len(activities) == 1 + len(sizes)
    assert set(ends.values()) <= {1}
    number_held_out = sum(count for (_, status), count in statuses.items() if status == HELD_OUT)
    for activity in activities:
        metrics = {name: int(count) for name, count in activity["ExecutionMetrics"].items()}
        counted = sum(count for name, count in metrics.items() if name in NOT_SENT)
        assert metrics.get("ENDPOINT_PRODUCED", 0) == len(endpoints)
        assert counted + activity["TotalEndpointCount"] + number_held_out == len(endpoints)
        assert activity["SuccessfulEndpointCount"] == statuses[activity["TreatmentId"], "SUCCESSFUL"]
    only_counted = sum(1 for number in range(len(endpoints)) if f"e{number}" not in ends)
    default = {name: int(count) for name, count in activities[-1]["ExecutionMetrics"].items()}
    reasons = sum(count for name, count in default.items() if name in NOT_SENT - {"TREATMENT_HOLDOUT"})
    assert only_counted == reasons
