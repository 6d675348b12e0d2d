"""Requests for every operation that is built, in any order, the clock moving between them.

They are drawn by hypothesis from the service model (`requests.py`) and from the little that it does not say
(`rules.py`): valid ones, odd ones, and valid ones that are spoiled in one place (`mutations.py`).

`pytest tests/proof --hypothesis-profile=fuzz` is a larger run.
"""

from __future__ import annotations

import collections
import datetime
import itertools
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

from pinpoint_mock.core.errors import MODELLED_ERRORS
from pinpoint_mock.protocol.model import operations, service_model, shape
from tests.proof.answers import answer_faults
from tests.proof.calls import call, members_of
from tests.proof.decks import built, calls_of_each, on_decks
from tests.proof.mutations import mutated, mutations
from tests.proof.requests import odd_request, request
from tests.proof.stage import Stage
from tests.state.furnished import APP_ID
from tests.wire import Answer

READING = ("Get", "List", "PhoneNumberValidate")

STEPS = [datetime.timedelta(), datetime.timedelta(minutes=5), datetime.timedelta(hours=7), datetime.timedelta(days=8)]
"""How far the clock moves between two calls."""

Draw = Any
Members = dict[str, Any]


def wait(stage: Stage, draw: Draw) -> None:
    """Move the clock, and do what is due by then."""
    stage.clock.tick(draw(st.sampled_from(STEPS)))
    stage.pinpoint.run_due()


def checked_call(stage: Stage, name: str, members: Members) -> Answer:
    """Call an operation; what it answers has to be as the model says, and a refusal to change nothing."""
    note(f"{name} {members}")
    before = stage.state()
    answer = call(name, members)
    if answer.status >= 400:
        check_refusal(stage, name, answer)
    else:
        check_answer(name, answer)
    if answer.status >= 400 or name.startswith(READING):
        assert stage.state() == before
    return answer


def check_refusal(stage: Stage, name: str, answer: Answer) -> None:
    """An error of the client that the operation has in the model, explained."""
    modelled = service_model()["operations"][name]["errors"] or MODELLED_ERRORS  # those about tags name none
    assert answer.status < 500, answer
    assert answer.headers["x-amzn-ErrorType"] in modelled, answer
    assert answer.document.keys() == {"Message", "RequestID"}
    assert stage.pinpoint.requests.last.explanation


AN_EMAIL = {
    "ApplicationId": APP_ID,
    "MessageRequest": {
        "Addresses": {"ada@example.com": {"ChannelType": "EMAIL"}},
        "MessageConfiguration": {"EmailMessage": {"SimpleEmail": {"Subject": {"Data": "Hello"}}}},
    },
}


def check_answer(name: str, answer: Answer) -> None:
    """The status of the operation, and a body of its shape or none."""
    operation = operations()[name]
    assert answer.status == operation.status
    payload = shape(operation.output_shape)["members"] if operation.output_shape else {}
    if payload:
        [body] = payload.values()
        assert list(answer_faults(body, answer.document)) == []
    else:
        assert answer.body == b""


def read_again(stage: Stage, name: str, members: Members, answer: Answer) -> None:
    """The same call has the same answer, and the page after it can be had."""
    first, second = answer.document, call(name, members).document
    assert {**first, "RequestID": None} == {**second, "RequestID": None}
    if "NextToken" in first:
        [token] = {"Token", "NextToken"} & members_of(operations()[name]).keys()
        following = checked_call(stage, name, {**members, token: first["NextToken"]})
        assert following.status == 200
        assert following.document["Item"]
        assert following.document["Item"] != first["Item"]


def look(stage: Stage) -> None:
    """Look at all that a test can look at."""
    pinpoint = stage.pinpoint
    logs: Any = (pinpoint.messages, pinpoint.events, pinpoint.requests, pinpoint.otp_checks, pinpoint.stream_records)
    for record in itertools.chain.from_iterable(logs):
        assert record.describe()
        assert record.row()
    for message in pinpoint.messages.filter(channel="EMAIL"):
        assert message.email
    for item in stage.items("GetSegments"):
        endpoint_ids = pinpoint.segment_members(item["Id"])
        assert len(endpoint_ids) == len(set(endpoint_ids))


def test_valid_requests_are_answered_as_the_model_says(stage: Stage) -> None:
    calls: collections.Counter[str] = collections.Counter()
    refused: collections.Counter[str] = collections.Counter()

    def step(draw: Draw, name: str) -> None:
        wait(stage, draw)
        members = request(stage, draw, name)
        answer = checked_call(stage, name, members)
        calls[name] += 1
        refused[name] += answer.status >= 400
        if name.startswith(READING):
            read_again(stage, name, members, answer)

    on_decks(stage, step)
    assert {name: calls[name] for name in built() if calls[name] < calls_of_each()} == {}
    assert {name: count for name, count in refused.items() if count > calls[name] / 2} == {}, "add to rules.py"


def test_odd_requests_are_answered_or_refused(stage: Stage) -> None:
    calls: collections.Counter[str] = collections.Counter()

    def step(draw: Draw, name: str) -> None:
        wait(stage, draw)
        call("SendMessages", AN_EMAIL)  # whatever odd requests have made of its channel
        checked_call(stage, name, odd_request(stage, draw, name))
        look(stage)
        calls[name] += 1

    on_decks(stage, step)
    assert {name: calls[name] for name in built() if calls[name] < calls_of_each()} == {}


def test_a_request_that_is_spoiled_in_one_place_is_refused(stage: Stage) -> None:
    calls: collections.Counter[str] = collections.Counter()

    def step(draw: Draw, name: str) -> None:
        wait(stage, draw)
        members = request(stage, draw, name)
        found = mutations(operations()[name], members)
        kind = draw(st.sampled_from(sorted({mutation.kind for mutation in found})))
        mutation = draw(st.sampled_from([mutation for mutation in found if mutation.kind == kind]))
        assert checked_call(stage, name, mutated(members, mutation)).status >= 400
        calls[name] += 1

    on_decks(stage, step)
    assert {name: calls[name] for name in built() if calls[name] < calls_of_each()} == {}
