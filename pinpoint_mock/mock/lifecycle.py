"""`mock_pinpoint`: as decorator, context manager and start()/stop()."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar, overload

from pinpoint_mock.adapters import activation, credentials, moto, transport  # noqa: F401  (they register patches)
from pinpoint_mock.adapters.activation import Activation, Entry
from pinpoint_mock.mock.decorators import decorate
from pinpoint_mock.mock.facade import PinpointMock

Target = TypeVar("Target", bound=Callable[..., Any])


class MockPinpoint:
    """A mock that can be entered, also more than once at a time. Made by `mock_pinpoint()`."""

    def __init__(self, *, seed: int | str | None = None, allow_real_aws: bool = False) -> None:
        self._seed = seed
        self._allow_real_aws = allow_real_aws
        self._entries: list[Entry] = []

    def start(self) -> PinpointMock:
        """Begin to mock, or join the mock that is active; the same as entering `with`."""
        entry = Entry(allow_real_aws=self._allow_real_aws)
        active = activation.enter(entry)
        if self._seed is not None:
            active.world.ids.seed(self._seed)
        self._entries.append(entry)
        return _facade(active)

    def stop(self) -> None:
        """End what `start` began. RuntimeError if nothing was started.

        If code under test swallowed a `RealAWSRefused`, it is raised here.
        """
        ended = self._leave()
        if ended is not None and ended.refused:
            raise ended.refused[0]

    def _leave(self) -> Activation | None:
        if not self._entries:
            raise RuntimeError(
                "pinpoint_mock: stop() was called, but this mock is not active. "
                "Call start() first, and stop() once for each start()."
            )
        return activation.leave(self._entries.pop())

    def __enter__(self) -> PinpointMock:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            self.stop()
        else:
            self._leave()

    async def __aenter__(self) -> PinpointMock:
        return self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.__exit__(kind, error, traceback)

    def __call__(self, target: Target) -> Target:
        """Decorate a function or class so that it runs inside the mock."""
        decorated: Target = decorate(self, target)
        return decorated


def _facade(active: Activation) -> PinpointMock:
    if active.facade is None:
        active.facade = PinpointMock(active)
    facade: PinpointMock = active.facade
    return facade


@overload
def mock_pinpoint(target: Target) -> Target: ...
@overload
def mock_pinpoint(*, seed: int | str | None = None, allow_real_aws: bool = False) -> MockPinpoint: ...
def mock_pinpoint(target: Any = None, *, seed: int | str | None = None, allow_real_aws: bool = False) -> Any:
    """Mock Amazon Pinpoint: a decorator with or without parentheses, `with`, `async with`, or start()/stop().

    `seed` makes every id the same from run to run; `allow_real_aws` lets calls to other AWS services reach AWS.
    Entering gives the `PinpointMock`. An inner mock joins the outer one's world; leaving the outermost detaches the
    world, which stays readable. Only Pinpoint is mocked: other AWS services raise `RealAWSRefused`, or go to moto
    where `mock_aws` is active.

    >>> import boto3
    >>> with mock_pinpoint() as pinpoint:
    ...     client = boto3.client("pinpoint")
    ...     app = client.create_app(CreateApplicationRequest={"Name": "shop"})
    >>> app["ApplicationResponse"]["Name"]
    'shop'
    """
    mock = MockPinpoint(seed=seed, allow_real_aws=allow_real_aws)
    return mock if target is None else mock(target)


def current_mock() -> PinpointMock:
    """The `PinpointMock` that is active. RuntimeError if none is."""
    active = activation.current()
    if active is None:
        raise RuntimeError(
            "pinpoint_mock: no mock is active. Decorate the test with @mock_pinpoint, "
            "or call current_mock() inside `with mock_pinpoint():`."
        )
    return _facade(active)
