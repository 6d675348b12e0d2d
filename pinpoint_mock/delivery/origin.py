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
    `campaign_id` or `journey_id` says what did. `context` and `trace_id` are those of a request. `push_ids` are the
    ids that push payloads name.
    """

    sent_at: datetime.datetime
    operation: str | None = None
    request_id: str | None = None
    request: dict[str, Any] | None = None
    context: Mapping[str, str] = dataclasses.field(default_factory=dict)
    trace_id: str | None = None
    campaign_id: str | None = None
    journey_id: str | None = None
    push_ids: PushIds = dataclasses.field(default_factory=lambda: DIRECT)


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
