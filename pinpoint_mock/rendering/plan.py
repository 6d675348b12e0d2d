"""The message of a request on one channel: what is the same for all recipients is made once, in a plan."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from pinpoint_mock.core.channels import CHANNELS, Channel
from pinpoint_mock.rendering.content import Content
from pinpoint_mock.rendering.errors import RenderingError
from pinpoint_mock.rendering.layers import Substitutions, merge_layers, push_content, with_template
from pinpoint_mock.rendering.limits import limit_failure
from pinpoint_mock.rendering.payloads import build_payload, payload_size_error, raw_content_error
from pinpoint_mock.rendering.payloads.push import PushIds
from pinpoint_mock.rendering.raw import email_header, email_text, parse_email, push_text
from pinpoint_mock.rendering.recommended import asks_for_recommendations
from pinpoint_mock.rendering.texts import RecipientTexts, Renderer

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        DirectMessageConfigurationTypeDef,
        EndpointResponseTypeDef,
        EndpointSendConfigurationTypeDef,
    )

Configuration: TypeAlias = "EndpointSendConfigurationTypeDef"
"""What a request says for one recipient; an AddressConfiguration has these members too."""

DEFAULT_MESSAGE_TYPE = "TRANSACTIONAL"
"""The SMS message type of a request that names none.

AWS does not document it; here TRANSACTIONAL, because AWS calls direct messages transactional.

Source: MODEL SMSMessage.MessageType; UG analytics-transactional-messages.
"""

DELIVERY_MEMBERS = frozenset(
    {
        "APNSPushType",
        "CollapseId",
        "CollapseKey",
        "ConsolidationKey",
        "ExpiresAfter",
        "PreferredAuthenticationMethod",
        "Priority",
        "RestrictedPackageName",
        "TimeToLive",
    }
)
"""The members of push messages that say how to deliver. Raw content replaces all others, which are content."""

URLS = frozenset({"ImageIconUrl", "ImageUrl", "MediaUrl", "SmallImageIconUrl", "Url"})
"""The settings that can hold variables, as texts do."""


@dataclasses.dataclass(slots=True, kw_only=True)
class MessagePlan:
    """A message on one channel, ready to be rendered for each recipient.

    `members` are those in force after layering, `substitutions` the values of variables that the message gives,
    `template_links` are the members with a link that a template gave. `channel_document` is the document of the
    application's channel, or an empty one. `renderer` renders the texts. A push payload names `push_ids` and the
    moment of sending. `recommender_id` is the recommender whose recommendations the texts ask for, or None.
    """

    channel: Channel
    members: Mapping[str, Any]
    substitutions: Substitutions
    template_links: frozenset[str]
    channel_document: Mapping[str, Any]
    renderer: Renderer
    push_ids: PushIds
    sent_at: datetime.datetime
    recommender_id: str | None = None

    def render(
        self,
        configuration: Configuration,
        endpoint: EndpointResponseTypeDef,
        context: Mapping[str, str],
        recommendations: Mapping[str, Any],
    ) -> Content:
        """What a recipient gets.

        `configuration` is its AddressConfiguration or EndpointSendConfiguration, `endpoint` the document of its
        endpoint, which for a bare address has no Id; `context` is added to push payloads. `recommendations` are the
        variables that the recommender of the plan gives for the recipient.
        """
        own = cast("Substitutions | None", configuration.get("Substitutions"))  # JSON has dicts and lists
        substitutions = {**self.substitutions, **own} if own else self.substitutions
        texts = RecipientTexts(self.renderer, substitutions, endpoint, recommendations)
        try:
            content = COMPOSERS[self.channel.type](self, configuration, texts)
        except RenderingError as error:
            return Content(failure=(400, str(error)), missing_variables=texts.missing)
        missing = texts.failure() if texts.missing else None  # first, as the others may come of it
        failure = missing or content.failure or limit_failure(self.channel, content)
        if failure:
            return dataclasses.replace(content, failure=failure)
        if not self.channel.is_push or content.is_empty:
            return content
        return self._with_payload(content, endpoint.get("Id"), context)

    def _with_payload(self, content: Content, endpoint_id: str | None, context: Mapping[str, str]) -> Content:
        payload, headers = build_payload(
            self.channel,
            content,
            ids=self.push_ids,
            context=context,
            endpoint_id=endpoint_id,
            sent_at=self.sent_at,
            authentication_method=self.channel_document.get("DefaultAuthenticationMethod"),
        )
        error = payload_size_error(self.channel, payload)
        failure = (413, error) if error else None
        return dataclasses.replace(content, payload=payload, payload_headers=headers, failure=failure)

    def rest(self, *used: str) -> dict[str, Any]:
        """The members in force but for those that have a field of their own."""
        return {name: value for name, value in self.members.items() if name not in used}


def message_plan(
    channel_type: str,
    configuration: DirectMessageConfigurationTypeDef,
    *,
    template: Mapping[str, Any] | None,
    channel_document: Mapping[str, Any],
    push_ids: PushIds,
    sent_at: datetime.datetime,
    strict: bool,
    new_id: Callable[[], str],
) -> MessagePlan:
    """The plan for a channel of a MessageConfiguration and, if there is one, the document of a template's version.

    With a template its content wins, and the message beside it gives the settings. AWS does not document a body in
    both; here the template's is sent, because its name was asked for. `strict` and `new_id` are those of `Renderer`.
    The recommender of a template counts only if a text has a variable for recommendations.

    Source: MODEL DirectMessageConfiguration; MODEL TemplateConfiguration; MODEL EmailTemplateRequest.RecommenderId;
    gh:awsdocs/aws-doc-sdk-examples:python/example_code/pinpoint/pinpoint_send_templated_sms_message.py.
    """
    channel = CHANNELS[channel_type]
    members, substitutions = merge_layers(channel, configuration)
    defaults: Mapping[str, Any] = {}
    recommender_id: str | None = None
    if template is not None:
        members = with_template(channel, members, template)
        defaults = json.loads(template.get("DefaultSubstitutions") or "{}")
        if "RecommenderId" in template and asks_for_recommendations(members):
            recommender_id = template["RecommenderId"]
    return MessagePlan(
        channel=channel,
        members=members,
        substitutions=substitutions,
        template_links=URLS & push_content(channel, template).keys() if template and channel.is_push else frozenset(),
        channel_document=channel_document,
        renderer=Renderer(template is not None, defaults, strict, new_id),
        push_ids=push_ids,
        sent_at=sent_at,
        recommender_id=recommender_id,
    )


def _push(plan: MessagePlan, configuration: Configuration, texts: RecipientTexts) -> Content:
    if "RawContent" in configuration:
        return _raw_push(plan, configuration["RawContent"], texts)
    if "RawContent" in plan.members:
        raw_content: str = plan.members["RawContent"]
        return _raw_push(plan, (texts(raw_content) or "") if plan.renderer.is_template else raw_content, texts)
    title = configuration.get("TitleOverride", plan.members.get("Title"))
    body = configuration.get("BodyOverride", plan.members.get("Body"))
    settings = plan.rest("Title", "Body")
    return Content(
        is_empty=not (title or body or settings.get("Data") or settings.get("SilentPush")),
        title=_rendered(title, "TitleOverride" in configuration, texts),
        body=_rendered(body, "BodyOverride" in configuration, texts),
        settings=_with_rendered_texts(plan, settings, texts),
        substitutions=texts.substitutions,
        missing_variables=texts.missing,
    )


def _rendered(text: str | None, is_override: bool, texts: RecipientTexts) -> str | None:
    """The text for a recipient; one that overrides a template's is no text of the template."""
    return texts.plain(text) if is_override else texts(text)


def _with_rendered_texts(plan: MessagePlan, settings: dict[str, Any], texts: RecipientTexts) -> dict[str, Any]:
    """The settings for a recipient; a link beside a template that has none is no text of the template."""
    rendered = {
        name: _rendered(value, name not in plan.template_links, texts) if name in URLS else value
        for name, value in settings.items()
    }
    if "Data" in settings:  # no template has it
        rendered["Data"] = {
            name: texts.plain(value) if isinstance(value, str) else value  # a campaign's may be any JSON
            for name, value in settings["Data"].items()
        }
    return rendered


def _raw_push(plan: MessagePlan, raw_content: str, texts: RecipientTexts) -> Content:
    error = raw_content_error(plan.channel, raw_content)
    title, body = push_text(raw_content)
    return Content(
        failure=(400, error) if error else None,
        title=title,
        body=body,
        raw_content=raw_content,
        settings={name: value for name, value in plan.members.items() if name in DELIVERY_MEMBERS},
        substitutions=texts.substitutions,
        missing_variables=texts.missing,
    )


def _sms(plan: MessagePlan, configuration: Configuration, texts: RecipientTexts) -> Content:
    members = plan.members
    body = configuration.get("BodyOverride", members.get("Body"))
    return Content(
        is_empty=not body,
        body=_rendered(body, "BodyOverride" in configuration, texts),
        origination_number=members.get("OriginationNumber", plan.channel_document.get("ShortCode")),
        sender_id=members.get("SenderId", plan.channel_document.get("SenderId")),
        message_type=members.get("MessageType", DEFAULT_MESSAGE_TYPE),
        settings=_with_rendered_texts(plan, plan.rest("Body", "OriginationNumber", "SenderId", "MessageType"), texts),
        substitutions=texts.substitutions,
        missing_variables=texts.missing,
    )


def _voice(plan: MessagePlan, configuration: Configuration, texts: RecipientTexts) -> Content:
    body = configuration.get("BodyOverride", plan.members.get("Body"))
    return Content(
        is_empty=not body,
        body=_rendered(body, "BodyOverride" in configuration, texts),
        origination_number=plan.members.get("OriginationNumber"),
        settings=plan.rest("Body", "OriginationNumber"),
        substitutions=texts.substitutions,
        missing_variables=texts.missing,
    )


def _email(plan: MessagePlan, configuration: Configuration, texts: RecipientTexts) -> Content:
    """An e-mail. TitleOverride replaces the subject of endpoints and users.

    AWS's texts disagree on TitleOverride; here the model's is followed, and other overrides are ignored. Nor does AWS
    document what becomes of EmailMessage.Body; here it is the text part where SimpleEmail has none.

    Source: MODEL EndpointSendConfiguration.TitleOverride; DG segments-dynamic; MODEL EmailMessage.
    """
    if "RawEmail" in plan.members:
        return _raw_email(plan, texts)
    simple = plan.members.get("SimpleEmail", {})
    parts = {name: simple[name] for name in ("Subject", "TextPart", "HtmlPart") if "Data" in simple.get(name, {})}
    data = {name: part["Data"] for name, part in parts.items()}
    has_own_subject = "Id" in texts.endpoint and "TitleOverride" in configuration
    if has_own_subject:
        data["Subject"] = configuration["TitleOverride"]
    body = data.get("TextPart", plan.members.get("Body"))
    subject = _rendered(data.get("Subject"), has_own_subject, texts)
    text_part, html_part = texts(body), texts(data.get("HtmlPart"))
    settings = _email_settings(plan)
    charsets = {name: part["Charset"] for name, part in parts.items() if "Charset" in part}
    if charsets:
        settings["Charset"] = charsets
    if "Headers" in simple:
        settings["Headers"] = [header | _rendered_value(texts, header) for header in simple["Headers"]]
    return Content(
        is_empty=not (data.get("Subject") or body or data.get("HtmlPart")),
        subject=subject,
        body=text_part,
        html_body=html_part,
        from_address=plan.members.get("FromAddress") or plan.channel_document.get("FromAddress"),
        settings=settings,
        substitutions=texts.substitutions,
        missing_variables=texts.missing,
    )


def _rendered_value(texts: RecipientTexts, header: Mapping[str, str]) -> dict[str, str | None]:
    """The Value of a header, if it has one."""
    return {"Value": texts(header["Value"])} if "Value" in header else {}


def _raw_email(plan: MessagePlan, texts: RecipientTexts) -> Content:
    raw_content, message = parse_email(plan.members["RawEmail"].get("Data", ""))
    from_address = plan.members.get("FromAddress") or email_header(message, "From")
    return Content(
        is_empty=not raw_content,
        subject=email_header(message, "Subject"),
        body=email_text(message, "plain"),
        html_body=email_text(message, "html"),
        from_address=from_address or plan.channel_document.get("FromAddress"),
        raw_content=raw_content,
        settings=_email_settings(plan),
        substitutions=texts.substitutions,
        missing_variables=texts.missing,
    )


def _email_settings(plan: MessagePlan) -> dict[str, Any]:
    return plan.rest("Body", "FromAddress", "SimpleEmail", "RawEmail")


COMPOSERS: Mapping[str, Callable[[MessagePlan, Configuration, RecipientTexts], Content]] = {
    **{channel.type: _push for channel in CHANNELS.values() if channel.is_push},
    "EMAIL": _email,
    "SMS": _sms,
    "VOICE": _voice,
}
