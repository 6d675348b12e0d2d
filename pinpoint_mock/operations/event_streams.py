"""The event stream of an application: PutEventStream, GetEventStream, DeleteEventStream."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.checks import existing, invalid
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EventStreamTypeDef, WriteEventStreamTypeDef

    from pinpoint_mock.state.world import App

PARTITION = "arn:aws(?:-[a-z]+)*"
STREAM = "[a-z0-9-]+:[0-9]{12}:"
FORMS = {
    "RoleArn": (
        re.compile(f"{PARTITION}:iam::[0-9]{{12}}:role/[A-Za-z0-9_+=,.@/-]+"),
        "make sure the IAM Role is configured correctly",
    ),
    "DestinationStreamArn": (
        re.compile(f"{PARTITION}:(?:kinesis:{STREAM}stream|firehose:{STREAM}deliverystream)/[A-Za-z0-9_.-]+"),
        "Destination stream validation failed",
    ),
}
"""The form of each ARN, and the part that is known of what the service says of one that it cannot use."""


@operation("PutEventStream")
def put_event_stream(app: App, *, write_event_stream: WriteEventStreamTypeDef) -> EventStreamTypeDef:
    """Set or replace the event stream of the application, and answer it.

    BadRequestException for a role that is no ARN of a role and for a destination that is no ARN of a Kinesis or
    Firehose stream. The service looks whether both exist and work together; here only their form is checked, and
    AWS does not document the whole sentences, only the known parts stand in them. AWS does not document what
    `LastUpdatedBy` is for callers that are no IAM user; here it is left out, and so is the deprecated `ExternalId`.

    Source: facts, audience section 6, Event stream (MODEL, DG:event-streams-setup, TF:event_stream.go).
    """
    arns = dict[str, Any](write_event_stream)
    for member, (form, words) in FORMS.items():
        if not form.fullmatch(arns[member]):
            raise invalid(member, words)
    app.event_stream = {
        "ApplicationId": app.application_id,
        **arns,
        "LastModifiedDate": timestamp(now()),
    }
    return get_event_stream(app)


@operation("GetEventStream")
def get_event_stream(app: App) -> EventStreamTypeDef:
    """The event stream of the application; NotFoundException if it has none.

    Source: facts, audience section 6, Event stream (TF:event_stream.go).
    """
    return cast("EventStreamTypeDef", existing(app.event_stream))


@operation("DeleteEventStream")
def delete_event_stream(app: App) -> EventStreamTypeDef:
    """Delete the event stream of the application, and answer what was deleted; NotFoundException if it has none.

    Source: facts, audience section 6, Event stream (MODEL, TF:event_stream.go).
    """
    deleted = get_event_stream(app)
    app.event_stream = None
    return deleted
