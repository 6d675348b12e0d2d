"""Activities with which a journey cannot be published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.builders import activities, explanation, say, wait

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Journeys

CONDITION: Any = {"SegmentDimensions": {"Attributes": {"color": {"Values": ["red"]}}}}
HOURLY: Any = {"EvaluationWaitTime": {"WaitFor": "PT1H"}}


def yes_or_no(*conditions: Any, **members: Any) -> Any:
    return "ConditionalSplit", {"Condition": {"Conditions": list(conditions)}, **members}


def multi(*conditions: Any, **members: Any) -> Any:
    return "MultiCondition", {"Branches": [{"Condition": each} for each in conditions], **members}


def percentages(*numbers: int) -> Any:
    return "RandomSplit", {"Branches": [{"Percentage": number} for number in numbers]}


KINDS = "EMAIL, SMS, PUSH, CUSTOM, Wait, ConditionalSplit, MultiCondition, RandomSplit, Holdout, ContactCenter"
DATES: Any = {"SegmentDimensions": {"Attributes": {"due": {"AttributeType": "BEFORE", "Values": ["soon"]}}}}
BAD_EVENT: Any = {"EventCondition": {"Dimensions": {"Attributes": {"color": {"Values": []}}}}}
UNKNOWN: Any = {"SegmentCondition": {"SegmentId": "unknown"}}

REFUSED: dict[str, tuple[Any, str]] = {
    "none": ({}, "Activities must not be empty"),
    "41": (activities(*[wait()] * 41), "Activities must have at most 40 activities"),
    "no kind": ({"a1": {"Description": "none"}}, f"activity a1 must have exactly one of {KINDS}"),
    "two kinds": (
        {"a1": {"Wait": {"WaitTime": {"WaitFor": "PT1H"}}, "Holdout": {"Percentage": 1}}},
        f"activity a1 must have exactly one of {KINDS}",
    ),
    "unknown next": (activities(wait(NextActivity="x")), "activity a1 names an unknown next activity"),
    "unknown branch": (
        activities(yes_or_no(CONDITION, FalseActivity="x")),
        "activity a1 names an unknown next activity",
    ),
    "no template": (activities(("SMS", {})), "activity a1: TemplateName is missing"),
    "unknown template": (
        activities(wait(), say(TemplateName="x")),
        "activity a2: TemplateName and TemplateVersion must name a template",
    ),
    "unknown version": (
        activities(say("EMAIL", TemplateVersion="7")),
        "activity a1: TemplateName and TemplateVersion must name a template",
    ),
    "push without template": (activities(("PUSH", {})), "activity a1: TemplateName is missing"),
    "time to live": (
        activities(say("PUSH", MessageConfig={"TimeToLive": "a day"})),
        "activity a1: TimeToLive must be a number",
    ),
    "no uri": (
        activities(("CUSTOM", {})),
        "activity a1: DeliveryUri must be the name or ARN of a Lambda function, or a URL with https",
    ),
    "data": (
        activities(("CUSTOM", {"DeliveryUri": "f", "MessageConfig": {"Data": "x" * 5121}})),
        "activity a1: Data must be at most 5 KB",
    ),
    "no wait time": (activities(("Wait", {})), "activity a1: WaitTime must have either WaitFor or WaitUntil"),
    "two wait times": (
        activities(("Wait", {"WaitTime": {"WaitFor": "PT1H", "WaitUntil": "2030-01-01"}})),
        "activity a1: WaitTime must have either WaitFor or WaitUntil",
    ),
    "duration": (activities(wait("an hour")), "activity a1: WaitFor must be an ISO 8601 duration"),
    "date": (
        activities(("Wait", {"WaitTime": {"WaitUntil": "soon"}})),
        "activity a1: WaitUntil must be an ISO 8601 date",
    ),
    "no condition": (activities(yes_or_no()), "activity a1: Condition must have at least one of Conditions"),
    "empty condition": (
        activities(yes_or_no({})),
        "activity a1: a condition must have one of EventCondition, SegmentCondition and SegmentDimensions",
    ),
    "two in one condition": (
        activities(yes_or_no({**CONDITION, **UNKNOWN})),
        "activity a1: a condition must have one of EventCondition, SegmentCondition and SegmentDimensions",
    ),
    "unknown segment": (activities(yes_or_no(CONDITION, UNKNOWN)), "activity a1: SegmentId must name a segment"),
    "criteria": (
        activities(yes_or_no(DATES)),
        "activity a1: Invalid Values: BEFORE takes ISO 8601 dates such as 2026-01-31T00:00:00Z",
    ),
    "event": (activities(yes_or_no(BAD_EVENT)), "activity a1: Invalid Values: must have at least one"),
    "evaluation": (
        activities(yes_or_no(CONDITION, EvaluationWaitTime={"WaitFor": "x"})),
        "activity a1: WaitFor must be an ISO 8601 duration",
    ),
    "no branches": (activities(multi()), "activity a1: Branches must have 1 to 4 branches"),
    "five branches": (activities(multi(*[CONDITION] * 5)), "activity a1: Branches must have 1 to 4 branches"),
    "branch without condition": (
        activities(("MultiCondition", {"Branches": [{}]})),
        "activity a1: a condition must have one of EventCondition, SegmentCondition and SegmentDimensions",
    ),
    "multi evaluation": (
        activities(multi(CONDITION, EvaluationWaitTime={"WaitUntil": "x"})),
        "activity a1: WaitUntil must be an ISO 8601 date",
    ),
    "one path": (activities(percentages(100)), "activity a1: Branches must have 2 to 5 branches"),
    "six paths": (activities(percentages(*[10] * 6)), "activity a1: Branches must have 2 to 5 branches"),
    "99 percent": (
        activities(percentages(49, 50)),
        "activity a1: the Percentage of all Branches must be 100 together",
    ),
    "negative percentage": (activities(percentages(-1, 101)), "activity a1: Percentage must be 0 to 100"),
    "no percentage": (
        activities(("RandomSplit", {"Branches": [{}, {}]})),
        "activity a1: Percentage must be 0 to 100",
    ),
    "holdout": (activities(("Holdout", {"Percentage": 101})), "activity a1: Percentage must be 0 to 100"),
    "loop of one": (activities(say(NextActivity="a1")), "activity a1 is part of a loop without a wait"),
    "loop until a date": (
        activities(("Wait", {"WaitTime": {"WaitUntil": "2030-01-01"}, "NextActivity": "a1"})),
        "activity a1 is part of a loop without a wait",
    ),
}


@pytest.mark.parametrize(("given", "text"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(journeys: Journeys, pinpoint: PinpointMock, given: Any, text: str) -> None:
    request = journeys.published(Activities=given)
    explanation(pinpoint, lambda: journeys.create(**request))
    assert pinpoint.requests.last.error == "BadRequestException"
    assert pinpoint.requests.last.error_message == f"Journey validation failed, {text}"
    assert journeys.list() == {"Item": []}
    draft = journeys.create(**{**request, "State": "DRAFT"})
    before = journeys.get(draft["Id"])
    with pytest.raises(ClientError, match="Journey validation failed"):
        journeys.update(draft["Id"], State="ACTIVE")
    assert journeys.get(draft["Id"]) == before


ACCEPTED: dict[str, Any] = {
    "40": activities(*[wait()] * 40),
    "loop with a wait": activities(say(NextActivity="a2"), wait(NextActivity="a1")),
    "loop over a split that waits": activities(yes_or_no(CONDITION, TrueActivity="a1", **HOURLY)),
    "diamond": activities(yes_or_no(CONDITION, TrueActivity="a2", FalseActivity="a3"), say(), say()),
    "unreachable": activities(say(), wait(), x=say()),
    "all kinds": activities(
        say("EMAIL", TemplateVersion="1"),
        say("PUSH", MessageConfig={"TimeToLive": "60"}),
        ("CUSTOM", {"DeliveryUri": "https://example.com/hook", "TemplateName": "stored"}),
        ("Holdout", {"Percentage": 0}),
        ("ContactCenter", {}),
        percentages(0, 100),
        b=multi(CONDITION, {"EventCondition": {"MessageActivity": "a1"}}, **HOURLY),
    ),
}


@pytest.mark.parametrize("given", ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_accepted(journeys: Journeys, given: Any) -> None:
    made = journeys.create(**journeys.published(Activities=given))
    assert (made["State"], made["Activities"]) == ("ACTIVE", given)


def test_explanations_say_where(journeys: Journeys, pinpoint: PinpointMock) -> None:
    split = activities(wait(), yes_or_no(CONDITION, UNKNOWN))
    text = explanation(pinpoint, lambda: journeys.publish(Activities=split))
    assert text.startswith(
        "WriteJourneyRequest.Activities['a2'].ConditionalSplit.Condition.Conditions[1].SegmentId: no segment 'unknown'"
    )
    text = explanation(pinpoint, lambda: journeys.publish(Activities=activities(say(NextActivity="a1"))))
    assert text == "WriteJourneyRequest.the loop was a1 -> a1"
    text = explanation(pinpoint, lambda: journeys.publish(StartActivity="a3"))
    assert text == "WriteJourneyRequest.StartActivity was 'a3'; there: 'a1'"
