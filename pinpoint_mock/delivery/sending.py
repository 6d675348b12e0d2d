"""Sending: from an origin, a plan and a recipient to a message in the log."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.channels import CHANNELS
from pinpoint_mock.delivery.checks import is_reached, outcome_of
from pinpoint_mock.delivery.recipients import Address, Delivery
from pinpoint_mock.delivery.recommendations import recommend
from pinpoint_mock.logs.message import Message
from pinpoint_mock.rendering.content import NO_CONTENT
from pinpoint_mock.rendering.plan import MessagePlan, message_plan
from pinpoint_mock.rendering.recommended import NOT_ASKED, Recommended
from pinpoint_mock.state.journal import Entry

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.literals import ChannelTypeType
    from mypy_boto3_pinpoint.type_defs import DirectMessageConfigurationTypeDef, EndpointResponseTypeDef

    from pinpoint_mock.delivery.origin import Origin
    from pinpoint_mock.delivery.outcomes import Outcome
    from pinpoint_mock.delivery.recipients import Recipient
    from pinpoint_mock.state.templates import TemplateVersion
    from pinpoint_mock.state.world import App


@dataclasses.dataclass(slots=True)
class Sending:
    """One message on its way to many recipients, on every channel.

    `configuration` is a MessageConfiguration, `templates` the templates to use by type.
    """

    app: App
    origin: Origin
    configuration: DirectMessageConfigurationTypeDef
    templates: Mapping[str, TemplateVersion] = dataclasses.field(default_factory=dict)
    _plans: dict[str, MessagePlan] = dataclasses.field(default_factory=dict)
    _seen: set[Address] = dataclasses.field(default_factory=set)

    def send(self, recipients: Iterable[Recipient]) -> Iterator[Message]:
        """Send to each recipient in turn; what a recommender has for all of them is asked for before."""
        if not any("RecommenderId" in template.document for template in self.templates.values()):
            return map(self._send, recipients)
        recipients = list(recipients)
        return map(self._send, recipients, self._recommended(recipients))

    def _send(self, recipient: Recipient, recommended: Recommended = NOT_ASKED) -> Message:
        """Send to one recipient: put the message together, find its outcome and write both to the log."""
        context = {**self.origin.context, **recipient.configuration.get("Context", {})}
        content, template = NO_CONTENT, None
        if recipient.channel in CHANNELS:
            template = self.templates.get(CHANNELS[recipient.channel].template_type)
            plan = self._plan(recipient.channel, template)
            endpoint = recipient.endpoint or self._document_of_address(recipient)
            content = plan.render(recipient.configuration, endpoint, context, recommended.variables)
            if recommended is not NOT_ASKED:
                content = recommended.completed(content)
        delivery = Delivery(self.app, recipient, content, context, self._seen, self.origin.campaign_id)
        return deliver(self.origin, delivery, template)

    def _recommended(self, recipients: Sequence[Recipient]) -> list[Recommended]:
        """What there is for each recipient. Who gets no message is not asked for, as no function is to see it."""
        seen = set(self._seen)
        places: dict[str, list[int]] = {}
        for place, recipient in enumerate(recipients):
            if is_reached(Delivery(self.app, recipient, NO_CONTENT, seen=seen)):
                channel = recipient.channel or ""
                template = self.templates.get(CHANNELS[channel].template_type)
                recommender_id = self._plan(channel, template).recommender_id
                if recommender_id is not None:
                    places.setdefault(recommender_id, []).append(place)
        recommended = [NOT_ASKED] * len(recipients)
        for recommender_id, those in places.items():
            found = recommend(self.app, recommender_id, [recipients[place] for place in those])
            for place, each in zip(those, found, strict=True):
                recommended[place] = each
        return recommended

    def _document_of_address(self, recipient: Recipient) -> EndpointResponseTypeDef:
        """What is known of a bare address, as an endpoint would have it."""
        channel = cast("ChannelTypeType", recipient.channel)
        return {"ApplicationId": self.app.application_id, "Address": recipient.address, "ChannelType": channel}

    def _plan(self, channel: str, template: TemplateVersion | None) -> MessagePlan:
        plan = self._plans.get(channel)
        if plan is None:
            world = self.app.backend.world
            plan = self._plans[channel] = message_plan(
                channel,
                self.configuration,
                template=template.document if template else None,
                channel_document=self.app.channels.get(channel, {}),
                push_ids=self.origin.push_ids,
                sent_at=self.origin.sent_at,
                strict=world.options.strict_templates is not False,
                new_id=world.ids.request_id,
            )
        return plan


def deliver(origin: Origin, delivery: Delivery, template: TemplateVersion | None = None) -> Message:
    """Find the outcome of a delivery and write the message to the log."""
    return record(origin, delivery, outcome_of(delivery), template)


def record(origin: Origin, delivery: Delivery, outcome: Outcome, template: TemplateVersion | None = None) -> Message:
    """Write a message to the log, with an outcome that is known."""
    recipient, content, app = delivery.recipient, delivery.content, delivery.app
    message = Message(
        operation=origin.operation,
        application_id=app.application_id,
        region_name=app.backend.region_name,
        account_id=app.backend.account_id,
        request_id=origin.request_id,
        sent_at=origin.sent_at,
        channel=recipient.channel,
        address=recipient.address,
        endpoint_id=recipient.endpoint_id,
        user_id=recipient.user_id,
        title=content.title,
        subject=content.subject,
        body=content.body,
        html_body=content.html_body,
        otp=content.otp,
        otp_expires_at=content.otp_expires_at,
        from_address=content.from_address,
        origination_number=content.origination_number,
        sender_id=content.sender_id,
        message_type=content.message_type,
        settings=content.settings,
        substitutions=content.substitutions,
        missing_variables=tuple(content.missing_variables),
        context=delivery.context,
        trace_id=origin.trace_id,
        raw_content=content.raw_content,
        payload=content.payload,
        payload_headers=content.payload_headers,
        template=template.reference if template else None,
        delivery_status=outcome.delivery_status,
        status_code=outcome.status_code,
        status_message=outcome.status_message,
        message_id=outcome.message_id,
        updated_token=outcome.updated_token,
        explanation=outcome.explanation,
        request=origin.request,
        campaign_id=origin.campaign_id,
        campaign_activity_id=origin.campaign_activity_id,
        treatment_id=origin.treatment_id,
        journey_id=origin.journey_id,
    )
    world = app.backend.world
    world.messages.record(message)
    world.journal.add(Entry(message, recipient.endpoint), app.event_stream)
    return message


def result_entry(message: Message) -> Any:
    """The entry of a result map: absent members are left out, StatusMessage never is."""
    entry = {
        "DeliveryStatus": message.delivery_status,
        "MessageId": message.message_id,
        "StatusCode": message.status_code,
        "StatusMessage": message.status_message,
        "UpdatedToken": message.updated_token,
    }
    return {member: value for member, value in entry.items() if value is not None}
