"""What a campaign may be. Nothing here changes any state.

AWS documents one text, that of a StartTime which is over; the wording of the others is this mock's. Nor does AWS
document that campaigns are checked when they are written; here they are, because an error says more to a test than a
campaign that reaches nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.channels import KILOBYTE
from pinpoint_mock.core.checks import at_most, existing, explained_at, invalid, missing, within
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.core.strict_json import read_json
from pinpoint_mock.delivery.templates import named_templates
from pinpoint_mock.engagement.campaign_content import with_treatment
from pinpoint_mock.operations._campaign_schedule_rules import check_schedule
from pinpoint_mock.operations._in_app_rules import check_in_app_content
from pinpoint_mock.operations._limits import check_campaign_limits
from pinpoint_mock.operations._segments import is_imported
from pinpoint_mock.operations._template_rules import check_counts_and_lengths
from pinpoint_mock.state.explain import no_segment, no_segment_version
from pinpoint_mock.state.functions import FORM, HTTPS_URL
from pinpoint_mock.state.segments import SegmentReference

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

MOST_TREATMENTS = 4
MOST_HEADERS = 15
HEADER_LIMITS = {"Name": 126, "Value": 870}
CUSTOM_KILOBYTES = 5
"""What AWS documents as the most.

Source: UG campaigns-message; MODEL CampaignEmailMessage.Headers; MODEL MessageHeader; MODEL CampaignCustomMessage.
"""

PUSH_MESSAGES = ("ADMMessage", "APNSMessage", "BaiduMessage", "DefaultMessage", "GCMMessage")

TEMPLATES = ("EmailTemplate", "InAppTemplate", "PushTemplate", "SMSTemplate")
"""The members of TemplateConfiguration that campaigns can have.

Source: MODEL TemplateConfiguration.VoiceTemplate.
"""


def check_campaign(app: App, sent: Mapping[str, Any], campaign: Mapping[str, Any]) -> None:
    """Refuse a campaign that cannot be; `sent` are the members of the request, `campaign` those in force after it.

    NotFoundException for a segment, a version of it or a template that does not exist; BadRequestException for all
    else. What exists and what must not be over is checked of what was sent, so that a campaign can be paused whose
    template or segment has been deleted since.

    Source: MODEL WriteCampaignRequest; MODEL WriteTreatmentResource; UG campaigns-message.
    """
    with explained_at("WriteCampaignRequest"):
        for member in ("SegmentId", "Schedule"):
            if not campaign.get(member):
                raise missing(member)
        treatments = campaign.get("AdditionalTreatments", [])
        at_most("AdditionalTreatments", len(treatments), MOST_TREATMENTS, "treatments")
        _check_percentages(campaign, treatments)
        check_campaign_limits(sent.get("Limits", {}))
        check_hook(sent.get("Hook", {}))
        if "Schedule" in sent:
            check_schedule(sent["Schedule"])
        _check_message(app, sent, campaign)
        for place, treatment in enumerate(treatments):
            with explained_at(f"AdditionalTreatments[{place}]"):
                _check_treatment(app, sent, campaign, treatment)
        if sent.keys() & {"Schedule", "SegmentId", "SegmentVersion"}:
            _check_segment(app, campaign)


def _check_percentages(campaign: Mapping[str, Any], treatments: list[Mapping[str, Any]]) -> None:
    holdout = campaign.get("HoldoutPercent", 0)
    within("HoldoutPercent", holdout, 0, 100)
    for place, treatment in enumerate(treatments):
        with explained_at(f"AdditionalTreatments[{place}]"):
            within("SizePercent", treatment["SizePercent"], 0, 100)
    total = holdout + sum(treatment["SizePercent"] for treatment in treatments)
    if total > 100:
        raise BadRequestException(
            "Invalid SizePercent: HoldoutPercent and SizePercent must not be more than 100 together",
            f"HoldoutPercent was {holdout}, and with the SizePercent of all treatments that is {total}",
        )


def check_hook(hook: Mapping[str, Any]) -> None:
    """BadRequestException for a function that can be neither the name nor the ARN of one, and for a bad URL.

    An empty text counts as not sent.

    Source: MODEL CampaignHook; DG segments-dynamic.
    """
    with explained_at("Hook"):
        function, url = hook.get("LambdaFunctionName"), hook.get("WebUrl")
        if function and not FORM.fullmatch(function):
            raise invalid("LambdaFunctionName", "must be the name or ARN of a Lambda function", function)
        if url and not HTTPS_URL.fullmatch(url):
            raise invalid("WebUrl", "must be a URL with https", url)


def _check_treatment(
    app: App, sent: Mapping[str, Any], campaign: Mapping[str, Any], treatment: Mapping[str, Any]
) -> None:
    """A treatment has what it lacks from the campaign. Its own Schedule has no effect."""
    own = treatment if "AdditionalTreatments" in sent else {}
    _check_message(app, own, with_treatment(campaign, treatment))


def _check_message(app: App, sent: Mapping[str, Any], campaign: Mapping[str, Any]) -> None:
    """What a campaign or treatment says: there must be something, and what was sent must be as it should be."""
    messages, templates = campaign.get("MessageConfiguration", {}), campaign.get("TemplateConfiguration", {})
    custom = campaign.get("CustomDeliveryConfiguration")
    with explained_at("TemplateConfiguration"):
        if sent.get("TemplateConfiguration", {}).get("VoiceTemplate"):
            raise invalid("VoiceTemplate", "is not supported for campaigns", {})
    if not (any(messages.values()) or any(templates.values()) or custom):
        raise missing(
            "MessageConfiguration", "neither MessageConfiguration nor TemplateConfiguration has a message or template"
        )
    if "CustomMessage" in messages and not custom:
        raise missing(
            "CustomDeliveryConfiguration", "CustomDeliveryConfiguration was not sent; a CustomMessage goes nowhere else"
        )
    with explained_at("MessageConfiguration"):
        _check_contents(sent.get("MessageConfiguration", {}))
    _check_destination(sent.get("CustomDeliveryConfiguration") or {})
    with explained_at("TemplateConfiguration"):
        for member in TEMPLATES:
            with explained_at(member):
                named_templates(app.backend, sent.get("TemplateConfiguration", {}), (member,))


def _check_contents(messages: Mapping[str, Any]) -> None:
    with explained_at("CustomMessage"):
        data = messages.get("CustomMessage", {}).get("Data", "")
        size = len(data.encode(errors="surrogatepass")) / KILOBYTE
        at_most("Data", size, CUSTOM_KILOBYTES, "KB", "must be")
    with explained_at("EmailMessage"):
        headers = messages.get("EmailMessage", {}).get("Headers", [])
        at_most("Headers", len(headers), MOST_HEADERS, "headers")
        for place, header in enumerate(headers):
            with explained_at(f"Headers[{place}]"):
                for member, most in HEADER_LIMITS.items():
                    at_most(member, len(header.get(member, "")), most, "characters")
    with explained_at("InAppMessage"):
        in_app = messages.get("InAppMessage", {})
        check_counts_and_lengths(in_app)
        check_in_app_content(in_app.get("Content", []))
    for member in PUSH_MESSAGES:
        with explained_at(member):
            _check_json_body(messages.get(member, {}).get("JsonBody"))


def _check_json_body(text: str | None) -> None:
    """AWS documents JSON, but not of which kind; here an object, because push payloads hold names and values."""
    if not text:
        return
    try:
        is_object = isinstance(read_json(text), dict)
    except ValueError:
        is_object = False
    if not is_object:
        raise invalid("JsonBody", "must be a JSON object", text)


def _check_destination(configuration: Mapping[str, Any]) -> None:
    """Source: MODEL CustomDeliveryConfiguration.DeliveryUri; DG channels-custom."""
    if configuration:
        uri = configuration["DeliveryUri"]
        if not FORM.fullmatch(uri) and not HTTPS_URL.fullmatch(uri):
            with explained_at("CustomDeliveryConfiguration"):
                raise invalid("DeliveryUri", "must be the name or ARN of a Lambda function, or a URL with https", uri)


def _check_segment(app: App, campaign: Mapping[str, Any]) -> None:
    """The segment must exist, and one of a campaign by events must not be imported, nor be built on such a one.

    Source: UG campaigns-schedule.
    """
    segment_id, number = campaign["SegmentId"], campaign.get("SegmentVersion")
    segment = existing(app.segments.get(segment_id), explain=lambda: f"SegmentId: {no_segment(app, segment_id)}")
    existing(segment.find(number), explain=lambda: f"SegmentVersion: {no_segment_version(segment, number)}")
    if campaign["Schedule"].get("Frequency") == "EVENT" and is_imported(app, SegmentReference(segment_id, number)):
        raise BadRequestException(
            "Invalid SegmentId: must not be an imported segment, nor be built on one, for the frequency EVENT",
            f"SegmentId was {shown(segment_id)}, and an import is part of it",
        )
