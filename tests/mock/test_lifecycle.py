"""The life of a mock: its beginning, what is inside of what, its end, and what is left behind."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import os
import random
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import TYPE_CHECKING, Any

import boto3
import freezegun
import pytest
import time_machine
from botocore.httpsession import URLLib3Session
from botocore.session import Session
from botocore.signers import RequestSigner

from pinpoint_mock import PinpointMock, RealAWSRefused, current_mock, mock_pinpoint
from pinpoint_mock.mock.lifecycle import MockPinpoint
from tests.mock.inside import is_active, names, put, swallow

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

Form = Callable[[MockPinpoint], AbstractAsyncContextManager[PinpointMock]]

NOT_STARTED = (
    "pinpoint_mock: stop() was called, but this mock is not active. "
    "Call start() first, and stop() once for each start()."
)


@contextlib.asynccontextmanager
async def as_with(mock: MockPinpoint) -> AsyncIterator[PinpointMock]:
    with mock as pinpoint:
        yield pinpoint


@contextlib.asynccontextmanager
async def as_async_with(mock: MockPinpoint) -> AsyncIterator[PinpointMock]:
    async with mock as pinpoint:
        yield pinpoint


@contextlib.asynccontextmanager
async def as_start_and_stop(mock: MockPinpoint) -> AsyncIterator[PinpointMock]:
    pinpoint = mock.start()
    yield pinpoint
    mock.stop()


def as_decorator(mock: MockPinpoint) -> AbstractAsyncContextManager[PinpointMock]:
    @contextlib.asynccontextmanager
    @mock
    async def inside() -> AsyncIterator[PinpointMock]:
        yield current_mock()

    return inside()


FORMS = [as_with, as_async_with, as_start_and_stop, as_decorator]
every_form = pytest.mark.parametrize("form", FORMS)


@every_form
def test_every_form_gives_the_mock_that_is_active_until_the_end(form: Form) -> None:
    async def use() -> None:
        async with form(mock_pinpoint()) as pinpoint:
            assert isinstance(pinpoint, PinpointMock)
            assert current_mock() is pinpoint
            assert put() == 1
        assert not is_active()

    asyncio.run(use())


def test_boto3_reaches_the_mock(early_client: PinpointClient) -> None:
    with mock_pinpoint() as pinpoint:
        created = early_client.create_app(CreateApplicationRequest={"Name": "shop"})
        late_client = boto3.client("pinpoint", region_name="us-east-1")
        app_id = created["ApplicationResponse"]["Id"]
        assert late_client.get_app(ApplicationId=app_id)["ApplicationResponse"]["Name"] == "shop"
        assert list(pinpoint.backend("us-east-1").apps) == [app_id]


def test_no_mock_is_an_error_that_tells_what_to_do() -> None:
    with pytest.raises(RuntimeError) as caught:
        current_mock()
    assert str(caught.value) == (
        "pinpoint_mock: no mock is active. Decorate the test with @mock_pinpoint, "
        "or call current_mock() inside `with mock_pinpoint():`."
    )


def test_threads_started_inside_see_the_mock() -> None:
    seen: list[PinpointMock] = []
    with mock_pinpoint() as pinpoint:
        thread = threading.Thread(target=lambda: seen.append(current_mock()))
        thread.start()
        thread.join()
    assert seen == [pinpoint]


@every_form
@pytest.mark.parametrize("outer_form", FORMS)
def test_an_inner_mock_keeps_the_world_of_the_outer_one(outer_form: Form, form: Form) -> None:
    async def use() -> None:
        async with outer_form(mock_pinpoint()) as outer:
            put("outer")
            async with form(mock_pinpoint()) as inner:
                assert inner is outer
                put("inner")
            assert current_mock() is outer
            assert names() == ["outer", "inner"]

    asyncio.run(use())


def test_all_forms_count_together() -> None:
    mock = mock_pinpoint()

    @mock
    def innermost() -> PinpointMock:
        put("innermost")
        return current_mock()

    async def inside() -> PinpointMock:
        async with mock_pinpoint() as pinpoint:
            assert innermost() is pinpoint
            return pinpoint

    outermost = mock.start()
    with mock as pinpoint:
        assert asyncio.run(inside()) is pinpoint is outermost
    assert names() == ["innermost"]
    mock.stop()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_mocks_stop_in_any_order(order: tuple[int, int]) -> None:
    mocks = mock_pinpoint(), mock_pinpoint()
    first, second = (mock.start() for mock in mocks)
    assert first is second
    put()
    mocks[order[0]].stop()
    assert names() == ["shop"]
    mocks[order[1]].stop()
    assert not is_active()


@pytest.mark.parametrize("is_active_elsewhere", [False, True])
def test_stop_without_start_is_an_error(is_active_elsewhere: bool) -> None:
    with mock_pinpoint() if is_active_elsewhere else contextlib.nullcontext():
        mock = mock_pinpoint()
        for _ in range(2):
            with pytest.raises(RuntimeError) as caught:
                mock.stop()
            assert str(caught.value) == NOT_STARTED
            mock.start()
            mock.stop()
        assert is_active() == is_active_elsewhere


def test_a_world_stays_readable_and_is_never_emptied(early_client: PinpointClient) -> None:
    with mock_pinpoint() as pinpoint:
        app_id = early_client.create_app(CreateApplicationRequest={"Name": "shop"})["ApplicationResponse"]["Id"]
        early_client.put_events(
            ApplicationId=app_id,
            EventsRequest={
                "BatchItem": {
                    "endpoint": {
                        "Endpoint": {},
                        "Events": {"event": {"EventType": "seen", "Timestamp": "2026-01-01T00:00:00Z"}},
                    }
                }
            },
        )
    for _ in range(2):
        assert list(pinpoint.backend("us-east-1").apps) == [app_id]
        assert [event.event_type for event in pinpoint.events] == ["seen"]
        with mock_pinpoint() as later:
            assert later is not pinpoint
            assert len(later.backend("us-east-1").apps) == len(later.events) == 0
            put()


@every_form
def test_one_object_can_be_used_again_and_inside_itself(form: Form) -> None:
    mock = mock_pinpoint()

    async def use() -> None:
        worlds = []
        for _ in range(2):
            async with form(mock) as pinpoint:
                assert put() == 1
                async with form(mock) as inner:
                    assert inner is pinpoint
                assert put() == 2
            worlds.append(pinpoint)
        assert worlds[0] is not worlds[1]

    asyncio.run(use())


@pytest.mark.parametrize("form", [as_with, as_async_with, as_decorator])
def test_an_exception_passes_and_ends_the_mock(form: Form) -> None:
    error = ValueError("mine")

    async def use() -> None:
        async with form(mock_pinpoint()):
            raise error

    with pytest.raises(ValueError, match="mine") as caught:
        asyncio.run(use())
    assert caught.value is error
    assert not is_active()


def test_everything_is_as_before(early_client: PinpointClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", boto3.session.Session(region_name="eu-west-1"))
    patched: list[tuple[type, str]] = [
        (URLLib3Session, "send"),
        (Session, "get_credentials"),
        (Session, "get_scoped_config"),
        (Session, "create_client"),
        (RequestSigner, "get_auth_instance"),
    ]

    def state() -> list[Any]:
        return [boto3.DEFAULT_SESSION, dict(os.environ), *(vars(owner)[name] for owner, name in patched)]

    before = state()
    with mock_pinpoint(), mock_pinpoint() as pinpoint:
        early_client.create_app(CreateApplicationRequest={"Name": "shop"})
        assert pinpoint.backend().region_name == "eu-west-1"
        assert all(now is not then for now, then in zip(state()[2:], before[2:], strict=True))
    after = state()
    assert after[0] is before[0]
    assert after[1] == before[1]
    assert all(now is then for now, then in zip(after[2:], before[2:], strict=True))


def calls_with_seed(client: PinpointClient, seed: int | str | None) -> dict[str, Any]:
    """All that a call answers but the times."""
    with mock_pinpoint(seed=seed):
        response: Any = client.create_app(CreateApplicationRequest={"Name": "shop"})
    del response["ApplicationResponse"]["CreationDate"]
    metadata = response["ResponseMetadata"]
    trace = metadata["HTTPHeaders"].pop("x-amzn-trace-id")
    del metadata["HTTPHeaders"]["date"]
    return {**response, "trace": trace.split("-")[2:]}


@pytest.mark.parametrize("seed", [7, "a word", 0])
def test_the_same_seed_gives_the_same_ids(early_client: PinpointClient, seed: int | str) -> None:
    assert calls_with_seed(early_client, seed) == calls_with_seed(early_client, seed)


@pytest.mark.parametrize("seed", [8, None])
def test_another_seed_or_none_gives_other_ids(early_client: PinpointClient, seed: int | None) -> None:
    runs = [calls_with_seed(early_client, 7), calls_with_seed(early_client, seed), calls_with_seed(early_client, None)]
    assert len({run["ApplicationResponse"]["Id"] for run in runs}) == 3


@pytest.mark.parametrize(
    "freeze",
    [lambda moment: time_machine.travel(moment, tick=False), freezegun.freeze_time],
    ids=["time_machine", "freezegun"],
)
def test_with_a_seed_dates_are_the_same_too_when_time_stands_still(
    early_client: PinpointClient, freeze: Callable[[datetime.datetime], AbstractContextManager[Any]]
) -> None:
    def responses() -> list[Any]:
        with freeze(datetime.datetime(2026, 11, 1, 12, tzinfo=datetime.timezone.utc)), mock_pinpoint(seed=7):
            created = early_client.create_app(CreateApplicationRequest={"Name": "shop"})
            return [created, early_client.get_apps()]

    first = responses()
    assert first == responses()
    assert first[0]["ApplicationResponse"]["CreationDate"] == "2026-11-01T12:00:00.000Z"


def test_a_seed_leaves_the_global_random_state_alone(early_client: PinpointClient) -> None:
    before = random.getstate()
    calls_with_seed(early_client, 7)
    calls_with_seed(early_client, None)
    assert random.getstate() == before


def test_an_inner_seed_fixes_what_follows() -> None:
    ids = []
    for _ in range(2):
        with mock_pinpoint() as pinpoint:
            pinpoint.add_app()
            with mock_pinpoint(seed=7):
                ids.append(pinpoint.add_app())
    assert ids[0] == ids[1]


def test_the_same_seed_again_repeats_no_ids_in_one_world() -> None:
    mock = mock_pinpoint(seed=7)
    with mock as pinpoint:
        for _ in range(2):
            pinpoint.add_app()
            with mock, mock_pinpoint(seed=7):
                pinpoint.add_app()
        assert len(pinpoint.backend().apps) == 4


def test_other_services_are_refused_at_the_call(no_metadata: None) -> None:
    sts = boto3.client("sts", region_name="eu-west-1", endpoint_url="https://sts.eu-west-1.amazonaws.com")
    with pytest.raises(RealAWSRefused), mock_pinpoint():  # noqa: PT012  (the end is meant, too)
        with pytest.raises(RealAWSRefused) as caught:
            sts.get_caller_identity()
        assert str(caught.value) == (
            "pinpoint_mock: a call to the real AWS service 'sts' was refused "
            "(https://sts.eu-west-1.amazonaws.com/). While a Pinpoint mock is active no test reaches AWS. "
            "Mock that service too, for example with moto's mock_aws around the same test, "
            "or let such calls through with mock_pinpoint(allow_real_aws=True)."
        )


@every_form
def test_a_refusal_that_was_swallowed_is_raised_again_at_the_end(form: Form) -> None:
    async def use() -> None:
        async with form(mock_pinpoint()):
            swallow()

    with pytest.raises(RealAWSRefused, match="'s3'"):
        asyncio.run(use())
    assert not is_active()


def test_a_refusal_is_raised_again_by_the_end_of_the_outermost() -> None:
    outer = mock_pinpoint()
    outer.start()
    with mock_pinpoint():
        swallow()
    with pytest.raises(RealAWSRefused):
        outer.stop()
    assert not is_active()


def test_refusals_are_raised_again_only_once() -> None:
    mock = mock_pinpoint()
    mock.start()
    swallow()
    swallow()
    with pytest.raises(RealAWSRefused):
        mock.stop()
    with mock:
        pass


@pytest.mark.parametrize("form", [as_with, as_async_with, as_decorator])
def test_a_refusal_is_not_raised_again_when_the_test_fails_anyway(form: Form) -> None:
    async def use() -> None:
        async with form(mock_pinpoint()):
            swallow()
            raise ValueError("mine")

    with pytest.raises(ValueError, match="mine") as caught:
        asyncio.run(use())
    assert caught.value.__context__ is None


def test_a_refusal_is_not_raised_twice_when_nothing_swallows_it() -> None:
    with pytest.raises(RealAWSRefused) as caught, mock_pinpoint():
        boto3.client("sts", region_name="eu-west-1").get_caller_identity()
    assert caught.value.__context__ is None


@pytest.mark.parametrize("forget", [PinpointMock.clear, PinpointMock.reset])
def test_refusals_are_forgotten_when_the_logs_are_emptied(forget: Callable[[PinpointMock], None]) -> None:
    with mock_pinpoint() as pinpoint:
        swallow()
        forget(pinpoint)
