"""Work that is due: it has been done whenever anybody can see the difference, and nothing else begins it."""

from __future__ import annotations

import contextlib
import contextvars
import datetime
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock import ExpectationFailed, mock_pinpoint
from pinpoint_mock.core.clock import now
from pinpoint_mock.logs.comparison import explain_comparison
from pinpoint_mock.mock.notes import record_lines
from pinpoint_mock.pytest_plugin.capture import records_of
from tests.builders import PHONE, send
from tests.engagement.kinds import CLOCKS, NINE, MoveTo, at, by_freezegun, call_at, schedule

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

OTHER = "+15550101"
MINUTE = 60.0


def done(pinpoint: PinpointMock) -> int:
    """How many messages there are already: this begins nothing."""
    return len(pinpoint.messages.recorded())


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS)
def test_a_look_shows_what_became_due_with_its_own_moment(
    pinpoint: PinpointMock, clock: Callable[[PinpointMock], AbstractContextManager[MoveTo]]
) -> None:
    with clock(pinpoint) as move_to:
        app_id = pinpoint.add_app(region_name="us-east-1")
        pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, region_name="us-east-1")
        schedule(pinpoint, app_id, at(10))
        assert not pinpoint.sent_messages
        move_to(at(12))
        message = pinpoint.sent_messages.one(campaign_id="c1")
        assert message.sent_at == at(10)
        assert message.operation is None
        move_to(at(13))
        assert len(pinpoint.sent_messages) == 1


LOOKS: dict[str, Callable[[PinpointMock, Any], object]] = {
    "len": lambda pinpoint, log: len(log),
    "bool": lambda pinpoint, log: bool(log),
    "iteration": lambda pinpoint, log: list(log),
    "reversed": lambda pinpoint, log: list(reversed(log)),
    "an index": lambda pinpoint, log: log[0],
    "a slice": lambda pinpoint, log: log[:],
    "equal to a list": lambda pinpoint, log: log == [{"address": PHONE}],
    "equal to a log": lambda pinpoint, log: [] == pinpoint.failed_messages == log,
    "other side of ==": lambda pinpoint, log: log[:0] == log,
    "in": lambda pinpoint, log: {"address": PHONE} in log,
    "index()": lambda pinpoint, log: log.index({"address": PHONE}),
    "count()": lambda pinpoint, log: log.count({"address": PHONE}),
    "filter": lambda pinpoint, log: log.filter(address=PHONE),
    "one": lambda pinpoint, log: log.one(address=PHONE),
    "last": lambda pinpoint, log: log.last,
    "to_dicts": lambda pinpoint, log: log.to_dicts(),
    "to_json": lambda pinpoint, log: log.to_json(),
    "to_table": lambda pinpoint, log: log.to_table(),
    "another log": lambda pinpoint, log: len(pinpoint.requests),
    "events": lambda pinpoint, log: list(pinpoint.events),
    "otp_checks": lambda pinpoint, log: list(pinpoint.otp_checks),
    "stream_records": lambda pinpoint, log: list(pinpoint.stream_records),
    "apps": lambda pinpoint, log: len(pinpoint.apps),
    "endpoints": lambda pinpoint, log: list(pinpoint.endpoints),
    "templates": lambda pinpoint, log: list(pinpoint.templates),
    "stored of a backend": lambda pinpoint, log: len(pinpoint.backend().stored.apps),
    "assert_sent": lambda pinpoint, log: pinpoint.assert_sent(address=PHONE),
    "assert_not_sent": lambda pinpoint, log: pinpoint.assert_not_sent(address=OTHER),
    "wait_for_sent": lambda pinpoint, log: pinpoint.wait_for_sent(timeout=0),
    "run_due": lambda pinpoint, log: pinpoint.run_due(),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_each_look_does_what_is_due(
    pinpoint: PinpointMock, shop: str, move_to: MoveTo, look: Callable[[PinpointMock, Any], object]
) -> None:
    log = pinpoint.sent_messages  # taken before the clock moves
    schedule(pinpoint, shop, at(10))
    move_to(at(9, 59))
    assert (len(log), done(pinpoint)) == (0, 0)
    move_to(at(10))
    look(pinpoint, log)
    assert done(pinpoint) == 1


@pytest.mark.parametrize("name", ["assert_nothing_sent", "assert_nothing_else_sent", "assert_not_sent"])
def test_assertions_that_nothing_was_sent_see_what_became_due(
    pinpoint: PinpointMock, shop: str, move_to: MoveTo, name: str
) -> None:
    schedule(pinpoint, shop, at(10))
    getattr(pinpoint, name)()
    move_to(at(10))
    with pytest.raises(AssertionError, match=r"SMS to \+15550100: 'Hello'"):
        getattr(pinpoint, name)()


GLANCES: dict[str, Callable[[PinpointMock], object]] = {
    "repr of the mock": repr,
    "repr of a log": lambda pinpoint: repr(pinpoint.sent_messages),
    "recorded": lambda pinpoint: pinpoint.sent_messages.recorded(),
    "the section of a failed test and the note": lambda pinpoint: record_lines(pinpoint._activation, ()),
    "what a test is shown of others": lambda pinpoint: records_of(pinpoint._activation),
    "what pytest says of ==": lambda pinpoint: explain_comparison("==", pinpoint.messages, [{}]),
    "what pytest says of == of logs": lambda pinpoint: explain_comparison("==", pinpoint.messages, pinpoint.messages),
    "what pytest says of in": lambda pinpoint: explain_comparison("in", {}, pinpoint.messages),
}


@pytest.mark.parametrize("glance", GLANCES.values(), ids=GLANCES)
def test_what_only_shows_what_was_done_begins_nothing(
    pinpoint: PinpointMock, shop: str, move_to: MoveTo, glance: Callable[[PinpointMock], object]
) -> None:
    schedule(pinpoint, shop, at(10))
    move_to(at(10))
    glance(pinpoint)
    assert done(pinpoint) == 0


def test_a_snapshot_of_a_log_stays_as_it_is(pinpoint: PinpointMock, shop: str, move_to: MoveTo) -> None:
    everything = pinpoint.sent_messages.filter()
    schedule(pinpoint, shop, at(10))
    move_to(at(10))
    assert (len(everything), done(pinpoint)) == (0, 0)


def test_views_of_what_is_stored_show_it(pinpoint: PinpointMock, shop: str, move_to: MoveTo) -> None:
    endpoints, of_backend = pinpoint.endpoints, pinpoint.backend("us-east-1").stored.endpoints
    schedule(pinpoint, shop, at(10), "test.add", key="tablet")
    schedule(pinpoint, shop, at(11), "test.add", key="watch")
    move_to(at(10))
    assert endpoints.one(endpoint_id="tablet").creation_date == at(10)
    move_to(at(11))
    assert [each.endpoint_id for each in of_backend] == ["phone", "tablet", "watch"]


def test_run_due_returns_what_it_sent(
    pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo
) -> None:
    send(client, shop, address=OTHER)
    schedule(pinpoint, shop, at(10))
    schedule(pinpoint, shop, at(11))
    move_to(at(10))
    sent = pinpoint.run_due()
    assert sent.one().sent_at == at(10)
    move_to(at(11))
    assert [message.sent_at for message in pinpoint.run_due()] == [at(11)]
    assert (len(pinpoint.run_due()), len(sent), len(pinpoint.messages)) == (0, 1, 3)


def test_whoever_waits_sees_what_becomes_due_meanwhile(pinpoint: PinpointMock) -> None:
    app_id = pinpoint.add_app(region_name="us-east-1")
    pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, region_name="us-east-1")
    moment = now() + datetime.timedelta(seconds=0.1)
    schedule(pinpoint, app_id, moment)
    schedule(pinpoint, app_id, moment + datetime.timedelta(days=1))
    assert pinpoint.wait_for_sent(timeout=MINUTE).one().sent_at == moment


def test_an_error_of_what_becomes_due_meanwhile_reaches_whoever_waits(
    pinpoint: PinpointMock, shop: str, move_to: MoveTo
) -> None:
    call_at(pinpoint, shop, at(10), lambda: 1 / 0)
    move_to(at(10))
    with pytest.raises(ZeroDivisionError):
        pinpoint.wait_for_sent(timeout=MINUTE)


# Before and after calls


def test_a_call_of_boto3_changes_nothing_for_what_was_due_before(
    pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo
) -> None:
    schedule(pinpoint, shop, at(10))
    move_to(at(11))
    client.update_endpoint(ApplicationId=shop, EndpointId="phone", EndpointRequest={"Address": OTHER})
    assert [(message.address, message.sent_at) for message in pinpoint.messages] == [(PHONE, at(10))]


def test_a_refused_call_is_one_too(pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo) -> None:
    schedule(pinpoint, shop, at(10))
    move_to(at(11))
    with pytest.raises(client.exceptions.NotFoundException):
        client.get_app(ApplicationId="nope")
    assert done(pinpoint) == 1


def test_a_method_of_the_mock_changes_nothing_for_what_was_due_before(
    pinpoint: PinpointMock, shop: str, move_to: MoveTo
) -> None:
    schedule(pinpoint, shop, at(10))
    move_to(at(11))
    pinpoint.add_endpoint(shop, channel="SMS", address=OTHER, region_name="us-east-1")
    assert [message.address for message in pinpoint.messages] == [PHONE]


def test_after_a_call_of_boto3_what_it_made_due_has_been_done(
    pinpoint: PinpointMock, client: PinpointClient, shop: str
) -> None:
    seen = []

    def create(**parameters: object) -> dict[str, Any]:
        schedule(pinpoint, shop, NINE)
        seen.append((len(pinpoint.messages), done(pinpoint)))  # not in the middle of the call, though it is due
        return {}

    pinpoint.answer_request("create_campaign", create)
    client.create_campaign(ApplicationId=shop, WriteCampaignRequest={})
    assert seen == [(0, 0)]
    assert done(pinpoint) == 1


# Order and moments


def test_pieces_are_done_by_their_moments_then_by_their_scheduling(
    pinpoint: PinpointMock, shop: str, move_to: MoveTo
) -> None:
    for hour, owner in [(11, "c1"), (10, "c2"), (11, "c3"), (10, "c4"), (12, "c5")]:
        schedule(pinpoint, shop, at(hour), owner=owner)
    move_to(at(11))
    assert [(message.campaign_id, message.sent_at.hour) for message in pinpoint.messages] == [
        ("c2", 10),
        ("c4", 10),
        ("c1", 11),
        ("c3", 11),
    ]


def test_a_clock_that_jumps_over_runs_makes_all_of_them_and_one_that_goes_back_none(
    pinpoint: PinpointMock, shop: str, move_to: MoveTo
) -> None:
    schedule(pinpoint, shop, at(10), every=60, times=9)
    move_to(at(12, 30))
    assert [message.sent_at for message in pinpoint.messages] == [at(10), at(11), at(12)]
    move_to(at(9))
    assert len(pinpoint.messages) == 3
    move_to(at(12, 59))
    assert len(pinpoint.messages) == 3
    move_to(at(13))
    assert pinpoint.messages.last.sent_at == at(13)


def test_calls_of_a_function_of_the_users_have_the_moment_of_the_work(
    pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo
) -> None:
    call_at(pinpoint, shop, at(10), lambda: client.get_app(ApplicationId=shop))
    move_to(at(12))
    assert pinpoint.requests.one(operation="GetApp").sent_at == at(10)


# Within work and calls nothing else begins


def test_a_function_of_the_users_is_answered_but_begins_no_work(
    pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo
) -> None:
    seen = []

    def function() -> None:
        client.delete_endpoint(ApplicationId=shop, EndpointId="phone")
        pinpoint.add_endpoint(shop, channel="SMS", address=OTHER, region_name="us-east-1")
        seen.append([len(pinpoint.messages), len(pinpoint.run_due())])

    call_at(pinpoint, shop, at(10), function)
    schedule(pinpoint, shop, at(10))
    move_to(at(11))
    assert [message.address for message in pinpoint.messages] == [OTHER]
    assert seen == [[0, 0]]


def test_a_function_may_wait_for_a_thread_that_calls_the_mock(
    pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo
) -> None:
    seen = []

    def in_thread() -> None:
        send(client, shop, address=OTHER)
        seen.append([message.address for message in pinpoint.messages])

    def function() -> None:
        thread = threading.Thread(target=in_thread)
        thread.start()
        thread.join(MINUTE)
        seen.append([str(thread.is_alive())])

    call_at(pinpoint, shop, at(10), function)
    schedule(pinpoint, shop, at(10))
    move_to(at(11))
    assert [message.address for message in pinpoint.messages] == [OTHER, PHONE]
    assert seen == [[OTHER], ["False"]]


def test_what_a_function_begins_and_leaves_is_no_part_of_the_work(
    pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo
) -> None:
    contexts: list[contextvars.Context] = []
    call_at(pinpoint, shop, at(10), lambda: contexts.append(contextvars.copy_context()))  # as a task has it
    schedule(pinpoint, shop, at(11))
    move_to(at(10))
    assert len(pinpoint.messages) == 0
    move_to(at(12))
    contexts[0].run(client.get_app, ApplicationId=shop)
    assert done(pinpoint) == 1
    assert pinpoint.requests.last.sent_at == at(12)


def test_other_threads_wait_until_all_that_is_due_has_been_done(
    pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo
) -> None:
    has_begun, is_looking = threading.Event(), threading.Event()

    def held() -> None:
        has_begun.set()
        assert is_looking.wait(MINUTE)
        assert not looked.done()
        send(client, shop, address=OTHER)

    def look() -> int:
        assert has_begun.wait(MINUTE)
        is_looking.set()
        return len(pinpoint.messages)

    schedule(pinpoint, shop, at(10))
    call_at(pinpoint, shop, at(11), held, "test.held")
    move_to(at(11))
    with ThreadPoolExecutor(1) as pool:
        looked = pool.submit(look)
        assert len(pinpoint.messages) == 2
        assert looked.result(MINUTE) == 2


def test_what_becomes_due_meanwhile_is_left_to_the_next_look(
    pinpoint: PinpointMock, shop: str, move_to: MoveTo
) -> None:
    call_at(pinpoint, shop, at(10), lambda: move_to(at(12)))
    schedule(pinpoint, shop, at(11))
    move_to(at(10))
    assert len(pinpoint.messages) == 0
    assert len(pinpoint.messages) == 1


# What goes wrong


def test_an_error_reaches_who_looked_and_what_follows_is_still_due(
    pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo
) -> None:
    call_at(pinpoint, shop, at(10), lambda: 1 / 0)
    schedule(pinpoint, shop, at(11))
    move_to(at(12))
    with pytest.raises(ZeroDivisionError):
        len(pinpoint.messages)
    assert done(pinpoint) == 0
    client.get_app(ApplicationId=shop)
    assert done(pinpoint) == 1


def test_an_expectation_that_fails_before_a_call_is_reported_at_the_end_if_code_swallows_it(
    early_client: PinpointClient,
) -> None:
    mock = mock_pinpoint()
    pinpoint = mock.start()
    with by_freezegun(pinpoint) as move_to:
        app_id = pinpoint.add_app(region_name="us-east-1")
        pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, region_name="us-east-1")
        pinpoint.fail_delivery(address=lambda address: address.index("x") > 0)
        schedule(pinpoint, app_id, at(10))
        move_to(at(10))
        with contextlib.suppress(Exception):
            early_client.get_app(ApplicationId=app_id)
    with pytest.raises(ExpectationFailed):
        mock.stop()


# Whose work it is


def test_work_of_an_app_goes_with_it(
    pinpoint: PinpointMock, client: PinpointClient, shop: str, move_to: MoveTo
) -> None:
    seen: list[object] = []
    call_at(pinpoint, shop, at(10), lambda: seen.append(1))
    client.delete_app(ApplicationId=shop)
    pinpoint.add_app(application_id=shop, region_name="us-east-1")
    move_to(at(11))
    assert len(pinpoint.messages) == 0
    assert seen == []


def test_work_of_an_app_that_is_gone_otherwise_is_left_out(pinpoint: PinpointMock, shop: str, move_to: MoveTo) -> None:
    schedule(pinpoint, shop, at(10))
    pinpoint.backend("us-east-1").apps.clear()
    move_to(at(11))
    assert len(pinpoint.messages) == 0


def test_reset_forgets_what_is_due(pinpoint: PinpointMock, shop: str, move_to: MoveTo) -> None:
    schedule(pinpoint, shop, at(10))
    pinpoint.reset()
    pinpoint.add_app(application_id=shop, region_name="us-east-1")
    move_to(at(11))
    assert pinpoint.messages == []


def test_clear_empties_the_logs_of_what_was_due_before(pinpoint: PinpointMock, shop: str, move_to: MoveTo) -> None:
    schedule(pinpoint, shop, at(10), every=60, times=2)
    move_to(at(10))
    pinpoint.clear()
    assert pinpoint.messages == []
    move_to(at(11))
    assert pinpoint.messages.one().sent_at == at(11)


def test_a_kind_that_no_module_has_registered_cannot_be_scheduled(pinpoint: PinpointMock, shop: str) -> None:
    with pytest.raises(AssertionError, match=r"no module has registered test\.nope"):
        schedule(pinpoint, shop, NINE, "test.nope")


# The end


def test_nothing_is_done_when_the_mock_is_left_nor_after_it(early_client: PinpointClient) -> None:
    with mock_pinpoint() as pinpoint, by_freezegun(pinpoint) as move_to:
        app_id = pinpoint.add_app(region_name="us-east-1")
        pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, region_name="us-east-1")
        schedule(pinpoint, app_id, at(10))
        schedule(pinpoint, app_id, at(11))
        move_to(at(10))
    assert list(pinpoint.messages) == pinpoint.run_due() == []
    assert pinpoint.backend("us-east-1").world.agenda.due(at(12))


def test_work_that_is_under_way_when_the_mock_ends_is_the_last() -> None:
    mock = mock_pinpoint()
    pinpoint = mock.start()
    with by_freezegun(pinpoint) as move_to:
        app_id = pinpoint.add_app(region_name="us-east-1")
        call_at(pinpoint, app_id, at(10), mock.stop)
        call_at(pinpoint, app_id, at(11), lambda: 1 / 0)
        move_to(at(12))
        assert len(pinpoint.messages) == 0


def test_an_inner_mock_that_ends_ends_nothing(pinpoint: PinpointMock, shop: str, move_to: MoveTo) -> None:
    with mock_pinpoint():
        schedule(pinpoint, shop, at(10))
    move_to(at(10))
    assert len(pinpoint.messages) == 1


# A snapshot has the same future


def test_a_snapshot_has_the_same_future(pinpoint: PinpointMock, shop: str, move_to: MoveTo) -> None:
    world = pinpoint.backend().world
    schedule(pinpoint, shop, at(10), key="run", every=60, times=3)
    move_to(at(10))
    assert len(pinpoint.messages) == 1
    snapshot = world.snapshot()
    futures = []
    for _ in range(2):
        world.restore(snapshot)
        move_to(at(14))
        futures.append([message.sent_at for message in pinpoint.messages])
        move_to(at(10))
    assert futures == [[at(11), at(12)]] * 2


# One jump and many looks

PIECES = st.lists(
    st.tuples(
        st.integers(0, 240),
        st.sampled_from(["test.send", "test.add", "test.cancel"]),
        st.sampled_from(["c1", "c2", "c3"]),
        st.sampled_from([None, "a", "b"]),
        st.integers(1, 90),
        st.integers(1, 4),
    ),
    max_size=8,
)


def future(pieces: list[Any], minutes: list[int]) -> tuple[list[dict[str, Any]], list[datetime.datetime], object]:
    """The messages and endpoints after four hours with looks at these minutes."""
    with mock_pinpoint(seed=1) as pinpoint, by_freezegun(pinpoint) as move_to:
        app_id = pinpoint.add_app(region_name="us-east-1")
        pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, region_name="us-east-1")
        for after, kind, owner, key, every, times in pieces:
            moment = NINE + datetime.timedelta(minutes=after)
            schedule(pinpoint, app_id, moment, kind, owner, key, every=every, times=times, cancelled="c2")
        for minute in minutes:
            move_to(NINE + datetime.timedelta(minutes=minute))
            len(pinpoint.messages)
        messages = pinpoint.messages
        return messages.to_dicts(), [message.sent_at for message in messages], list(pinpoint.endpoints)


@given(PIECES)
def test_one_jump_and_a_look_at_every_minute_give_the_same(pieces: list[Any]) -> None:
    assert future(pieces, [240]) == future(pieces, list(range(241)))
