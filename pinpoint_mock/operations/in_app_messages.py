"""In-app messages: GetInAppMessages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.audience.segments import segment_members
from pinpoint_mock.core.checks import existing
from pinpoint_mock.core.clock import now
from pinpoint_mock.core.errors import NotFoundException
from pinpoint_mock.delivery.templates import named_templates
from pinpoint_mock.engagement.campaign_audience import limit, quiet_time
from pinpoint_mock.engagement.campaign_content import treatment_ids_by_cohort, treatments_of
from pinpoint_mock.engagement.campaign_runs import segment_version
from pinpoint_mock.engagement.schedule import end_of
from pinpoint_mock.operations._in_app_rules import BUTTONS
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.campaigns import EXECUTING
from pinpoint_mock.state.explain import no_endpoint

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import InAppMessageCampaignTypeDef, InAppMessagesResponseTypeDef

    from pinpoint_mock.engagement.campaign_content import Treatment
    from pinpoint_mock.state.campaigns import Campaign
    from pinpoint_mock.state.endpoints import Document
    from pinpoint_mock.state.world import App

DEFAULT_PRIORITY = 3
"""The Priority of a campaign without one. AWS does not document it; here it is that of AWS's sample."""

MEMBERS = ("Content", "CustomConfig", "Layout")
"""The members of an in-app message, which are those of its template.

Source: MODEL InAppMessage; MODEL InAppTemplateRequest.
"""


@operation("GetInAppMessages")
def get_in_app_messages(app: App, *, endpoint_id: str) -> InAppMessagesResponseTypeDef:
    """The in-app messages that an endpoint may show now, by Priority, those of the same in the order of the campaigns.

    They are those of the campaigns with the frequency IN_APP_EVENT, from start to end unless they are paused, that have
    the endpoint in their segment. NotFoundException if there is no such endpoint. Nothing is counted against the caps,
    which is up to the client. AWS does not document whether the type of the endpoint's channel counts; here it does
    not, because clients register endpoints of other types.

    Source: DG channels-inapp-response; DG channels-inapp; MODEL InAppMessageCampaign; gh:aws-amplify/amplify-js.
    """
    endpoint = existing(app.endpoints.get(endpoint_id), explain=lambda: no_endpoint(app, endpoint_id))
    found = [_message(app, campaign, endpoint) for campaign in app.campaigns if _is_shown(app, campaign, endpoint)]
    messages = sorted(filter(None, found), key=lambda message: message["Priority"])
    return {"InAppMessageCampaigns": messages}


def _is_shown(app: App, campaign: Campaign, endpoint: Document) -> bool:
    if campaign.frequency != "IN_APP_EVENT" or campaign.status != EXECUTING:
        return False
    end = end_of(campaign.document["Schedule"])
    is_now = end is None or now() <= end
    members = segment_members(app, segment_version(app, campaign)) if is_now else []
    return any(member["Id"] == endpoint["Id"] for member in members)


def _message(app: App, campaign: Campaign, endpoint: Document) -> InAppMessageCampaignTypeDef | None:
    """The message of a campaign for an endpoint, or None if the endpoint is held out or there is no message."""
    treatment_id = treatment_ids_by_cohort(campaign.document)[int(endpoint["CohortId"])]
    message = _content(app, treatments_of(campaign.document)[treatment_id]) if treatment_id else None
    if treatment_id is None or message is None:
        return None
    return {
        "CampaignId": f"{campaign.name}-{campaign.campaign_id}",
        "DailyCap": limit(campaign, "Daily"),
        "InAppMessage": message,
        "Priority": campaign.document.get("Priority", DEFAULT_PRIORITY),
        "Schedule": _schedule(campaign),
        "SessionCap": limit(campaign, "Session"),
        "TotalCap": limit(campaign, "Total"),
        "TreatmentId": treatment_id,
    }


def _content(app: App, treatment: Treatment) -> Any:
    """What is shown: the template, else the message of the campaign, or None."""
    document: Mapping[str, Any] = treatment.document["MessageConfiguration"].get("InAppMessage", {})
    try:
        templates = named_templates(app.backend, treatment.document["TemplateConfiguration"], ("InAppTemplate",))
    except NotFoundException:  # it was deleted since
        return None
    if templates:
        document = templates["INAPP"].document
    message = {member: document[member] for member in MEMBERS if member in document}
    if "Content" in message:
        message["Content"] = list(map(_item, message["Content"]))
    return message or None


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item of the content; a button that closes the message has no Link.

    Source: DG channels-inapp-response.
    """
    buttons = {name: dict(map(_configuration, item[name].items())) for name in BUTTONS if name in item}
    return {**item, **buttons}


def _configuration(device: tuple[str, Mapping[str, Any]]) -> tuple[str, dict[str, Any]]:
    name, configuration = device
    closes = configuration.get("ButtonAction") == "CLOSE"
    return name, {member: value for member, value in configuration.items() if not (closes and member == "Link")}


def _schedule(campaign: Campaign) -> Any:
    """Source: DG channels-inapp-response."""
    schedule = campaign.document["Schedule"]
    end, quiet = end_of(schedule), quiet_time(campaign)
    return {
        **({"EndDate": end.strftime("%Y-%m-%dT%H:%M:%SZ")} if end else {}),
        "EventFilter": {"Dimensions": schedule["EventFilter"]["Dimensions"]},
        **({"QuietTime": quiet} if quiet else {}),
    }
