"""The event stream of an application: PutEventStream, GetEventStream, DeleteEventStream."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.arns import ARN_START, ROLE_ARN
from pinpoint_mock.core.checks import existing, invalid
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.explain import shown
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.journal import Entry, Probe

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EventStreamTypeDef, WriteEventStreamTypeDef

    from pinpoint_mock.state.world import App

STREAM = "[a-z0-9-]+:[0-9]{12}:"
FORMS = {
    "RoleArn": (ROLE_ARN, "make sure the IAM Role is configured correctly"),
    "DestinationStreamArn": (
        re.compile(f"{ARN_START}:(?:kinesis:{STREAM}stream|firehose:{STREAM}deliverystream)/[A-Za-z0-9_.-]+"),
        "Destination stream validation failed",
    ),
}
"""The form of each ARN, and what is known of the service's error text for one that it cannot use.

Source: TF event_stream.go; gh:hashicorp/terraform-provider-aws#27096; gh:hashicorp/terraform-provider-aws#15899.
"""


@operation("PutEventStream")
def put_event_stream(app: App, *, write_event_stream: WriteEventStreamTypeDef) -> EventStreamTypeDef:
    """Set or replace the event stream of the application, and return it. The stream gets a first record, a probe.

    BadRequestException for a RoleArn that is not the ARN of a role and for a DestinationStreamArn that is not that of a
    Kinesis or Firehose stream. The service checks that both exist and work together; here only the form of what begins
    with `arn:` is checked, because tests written for moto have placeholders such as `kinesis:arn` in their place.
    AWS does not document what `LastUpdatedBy` is for callers that are not IAM users; here it is left out, and so is the
    deprecated `ExternalId`.

    Source: MODEL WriteEventStream; MODEL EventStream; DG event-streams-setup; TF event_stream.go;
    gh:getmoto/moto:tests/test_pinpoint/test_pinpoint_event_stream.py.
    """
    arns = dict[str, Any](write_event_stream)
    for member, (form, words) in FORMS.items():
        value = arns[member]
        if not value or (value.startswith("arn:") and not form.fullmatch(value)):
            raise invalid(member, words, value)
    app.event_stream = {
        "ApplicationId": app.application_id,
        **arns,
        "LastModifiedDate": timestamp(now()),
    }
    backend = app.backend
    probe = Probe(app.application_id, backend.region_name, backend.account_id, now())
    backend.world.journal.add_for_stream(Entry(probe), app.event_stream)
    return get_event_stream(app)


@operation("GetEventStream")
def get_event_stream(app: App) -> EventStreamTypeDef:
    """The event stream of the application; NotFoundException if it has none.

    Source: TF event_stream.go.
    """
    return cast("EventStreamTypeDef", existing(app.event_stream, explain=lambda: _no_stream(app)))


def _no_stream(app: App) -> str:
    return f"application {shown(app.application_id)} has no event stream; put_event_stream() sets one"


@operation("DeleteEventStream")
def delete_event_stream(app: App) -> EventStreamTypeDef:
    """Delete the event stream of the application, and return what was deleted; NotFoundException if it has none.

    Source: MODEL DeleteEventStreamResponse; TF event_stream.go.
    """
    deleted = get_event_stream(app)
    app.event_stream = None
    return deleted
