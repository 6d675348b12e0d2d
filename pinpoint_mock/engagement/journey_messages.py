"""The message activities of journeys: from participants to messages."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.channels import PUSH_CHANNELS
from pinpoint_mock.core.clock import now
from pinpoint_mock.core.errors import NotFoundException
from pinpoint_mock.delivery.checks import outcome_of_custom
from pinpoint_mock.delivery.origin import journey_origin
from pinpoint_mock.delivery.outcomes import PERMANENT_FAILURE, Outcome
from pinpoint_mock.delivery.recipients import Delivery, Recipient, document_recipient
from pinpoint_mock.delivery.sending import Sending, record
from pinpoint_mock.delivery.templates import named_templates
from pinpoint_mock.engagement.custom_delivery import CUSTOM, Handed, hand_over
from pinpoint_mock.engagement.journey_activities import TEMPLATE_MEMBERS
from pinpoint_mock.engagement.journey_conditions import endpoints_of, listens
from pinpoint_mock.engagement.journey_timing import sending_times, zone_in
from pinpoint_mock.engagement.skipped import DAILY_CAP, QUIET_TIME
from pinpoint_mock.logs.message import SUCCESSFUL, Message
from pinpoint_mock.rendering.content import NO_CONTENT, Content
from pinpoint_mock.state.participants import Participation, Reported

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import DirectMessageConfigurationTypeDef, EndpointResponseTypeDef

    from pinpoint_mock.state.endpoints import Document
    from pinpoint_mock.state.journeys import Journey
    from pinpoint_mock.state.world import App

Members = Mapping[str, Any]

MISSING_TIMEZONE = QUIET_TIME._replace(
    delivery_status="QUIET_TIME_MISSING_TIMEZONE", status_message="Endpoint has no time zone"
)
TOTAL_CAP = DAILY_CAP._replace(status_message="Endpoint got the most messages of the journey")
TIMEFRAME_CAP = DAILY_CAP._replace(status_message="Endpoint got the most messages of a timeframe")
NO_TEMPLATE = Outcome(PERMANENT_FAILURE, 400, "Template does not exist")
"""What becomes of a message that a journey does not send.

AWS documents the statuses, but not what becomes of a template that was deleted; codes and texts are this mock's.

Source: DG event-streams-data-journey.
"""

METRICS = {
    SUCCESSFUL: "SUCCESS",
    "DAILY_CAP": "DAILY_CAP_EXCEEDED",
    "QUIET_TIME": "QUIET_TIME",
    "QUIET_TIME_MISSING_TIMEZONE": "QUIET_TIME",
    "THROTTLED": "THROTTLED",
    "TEMPORARY_FAILURE": "TRANSIENT_FAILURE",
    "UNKNOWN_FAILURE": "UNKNOWN",
    "CUSTOM_DELIVERY_FAILURE": "SERVICE_FAILURE",
}
"""The execution metric of a delivery status; all others are FAILURE_PERMANENT. AWS does not document which is which.

Source: DG analytics-standard-metrics.
"""

SENT_EVENTS = {"EMAIL": ("_email.send", "_email.delivered"), "SMS": ("_SMS.SUCCESS",)}
FAILED_EVENTS = {"SMS": ("_SMS.FAILURE",)}
"""The events of the service that follow a message at once; others are what recipients do.

Source: DG event-streams-data-email; DG event-streams-data-sms.
"""

JOURNEY_SEND = "_journey.send"
MOST_EVENT_ATTRIBUTES = 5
LONGEST_EVENT_ATTRIBUTE = 128
"""What a function may say of an endpoint for later splits.

Source: DG quotas.
"""


@dataclasses.dataclass(slots=True)
class Target:
    """An endpoint of a participant that the activity is for; with an outcome it is known already that nothing is sent.

    `later` is the moment at which the message may be sent, if it has to wait.
    """

    participation: Participation
    recipient: Recipient
    outcome: Outcome | None = None
    later: datetime.datetime | None = None


@dataclasses.dataclass
class MessageActivity:
    """One message activity, for participants of one run that have come to it at the same moment."""

    app: App
    journey: Journey
    run_id: str
    activity_id: str
    kind: str
    members: Members

    def __post_init__(self) -> None:
        self._moment = now()
        self._times = sending_times(self.journey)
        self._limits: Members = {
            **self.journey.settings.get("JourneyLimits", {}),
            **self.journey.document.get("Limits", {}),
        }
        self._origin = journey_origin(self.journey.journey_id, self.run_id, self.activity_id)
        self._listens = listens(self.journey)

    def send(self, participants: Sequence[Participation]) -> dict[datetime.datetime, list[Participation]]:
        """Send to the participants; those who have to wait for the end of quiet time, by the moment of that.

        A user with an endpoint that has to wait waits with all of them.
        """
        targets = [target for each in participants for target in self._targets(each)]
        waiting: dict[int, datetime.datetime] = {}
        for target in targets:
            if target.later is not None:
                number = target.participation.number
                waiting[number] = max(waiting.get(number, target.later), target.later)
        going = [target for target in targets if target.participation.number not in waiting]
        for target in going:
            if target.outcome is None:
                target.outcome = self._cap(target.recipient.endpoint_id or "")
        for target, message in zip(going, self._messages(going), strict=True):
            self._count(target, message)
        later: dict[datetime.datetime, list[Participation]] = {}
        for each in participants:
            if each.number in waiting:
                later.setdefault(waiting[each.number], []).append(each)
        return later

    def _targets(self, participation: Participation) -> Iterator[Target]:
        """The endpoints of a participant for whose channel the activity is and that have not opted out.

        An endpoint that became INACTIVE in the journey still gets its messages.

        Source: UG journeys-add-activities.
        """
        for endpoint in endpoints_of(self.app, participation):
            if self._is_for(endpoint) and endpoint.get("OptOut") != "ALL":
                active = {**endpoint, "EndpointStatus": "ACTIVE"}
                recipient = document_recipient(cast("EndpointResponseTypeDef", active), {})
                target = Target(participation, recipient)
                self._mind_the_time(target, endpoint)
                yield target

    def _is_for(self, endpoint: Document) -> bool:
        """Source: UG journeys-add-activities; MODEL CustomMessageActivity.EndpointTypes."""
        channel = endpoint.get("ChannelType", "")
        types = self.members.get("EndpointTypes") or (CUSTOM,) if self.kind == CUSTOM else (self.kind,)
        return channel in types or ("PUSH" in types and channel in PUSH_CHANNELS)

    def _mind_the_time(self, target: Target, endpoint: Document) -> None:
        """Drop or postpone a message in quiet time, outside of open hours and on closed days.

        Source: DG event-streams-data-journey; UG journeys-create.
        """
        if not self._times.are_limited:
            return
        where = zone_in(self.journey, endpoint)
        if where is None:
            target.outcome = MISSING_TIMEZONE
            return
        channel = CUSTOM if self.kind == CUSTOM else endpoint["ChannelType"]
        reason = self._times.reason(channel, where, self._moment)
        if reason is not None:
            target.outcome = QUIET_TIME._replace(explanation=reason)
            target.later = self._times.next_moment(channel, where, self._moment) if self._times.waits else None

    def _cap(self, endpoint_id: str) -> Outcome | None:
        """Which cap an endpoint has reached: of the day, shared with campaigns, of a timeframe, or of the journey.

        AWS documents one status for caps, DAILY_CAP; here it is that of all three. A timeframe is the time just before.

        Source: MODEL JourneyLimits; MODEL JourneyTimeframeCap; UG settings-general; DG event-streams-data-journey.
        """
        counts, limits = self.app.message_counts, self._limits
        daily, total = limits.get("DailyCap", 0), limits.get("TotalCap", 0)
        timeframe = limits.get("TimeframeCap", {})
        cap, days = timeframe.get("Cap", 0), timeframe.get("Days", 0)
        if daily and counts.of_day(self._moment, endpoint_id) >= daily:
            return DAILY_CAP._replace(explanation=f"the DailyCap is {daily}")
        if total and counts.of_owner(self.journey.journey_id, endpoint_id) >= total:
            return TOTAL_CAP._replace(explanation=f"the TotalCap of the journey is {total}")
        since = self._moment - datetime.timedelta(days=days)
        if cap and days and counts.by_journeys_since(since, endpoint_id) >= cap:
            return TIMEFRAME_CAP._replace(explanation=f"the TimeframeCap is {cap} in {days} days")
        return None

    def _messages(self, targets: Sequence[Target]) -> Iterator[Message]:
        """A message for each target."""
        going = [target.recipient for target in targets if target.outcome is None]
        if self.kind == CUSTOM:
            yield from self._custom(targets, going)
            return
        try:
            templates = named_templates(self.app.backend, self._template, (TEMPLATE_MEMBERS[self.kind],))
        except NotFoundException as error:
            for target in targets:
                outcome = target.outcome or NO_TEMPLATE._replace(explanation=error.explanation)
                yield record(self._origin, Delivery(self.app, target.recipient, NO_CONTENT), outcome)
            return
        sent = Sending(self.app, self._origin, self._configuration, templates).send(going)
        for target in targets:
            if target.outcome is not None:
                yield record(self._origin, Delivery(self.app, target.recipient, NO_CONTENT), target.outcome)
            else:
                yield next(sent)

    @property
    def _template(self) -> dict[str, Any]:
        named = {"Name": self.members.get("TemplateName"), "Version": self.members.get("TemplateVersion")}
        return {TEMPLATE_MEMBERS[self.kind]: named}

    @property
    def _configuration(self) -> DirectMessageConfigurationTypeDef:
        """What an activity says beside its template, in the shape that sends have.

        Source: MODEL JourneySMSMessage; MODEL JourneyEmailMessage; MODEL JourneyPushMessage.
        """
        message = self.members.get("MessageConfig", {})
        if self.kind != "PUSH":
            direct: dict[str, Any] = {f"{'SMS' if self.kind == 'SMS' else 'Email'}Message": message}
        else:
            time_to_live = message.get("TimeToLive")
            push = {} if time_to_live is None else {"TimeToLive": int(time_to_live)}
            expiry = {} if time_to_live is None else {"ExpiresAfter": time_to_live}
            direct = {**dict.fromkeys(("APNSMessage", "GCMMessage", "BaiduMessage"), push), "ADMMessage": expiry}
        return cast("DirectMessageConfigurationTypeDef", direct)

    def _custom(self, targets: Sequence[Target], going: Sequence[Recipient]) -> Iterator[Message]:
        """Hand endpoints to the function or URL of the activity.

        Source: DG channels-custom; gh:aws-samples/communication-developer-services-reference-architectures.
        """
        data = self.members.get("MessageConfig", {}).get("Data", "")
        owner = {"JourneyId": self.journey.journey_id}
        handed = hand_over(self.app, self.members["DeliveryUri"], data, owner, going) if going else Handed()
        for target in targets:
            endpoint_id = str(target.recipient.endpoint_id)
            content = Content(payload=handed.payloads[endpoint_id]) if target.outcome is None else NO_CONTENT
            delivery = Delivery(self.app, dataclasses.replace(target.recipient, channel=CUSTOM), content)
            outcome = target.outcome or handed.outcomes.get(endpoint_id) or outcome_of_custom(delivery)
            yield record(self._origin, delivery, outcome)
            self._note_answer(target.participation, handed.answers.get(endpoint_id))

    def _note_answer(self, participation: Participation, answer: object) -> None:
        """Keep the EventAttributes that a function returns for an endpoint.

        AWS does not document the type of the event that splits then see; here it is `_journey.send`.

        Source: DG channels-custom-lambda-response-format; DG quotas.
        """
        attributes = answer.get("EventAttributes") if isinstance(answer, dict) else None
        if isinstance(attributes, dict):
            texts = {
                name: value
                for name, value in attributes.items()
                if isinstance(value, str) and max(len(name), len(value)) <= LONGEST_EVENT_ATTRIBUTE
            }
            self._note(participation, JOURNEY_SEND, dict(list(texts.items())[:MOST_EVENT_ATTRIBUTES]))

    def _count(self, target: Target, message: Message) -> None:
        """Count a message for metrics and caps, and note the events that follow it."""
        metric = METRICS.get(message.delivery_status, "FAILURE_PERMANENT")
        self.app.journeys.count(self.journey.journey_id, self.run_id, self.activity_id, metric)
        if message.delivery_status == SUCCESSFUL:
            counts, endpoint_id = self.app.message_counts, message.endpoint_id or ""
            counts.add_of_day(message.sent_at, endpoint_id)
            counts.add_of_owner(self.journey.journey_id, endpoint_id)
            counts.add_by_journey(message.sent_at, endpoint_id)
            for event_type in (JOURNEY_SEND, *SENT_EVENTS.get(self.kind, ())):
                self._note(target.participation, event_type, {})
        elif target.outcome is None:
            for event_type in FAILED_EVENTS.get(self.kind, ()):
                self._note(target.participation, event_type, {})

    def _note(self, participation: Participation, event_type: str, attributes: Mapping[str, str]) -> None:
        participants = self.app.journeys.participants_of(self.journey)
        if self._listens and participants.get(participation.number).is_inside:
            event = Reported(self._moment, event_type, attributes, {}, self.activity_id)
            participants.note(participation.number, event)
