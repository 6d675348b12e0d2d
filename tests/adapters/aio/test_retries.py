"""aiobotocore's own retries take place, without their waiting."""

from __future__ import annotations

import asyncio
import sys
import types
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import aiobotocore.endpoint
import botocore.exceptions
import freezegun
import pytest

from pinpoint_mock import mock_pinpoint
from tests.adapters.aio.clients import REGION, configured, make_client, over_both, send

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock

MODES = ["legacy", "standard", "adaptive"]


def retrying(http: Any, mode: str) -> Any:
    return make_client(http, config=configured(http, retries={"mode": mode, "max_attempts": 5}))


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever would wait fails, be it in a sleep or for a condition. To be asked for before a mock."""
    for name, wait in {"asyncio": "wait_for", "anyio": "move_on_after"}.items():
        library: Any = sys.modules.get(name, types.ModuleType(name))  # anyio is there with some of the versions
        monkeypatch.setattr(library, wait, lambda *args: pytest.fail("waits for a condition"), raising=False)
        monkeypatch.setattr(library, "sleep", only_yields(getattr(library, "sleep", None)), raising=False)


def only_yields(sleep: Any) -> Callable[[float], Awaitable[None]]:
    async def yield_to_others(seconds: float) -> None:
        assert seconds == 0
        await sleep(0)

    return yield_to_others


@pytest.mark.usefixtures("no_waiting")
@over_both
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "error",
    [
        "TooManyRequestsException",
        "InternalServerErrorException",
        "GatewayError",
        "ReadTimeoutError",
        botocore.exceptions.ConnectionClosedError,
        botocore.exceptions.EndpointConnectionError(endpoint_url="https://pinpoint.eu-west-1.amazonaws.com/"),
    ],
)
def test_a_request_that_fails_twice_is_sent_again(pinpoint: PinpointMock, http: Any, mode: str, error: Any) -> None:
    async def main() -> Any:
        async with retrying(http, mode) as client:
            return await send(client, app_id)

    app_id = pinpoint.add_app(region_name=REGION)
    pinpoint.fail_request("send_messages", error, times=2)
    response = asyncio.run(main())
    assert response["ResponseMetadata"]["RetryAttempts"] == 2
    assert len(pinpoint.sent_messages) == 1
    assert len(pinpoint.retry_delays) >= 2
    assert all(delay > 0 for delay in pinpoint.retry_delays)


@over_both
def test_the_adaptive_mode_does_not_hang_on_a_frozen_clock(pinpoint: PinpointMock, http: Any) -> None:
    async def main() -> None:
        async with retrying(http, "adaptive") as client:
            with freezegun.freeze_time("2026-01-01"):
                for _ in range(10):
                    await client.get_app(ApplicationId=app_id)

    app_id = pinpoint.add_app(region_name=REGION)
    pinpoint.fail_request("get_app", "TooManyRequestsException", times=3)
    asyncio.run(main())
    assert pinpoint.retry_delays


@over_both
def test_retries_that_are_used_up_raise_the_error(pinpoint: PinpointMock, http: Any) -> None:
    async def main(error: type[Exception] | str) -> Any:
        async with retrying(http, "standard") as client:
            expected = error if isinstance(error, type) else getattr(client.exceptions, error)
            with pytest.raises(expected) as caught:
                await client.get_app(ApplicationId=app_id)
            return caught.value

    app_id = pinpoint.add_app(region_name=REGION)
    pinpoint.fail_request("get_app", "ReadTimeoutError")
    asyncio.run(main(botocore.exceptions.ReadTimeoutError))
    pinpoint.fail_request("get_app", "InternalServerErrorException")
    error = asyncio.run(main("InternalServerErrorException"))
    assert error.response["ResponseMetadata"]["RetryAttempts"] == 5


@over_both
def test_a_client_error_is_not_sent_again(pinpoint: PinpointMock, http: Any) -> None:
    async def main() -> None:
        async with retrying(http, "standard") as client:
            with pytest.raises(client.exceptions.BadRequestException):
                await send(client, app_id)
            await send(client, app_id)

    app_id = pinpoint.add_app(region_name=REGION)
    pinpoint.fail_request("send_messages", "BadRequestException", times=1)
    asyncio.run(main())
    assert (len(pinpoint.messages), pinpoint.retry_delays) == (1, [])


@over_both
def test_a_delivery_fails_as_declared(pinpoint: PinpointMock, http: Any) -> None:
    async def main() -> None:
        async with make_client(http) as client:
            await asyncio.gather(*(send(client, app_id) for _ in range(4)))

    app_id = pinpoint.add_app(region_name=REGION)
    pinpoint.fail_delivery(channel="SMS", delivery_status="THROTTLED", times=3)
    asyncio.run(main())
    assert (len(pinpoint.failed_messages), len(pinpoint.sent_messages)) == (3, 1)


def test_others_go_on_while_one_would_wait(pinpoint: PinpointMock) -> None:
    async def main() -> list[str]:
        done: list[str] = []

        async def call(client: Any, name: str) -> None:
            await getattr(client, name)()
            done.append(name)

        async with retrying_client() as client:
            await asyncio.gather(call(client, "get_apps"), call(client, "list_templates"))
        return done

    def retrying_client() -> Any:
        return make_client(config=configured(retries={"mode": "standard", "max_attempts": 5}))

    pinpoint.fail_request("get_apps", "TooManyRequestsException", times=2)
    assert asyncio.run(main()) == ["list_templates", "get_apps"]


def test_afterwards_waiting_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    with mock_pinpoint():
        left_behind = aiobotocore.endpoint.asyncio
        assert left_behind is not asyncio
        assert left_behind.gather is asyncio.gather
    assert aiobotocore.endpoint.asyncio is asyncio
    asyncio.run(left_behind.sleep(0.01))
    assert slept == [0.01]
