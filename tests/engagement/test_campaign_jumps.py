"""One jump of the clock over the work of campaigns, and a look at every quarter of an hour."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock import mock_pinpoint
from tests.builders import Audience, Campaigns

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

NINE = datetime.datetime(2030, 1, 1, 9, tzinfo=datetime.timezone.utc)

SCHEDULES = st.fixed_dictionaries(
    {
        "StartTime": st.sampled_from(["IMMEDIATE", "2030-01-01T09:05:00Z", "2030-01-01T09:31:00+00:00"]),
        "Frequency": st.sampled_from(["ONCE", "HOURLY", "DAILY"]),
    },
    optional={
        "EndTime": st.sampled_from(["2030-01-01T11:05:00Z", "2030-01-02T00:00:00Z"]),
        "IsLocalTime": st.booleans(),
        "QuietTime": st.sampled_from([{}, {"Start": "09:00", "End": "10:10"}]),
    },
)


@given(st.lists(SCHEDULES, min_size=1, max_size=3), st.integers(0, 2))
def test_one_jump_and_a_look_at_every_quarter_give_the_same(
    early_client: PinpointClient, schedules: list[dict[str, Any]], total: int
) -> None:
    found = []
    for minutes in (6 * 60, 15):
        with freeze_time(NINE) as clock, mock_pinpoint(seed=1) as pinpoint:
            campaigns = Campaigns(early_client, pinpoint.add_app())
            audience = Audience(early_client, campaigns.app_id)
            for number, zone in enumerate(("UTC", "Asia/Kathmandu", "America/St_Johns", "Moon")):
                audience.put(
                    f"e{number}", ChannelType="SMS", Address=f"+155501{number}", Demographic={"Timezone": zone}
                )
            ids = [campaigns.create_id(Schedule=schedule, Limits={"Total": total}) for schedule in schedules]
            for _ in range(6 * 60 // minutes):
                clock.tick(datetime.timedelta(minutes=minutes))
                len(pinpoint.messages)
            messages = [(each.sent_at, each.endpoint_id, each.delivery_status) for each in pinpoint.messages]
            records = [(each.arrived_at, each.event_type, each.client_id) for each in pinpoint.stream_records]
            found.append(
                (
                    messages,
                    records,
                    [campaigns.status(each) for each in ids],
                    [_without_ids(campaigns.list_activities(each)["Item"]) for each in ids],
                )
            )
    assert found[0] == found[1]


def _without_ids(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in item.items() if not name.endswith("Id")} for item in items]
