"""The functions of a campaign: its hook, which chooses and changes endpoints, and its custom delivery."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.clock import timestamp
from pinpoint_mock.core.explain import shown
from pinpoint_mock.core.strict_json import compact_json
from pinpoint_mock.delivery.invoking import ENDPOINTS_PER_CALL, FunctionError, invoke
from pinpoint_mock.delivery.recipients import document_recipient
from pinpoint_mock.engagement.custom_delivery import endpoint_definitions, hand_over, outcome_of_error
from pinpoint_mock.engagement.running import unlocked

if TYPE_CHECKING:
    from pinpoint_mock.engagement.campaign_audience import Target
    from pinpoint_mock.engagement.campaign_content import Treatment
    from pinpoint_mock.state.campaigns import Activity, Campaign
    from pinpoint_mock.state.world import App

OVERRIDES = ("TitleOverride", "BodyOverride")
"""What a hook may add to the definition of an endpoint, for push and SMS.

Source: DG segments-dynamic.
"""

Check = Callable[[object], bool]


def _is_map_of(is_value: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(map(is_value, value.values()))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_user(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    return isinstance(value.get("UserId", ""), str) and isinstance(value.get("UserAttributes", {}), dict)


FORMS: Mapping[str, Check] = {
    **dict.fromkeys(("Address", "ChannelType", "EndpointStatus", "OptOut", *OVERRIDES), _is_text),
    "Attributes": lambda value: isinstance(value, dict),
    "Demographic": _is_map_of(_is_text),
    "Location": _is_map_of(lambda value: _is_text(value) or _is_number(value)),
    "Metrics": _is_map_of(_is_number),
    "User": _is_user,
}
"""The members of a definition that count, and what they have to be. The values of attributes may be anything.

Source: MODEL EndpointRequest; DG segments-dynamic.
"""

NO_ENDPOINTS = "The Lambda function returned no endpoints"
INVALID_ENDPOINT = "The Lambda function returned an invalid endpoint"


def hook_function(campaign: Campaign) -> str | None:
    """The function or URL of a campaign's hook, else of the project when the campaign was created, or None.

    The mode DELIVERY is deprecated, and has no effect here.

    Source: MODEL CampaignHook; UG settings-general.
    """
    hook: Mapping[str, str] = campaign.document.get("Hook") or campaign.settings.get("CampaignHook", {})
    if hook.get("Mode", "FILTER") != "FILTER":
        return None
    return hook.get("LambdaFunctionName") or hook.get("WebUrl") or None


def filter_targets(
    app: App, campaign: Campaign, treatment: Treatment, activity: Activity, targets: Sequence[Target]
) -> set[int]:
    """Let the hook of a campaign choose among endpoints and change them; the places of those that it has left out.

    It gets 50 endpoints at a time. What it changes holds for this message only. A function that is not registered,
    fails, or returns no map of endpoints makes the endpoints that it got fall out. AWS does not document what becomes
    of endpoints that it leaves out; here nothing is recorded of them.

    Source: DG segments-dynamic; DG event-streams-data-campaign.
    """
    function = hook_function(campaign)
    if function is None:
        return set()
    left_out: set[int] = set()
    for start in range(0, len(targets), ENDPOINTS_PER_CALL):
        batch = targets[start : start + ENDPOINTS_PER_CALL]
        payload = {"MessageConfiguration": treatment.configuration, **_payload(app, campaign, activity, batch)}
        try:
            answer = _answer_of_hook(app, function, payload)
        except FunctionError as error:
            _settle(batch, "HOOK_FAILURE", error)
            continue
        for place, target in enumerate(batch, start):
            definition = answer.get(str(target.recipient.endpoint_id))
            if definition is None:
                left_out.add(place)
            else:
                _change(target, definition)
    return left_out


def _answer_of_hook(app: App, function: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The endpoints that a hook returns by id: as they are, or under `Endpoints`. FunctionError for anything else."""
    with unlocked(app.backend.world):
        answer = invoke(app.backend, function, payload)
    if isinstance(answer, dict) and "Endpoints" in answer and "Endpoints" not in payload["Endpoints"]:
        answer = answer["Endpoints"]
    if not isinstance(answer, dict):
        raise FunctionError(NO_ENDPOINTS, f"function {function!r} returned {shown(answer)}, not a map of endpoints")
    for endpoint_id, definition in answer.items():
        wrong = _wrong(definition)
        if wrong:
            raise FunctionError(INVALID_ENDPOINT, f"function {function!r} returned {wrong} for {shown(endpoint_id)}")
    return answer


def _wrong(definition: object) -> str | None:
    """What is wrong with the definition of an endpoint, or None; None itself is none at all."""
    if definition is None:
        return None
    if not isinstance(definition, dict):
        return f"{shown(definition)}, not a definition,"
    for member, is_good in FORMS.items():
        value = definition.get(member)
        if value is not None and not is_good(value):
            return f"the {member} {shown(value)}"
    return None


def _change(target: Target, definition: Mapping[str, Any]) -> None:
    """Give an endpoint the definition that a hook has returned, for one message; a null counts as not given."""
    own = {member: definition[member] for member in FORMS if definition.get(member) is not None}
    overrides: Any = {member: own.pop(member) for member in OVERRIDES if member in own}
    if "Attributes" in own:
        own["Attributes"] = _attributes(own["Attributes"])
    if "UserAttributes" in own.get("User", {}):
        own["User"] = {**own["User"], "UserAttributes": _attributes(own["User"]["UserAttributes"])}
    endpoint: Any = {**cast("dict[str, Any]", target.recipient.endpoint), **own}
    target.recipient = document_recipient(endpoint, {} if endpoint["ChannelType"] == "EMAIL" else overrides)


def _attributes(attributes: Mapping[str, object]) -> dict[str, list[str]]:
    return {name: _texts(value) for name, value in attributes.items()}


def _texts(value: object) -> list[str]:
    """The values of an attribute: AWS's sample of a hook has numbers there."""
    items = value if isinstance(value, list) else [value]
    return [item if isinstance(item, str) else compact_json(item) for item in items]


def deliver_custom(
    app: App, campaign: Campaign, treatment: Treatment, activity: Activity, targets: Sequence[Target]
) -> dict[str, dict[str, Any]]:
    """Hand endpoints to the function or URL of a custom delivery; the payload of each by its id.

    What it returns is ignored. If it fails, those endpoints fall out.

    Source: DG channels-custom; MODEL CustomDeliveryConfiguration; DG event-streams-data-campaign.
    """
    if not targets:
        return {}
    uri = treatment.document["CustomDeliveryConfiguration"]["DeliveryUri"]
    data = treatment.document["MessageConfiguration"].get("CustomMessage", {}).get("Data", "")
    handed = hand_over(app, uri, data, _owner(campaign, activity), [target.recipient for target in targets])
    for target in targets:
        target.outcome = handed.outcomes.get(str(target.recipient.endpoint_id))
    return handed.payloads


def _owner(campaign: Campaign, activity: Activity) -> dict[str, Any]:
    return {
        "CampaignId": campaign.campaign_id,
        "TreatmentId": activity.treatment_id,
        "ActivityId": activity.activity_id,
        "ScheduledTime": timestamp(activity.scheduled_start),
    }


def _payload(app: App, campaign: Campaign, activity: Activity, targets: Sequence[Target]) -> dict[str, Any]:
    return {
        "ApplicationId": app.application_id,
        **_owner(campaign, activity),
        "Endpoints": endpoint_definitions([target.recipient for target in targets]),
    }


def _settle(targets: Sequence[Target], status: str, error: FunctionError) -> None:
    """Let endpoints fall out with the error of a function as their status message."""
    outcome = outcome_of_error(status, error)
    for target in targets:
        target.outcome = outcome
