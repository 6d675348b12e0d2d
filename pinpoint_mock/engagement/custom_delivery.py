"""Handing endpoints to the function or URL of a custom delivery, for campaigns and journeys."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinpoint_mock.delivery.invoking import (
    ENDPOINTS_PER_CALL,
    NOT_REGISTERED,
    FunctionError,
    endpoint_definition,
    invoke,
)
from pinpoint_mock.delivery.outcomes import Outcome
from pinpoint_mock.engagement.running import unlocked
from pinpoint_mock.state.functions import function_name

if TYPE_CHECKING:
    from pinpoint_mock.delivery.recipients import Recipient
    from pinpoint_mock.state.world import App

CUSTOM = "CUSTOM"
"""The channel of what is handed over, and the type of endpoints that it is for if nothing else is said.

Source: MODEL CustomDeliveryConfiguration.EndpointTypes; UG journeys-add-activities.
"""


@dataclasses.dataclass
class Handed:
    """What became of endpoints that were handed to a function, by their ids.

    `payloads` are what the function gets of each, `outcomes` those of endpoints for which it failed, and `answers` what
    it returned for them.
    """

    payloads: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)
    outcomes: dict[str, Outcome] = dataclasses.field(default_factory=dict)
    answers: dict[str, Any] = dataclasses.field(default_factory=dict)


def hand_over(app: App, uri: str, data: str, owner: Mapping[str, Any], recipients: Sequence[Recipient]) -> Handed:
    """Hand endpoints to a function or URL, 50 at a time; `owner` are the members that say what does it.

    Without a function that is registered for it nothing is called.

    Source: DG channels-custom; MODEL CustomDeliveryConfiguration; DG event-streams-data-campaign.
    """
    handed, backend = Handed(), app.backend
    name = function_name(uri)
    is_registered = name is not None and backend.world.functions.find(
        name.called_from(backend.region_name, backend.account_id)
    )
    for start in range(0, len(recipients), ENDPOINTS_PER_CALL):
        endpoints = endpoint_definitions(recipients[start : start + ENDPOINTS_PER_CALL])
        payload = {"Message": {}, "Data": data, "ApplicationId": app.application_id, **owner, "Endpoints": endpoints}
        if is_registered:
            try:
                with unlocked(backend.world):
                    answer = invoke(backend, uri, payload)
                handed.answers |= answer if isinstance(answer, dict) else {}
            except FunctionError as error:
                outcome = outcome_of_error("CUSTOM_DELIVERY_FAILURE", error)
                handed.outcomes |= dict.fromkeys(endpoints, outcome)
        handed.payloads |= {key: {**payload, "Endpoints": {key: each}} for key, each in endpoints.items()}
    return handed


def endpoint_definitions(recipients: Sequence[Recipient]) -> dict[str, dict[str, Any]]:
    """Endpoints as a function gets them, by their ids."""
    return {str(each.endpoint_id): endpoint_definition(each.endpoint or {}) for each in recipients}


def outcome_of_error(status: str, error: FunctionError) -> Outcome:
    """What becomes of endpoints whose function has failed: its error is their status message."""
    text = str(error) if str(error) == NOT_REGISTERED else f"{error}: {error.explanation}"
    return Outcome(status, 500, text, explanation=error.explanation if text == NOT_REGISTERED else None)
