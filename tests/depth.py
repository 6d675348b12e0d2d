"""How deeply each family of operations is simulated: the table of the README, made from one mark for each family.

`python -c "from tests.depth import table; print(table())"` prints it; `test_depth.py` compares the two.
"""

from __future__ import annotations

import importlib
from typing import NamedTuple

from botocore import xform_name

from pinpoint_mock.operations._registry import handler
from pinpoint_mock.protocol.model import operations


class Mark(NamedTuple):
    """What a module of handlers simulates.

    `depth` is `deep` if what is written there changes a message, a record or a number, which the test `shown_by`
    shows; `answers` if it is answered as the service does, and read back; `stored` if it is read back alone. `only`
    are its members that are stored alone, whatever the depth of the others.
    """

    family: str
    depth: str
    effect: str
    shown_by: str = ""
    only: str = ""


MARKS = {
    "apps": Mark("Applications", "answers", "a world of its own for each, by account and region"),
    "attributes": Mark("RemoveAttributes", "answers", "new values of removed names are ignored"),
    "campaigns": Mark(
        "Campaigns",
        "deep",
        "messages on the clock: schedules, events, quiet time, caps, holdout, treatments, hooks; activities",
        "tests/engagement/test_campaigns.py::test_a_campaign_is_sent_at_its_start_and_not_before",
        "`MaximumDuration`, `MessagesPerSecond`",
    ),
    "channels": Mark(
        "Channels",
        "deep",
        "a channel that is off fails its messages; defaults of messages",
        "tests/delivery/test_checks.py::test_a_channel_that_was_switched_off",
        "credentials",
    ),
    "endpoints": Mark(
        "Endpoints",
        "deep",
        "who gets a message, with which values; opt-out, status, address",
        "tests/delivery/test_checks.py::test_an_endpoint_that_has_opted_out",
    ),
    "event_streams": Mark(
        "Event streams",
        "deep",
        "records of events, campaigns, e-mails and SMS, in moto's Kinesis and Firehose",
        "tests/adapters/moto/test_streams.py::test_kinesis_gets_the_records_of_a_call_before_it_returns",
        "`RoleArn`",
    ),
    "events": Mark(
        "PutEvents",
        "deep",
        "events in the log, and their records; campaigns that wait for them",
        "tests/engagement/test_events.py::test_each_matching_event_sends_one_message",
    ),
    "in_app_messages": Mark(
        "In-app messages",
        "deep",
        "what an endpoint may show now",
        "tests/operations/test_in_app_messages.py::test_only_members_of_the_segment_see_a_message",
    ),
    "jobs": Mark(
        "Imports and exports",
        "deep",
        "endpoints and segments from moto's S3, and files in it",
        "tests/engagement/test_campaign_runs.py::test_endpoints_that_only_an_import_knows_are_reached",
        "`RoleArn`, `ExternalId`",
    ),
    "journey_metrics": Mark(
        "Runs and execution metrics of journeys",
        "deep",
        "who entered, left, was held out or is inside, and which way they went",
        "tests/engagement/test_journey_steps.py::test_a_wait_and_who_is_in_it",
    ),
    "journeys": Mark(
        "Journeys",
        "deep",
        "participants on the clock: entry, waits, splits, messages, quiet time, caps, pauses",
        "tests/engagement/test_journeys.py::test_at_each_refresh_new_members_enter_and_those_inside_do_not",
        "calls of a contact centre, zones by POSTAL_CODE",
    ),
    "kpis": Mark(
        "KPIs",
        "deep",
        "all documented metrics, of what was sent and fed back",
        "tests/engagement/test_metrics.py::test_a_metric_of_a_campaign",
    ),
    "messages": Mark(
        "SendMessages, SendUsersMessages",
        "deep",
        "each message as its recipient would have got it",
        "tests/delivery/test_recipients.py::test_users_messages_reach_every_endpoint_of_a_user",
    ),
    "otp": Mark(
        "One-time codes",
        "deep",
        "codes that arrive, expire, and are used up",
        "tests/operations/test_otp.py::test_a_code_arrives",
        "`Language`",
    ),
    "phone_numbers": Mark("PhoneNumberValidate", "answers", "the data of libphonenumber, and what a test declares"),
    "recommenders": Mark(
        "Recommenders",
        "deep",
        "recommended items in messages, as a test declares them",
        "tests/delivery/test_recommendations.py::test_a_message_has_as_many_items_as_the_recommender_says",
        "`RecommendationProviderRoleArn`",
    ),
    "segments": Mark(
        "Segments",
        "deep",
        "who is in them: criteria, groups, sources, imports",
        "tests/engagement/test_events.py::test_only_members_of_the_segment_get_the_message",
    ),
    "settings": Mark(
        "Settings of applications",
        "deep",
        "caps and quiet time of campaigns and journeys, the hook of campaigns",
        "tests/engagement/test_campaign_audience.py::"
        "test_settings_of_the_project_hold_for_campaigns_created_later_that_have_none",
    ),
    "tags": Mark("Tags", "answers", "of applications, campaigns, segments and templates"),
    "templates": Mark(
        "Templates",
        "deep",
        "the content of messages, by version, in Handlebars",
        "tests/engagement/test_campaign_content.py::test_each_channel_has_its_template_in_the_version_of_the_moment",
        "`TemplateDescription`",
    ),
    "users": Mark("Users", "answers", "the endpoints of a user, which go together"),
}
"""By module of handlers."""

MOTO = frozenset(
    {
        *("CreateApp", "DeleteApp", "GetApp", "GetApps", "GetApplicationSettings", "UpdateApplicationSettings"),
        *("DeleteEventStream", "GetEventStream", "PutEventStream"),
        *("ListTagsForResource", "TagResource", "UntagResource"),
    }
)
LOCALSTACK = MOTO | {
    *("DeleteEndpoint", "GetEndpoint", "UpdateEndpoint"),
    *("DeleteSmsChannel", "GetSmsChannel", "UpdateSmsChannel"),
    *("SendOTPMessage", "VerifyOTPMessage"),
}
"""What the others answer.

Source: gh:getmoto/moto:moto/pinpoint/responses.py; gh:localstack/localstack-docs:src/data/coverage/pinpoint.json.
"""

TITLES = ("Operations", "Here", "What it does", "Stored alone", "moto", "LocalStack")


def families() -> dict[str, list[str]]:
    """The operations of each module of handlers; those without a handler under the empty name."""
    found: dict[str, list[str]] = {}
    for name in operations():
        built = handler(name)
        module = getattr(built.function, "func", built.function).__module__ if built else ""
        found.setdefault(module.rpartition(".")[2], []).append(name)
    return found


def table() -> str:
    """The table in Markdown, by the names of the families."""
    built = {module: names for module, names in families().items() if module}
    rows = sorted(_row(MARKS[module], names) for module, names in built.items() if module in MARKS)
    lines = [TITLES, *rows]
    cells = ["|".join(f" {cell} " if cell else " " for cell in line) for line in lines]
    return "".join(f"|{line}|\n" for line in [cells[0], "|".join(["---"] * len(TITLES)), *cells[1:]])


def _row(mark: Mark, names: list[str]) -> list[str]:
    others = [f"{len(implemented & {*names})}" for implemented in (MOTO, LOCALSTACK)]
    return [f"{mark.family} ({len(names)})", mark.depth, mark.effect, mark.only, *others]


def moto_operations() -> set[str]:
    """What the installed moto answers; ImportError if it has no Pinpoint any more."""
    methods = vars(importlib.import_module("moto.pinpoint.responses").PinpointResponse)
    return {name for name in operations() if xform_name(name) in methods}
