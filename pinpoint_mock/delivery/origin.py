"""Where a message comes from: a request, a campaign or a journey."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.clock import now

if TYPE_CHECKING:
    from pinpoint_mock.rendering.payloads.push import PushIds
    from pinpoint_mock.state.call import OperationCall

DIRECT: PushIds = {"campaign": {"campaign_id": "_DIRECT"}}
"""What the payload of a push notification names that no campaign sent.

Source: gh:aws-amplify/amplify-flutter#3516; gh:aws-amplify/amplify-js#1905.
"""


@dataclasses.dataclass(slots=True, kw_only=True)
class Origin:
    """What all messages of one request or run share.

    `operation`, `request_id` and `request` are those of the call, and None where no call sent the message; then
    `campaign_id`, with the ids of the activity and the treatment, or `journey_id`, with those of the run and the
    activity, says what did. `context` and
    `trace_id` are those of a request. `push_ids` are the ids that push payloads name.
    """

    sent_at: datetime.datetime
    operation: str | None = None
    request_id: str | None = None
    request: dict[str, Any] | None = None
    context: Mapping[str, str] = dataclasses.field(default_factory=dict)
    trace_id: str | None = None
    campaign_id: str | None = None
    campaign_activity_id: str | None = None
    treatment_id: str | None = None
    journey_id: str | None = None
    journey_run_id: str | None = None
    journey_activity_id: str | None = None
    push_ids: PushIds = dataclasses.field(default_factory=lambda: DIRECT)


def campaign_origin(campaign_id: str, campaign_activity_id: str, treatment_id: str) -> Origin:
    """The origin of the messages that an activity of a campaign sends now.

    Source: gh:aws-amplify/amplify-js; DG event-streams-data-campaign.

    >>> campaign_origin("c1", "a1", "0").push_ids
    {'campaign': {'campaign_id': 'c1', 'campaign_activity_id': 'a1', 'treatment_id': '0'}}
    """
    ids = {"campaign_id": campaign_id, "campaign_activity_id": campaign_activity_id, "treatment_id": treatment_id}
    return Origin(
        sent_at=now(),
        campaign_id=campaign_id,
        campaign_activity_id=campaign_activity_id,
        treatment_id=treatment_id,
        push_ids={"campaign": ids},
    )


def journey_origin(journey_id: str, journey_run_id: str, journey_activity_id: str) -> Origin:
    """The origin of the messages that an activity of a journey sends now.

    Source: gh:aws-amplify/amplify-js; DG event-streams-data-journey.

    >>> journey_origin("j1", "r1", "welcome").push_ids
    {'journey': {'journey_id': 'j1', 'journey_run_id': 'r1', 'journey_activity_id': 'welcome'}}
    """
    ids = {"journey_id": journey_id, "journey_run_id": journey_run_id, "journey_activity_id": journey_activity_id}
    return Origin(
        sent_at=now(),
        journey_id=journey_id,
        journey_run_id=journey_run_id,
        journey_activity_id=journey_activity_id,
        push_ids={"journey": ids},
    )


def request_origin(call: OperationCall, members: Mapping[str, Any]) -> Origin:
    """The origin of the messages of a call that is answered now; `members` are those of its payload."""
    return Origin(
        sent_at=now(),
        operation=call.operation,
        request_id=call.request_id,
        request=call.request,
        context=members.get("Context", {}),
        trace_id=members.get("TraceId"),
    )
