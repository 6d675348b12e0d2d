"""The reasons for which both campaigns and journeys skip endpoints."""

from __future__ import annotations

from collections.abc import Callable

from pinpoint_mock.delivery.outcomes import Outcome
from pinpoint_mock.state.endpoints import Document

NOT_PRODUCED: tuple[tuple[str, Callable[[Document], bool]], ...] = (
    ("ENDPOINT_OPT_OUT", lambda endpoint: endpoint.get("OptOut") == "ALL"),
    ("ENDPOINT_INACTIVE", lambda endpoint: endpoint.get("EndpointStatus") == "INACTIVE"),
    ("ENDPOINT_MISSING_ADDRESS", lambda endpoint: not endpoint.get("Address")),
    ("ENDPOINT_MISSING_CHANNEL", lambda endpoint: not endpoint.get("ChannelType")),
)
"""The execution metrics of endpoints for which no message is produced, in the order in which they are asked.

Source: DG analytics-standard-metrics.
"""

QUIET_TIME = Outcome("QUIET_TIME", 400, "It is quiet time for the endpoint")
DAILY_CAP = Outcome("DAILY_CAP", 400, "Endpoint got the most messages of a day")
"""What becomes of an endpoint that falls out with an entry.

AWS documents the statuses; codes and texts are this mock's.

Source: DG event-streams-data-campaign; DG event-streams-data-journey.
"""


def not_produced(endpoint: Document) -> str | None:
    """The metric of the first reason for which no message is produced for an endpoint, or None.

    >>> not_produced({"OptOut": "ALL", "Address": "+15550100", "ChannelType": "SMS"})
    'ENDPOINT_OPT_OUT'
    """
    return next((metric for metric, applies in NOT_PRODUCED if applies(endpoint)), None)
