"""`mock_pinpoint`: as decorator, context manager and start()/stop()."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, overload

from pinpoint_mock.mock import fault_checks
from pinpoint_mock.mock.classes import baselines
from pinpoint_mock.mock.classes.entries import Part
from pinpoint_mock.mock.decorators import decorate
from pinpoint_mock.mock.fault_checks import MockEntry
from pinpoint_mock.state import activation, runner
from pinpoint_mock.state.options import UNSET, Options

if TYPE_CHECKING:
    from types import TracebackType

    from pinpoint_mock.mock.facade import PinpointMock
    from pinpoint_mock.state.activation import Activation

__tracebackhide__ = True  # pytest shows the line of the test

Target = TypeVar("Target", bound="Callable[..., Any] | classmethod[Any, Any, Any]")


class MockPinpoint:
    """What `mock_pinpoint()` makes: it can be entered again and again, and while it is active."""

    def __init__(self, options: Options = UNSET, *, is_background: bool = False) -> None:
        self.options = options
        self._is_background = is_background
        self._entries: list[MockEntry] = []

    @property
    def seed(self) -> baselines.Seed | None:
        """The seed of this mock, or of the test in which it is used."""
        own = self.options.seed
        return runner.current.options.seed if own is None else own

    def start(self) -> PinpointMock:
        """Begin to mock, or join the mock that is active; the same as entering `with`."""
        return self.begin("block")

    def begin(self, form: fault_checks.Form) -> PinpointMock:
        """Do what `start` does, in one of the forms of a mock."""
        entry = MockEntry(self.options, self._is_background, form)
        try:
            return self._enter(entry)
        except BaseException:  # also that of a signal, at any moment
            self._abandon(entry)
            raise

    def _enter(self, entry: MockEntry) -> PinpointMock:
        from pinpoint_mock.adapters import patches  # slow to import

        with activation.lock:
            baselines.begin_test()
            active = patches.enter(entry, joins_background=False)
            self._entries.append(entry)
            active.has_own_mock |= not self._is_background
            fault_checks.begin(entry, active)
            seed = self.seed
            if seed is not None:
                baselines.seed_ids(active.world, seed)
            return _facade(active)

    def _abandon(self, entry: MockEntry | None) -> None:
        """Leave with an entry that may have been entered or left by half, or wholly."""
        from pinpoint_mock.adapters import patches

        with activation.lock:
            self._entries = [other for other in self._entries if other is not entry]
            patches.abandon(entry)

    def stop(self) -> None:
        """End what `start` began. RuntimeError if nothing was started.

        If code under test swallowed a `RealAWSRefused` or `ExpectationFailed`, it is raised here.
        """
        self.end(failed=False)

    def end(
        self, *, failed: bool, is_test: bool = False, is_whole: bool | None = None, error: BaseException | None = None
    ) -> None:
        """End what `start` began, knowing how it went.

        A `RealAWSRefused` or `ExpectationFailed` that was swallowed is raised at the end of the outermost entering,
        and at the end of a test even if its class stays inside; it is dropped where the test has `failed` anyway. An
        `error` that leaves the outermost entering gets a note with the messages, unless pytest's plugin shows them.
        AssertionError if a declared fault never applied and it is time to say so, see `fault_checks`; `is_whole` is
        whether all tests that share the mock have passed, None if only the runner of the tests may know.
        """
        if not self._entries:
            raise RuntimeError(
                "pinpoint_mock: stop() was called, but this mock is not active. "
                "Call start() first, and stop() once for each start()."
            )
        entry = self._entries[-1]
        try:
            ended, unreported = self._leave(entry, failed=failed, is_test=is_test, is_whole=is_whole)
        except BaseException:
            self._abandon(entry)
            raise
        if error is not None and ended is not None and not activation.begin_listeners:
            from pinpoint_mock.mock.notes import add_note

            add_note(error, ended)
        if unreported is not None:
            raise unreported

    def _leave(
        self, entry: MockEntry, *, failed: bool, is_test: bool, is_whole: bool | None
    ) -> tuple[Activation | None, BaseException | None]:
        """Leave; the activation if that has ended, and the error that nobody has seen, if there is one."""
        from pinpoint_mock.adapters import patches

        with activation.lock:
            active = activation.activation_of(entry)
            ended = patches.leave(entry)
            self._entries.remove(entry)
            unreported = active.take_unreported() if ended or is_test else []
            unused = fault_checks.end(entry, active, failed=failed, is_whole=is_whole)
            runner.current.not_passed += failed and is_test
            return ended, unreported[0] if unreported and not failed else unused

    def __enter__(self) -> PinpointMock:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        entry = self._entries[-1] if self._entries else None
        try:
            self.end(failed=error is not None, error=error)
        except BaseException:
            self._abandon(entry)
            raise

    async def __aenter__(self) -> PinpointMock:
        return self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.__exit__(kind, error, traceback)

    def __call__(self, target: Target) -> Target:
        """Decorate a function or class so that it runs inside the mock."""
        if isinstance(target, type):
            from pinpoint_mock.mock.classes.decorate import decorate_class

            decorated: Target = decorate_class(self, target)
        else:
            decorated = decorate(Part(self, "test"), target)
        return decorated


def _facade(active: Activation) -> PinpointMock:
    from pinpoint_mock.mock.facade import PinpointMock

    if not isinstance(active.facade, PinpointMock):
        active.facade = PinpointMock(active)
    return active.facade


@overload
def mock_pinpoint(target: Target) -> Target: ...
@overload
def mock_pinpoint(
    *,
    region_name: str | None = None,
    account_id: str | None = None,
    strict_templates: bool | None = None,
    assert_all_faults_used: bool | None = None,
    allow_real_aws: bool | None = None,
    seed: int | str | None = None,
) -> MockPinpoint: ...
def mock_pinpoint(
    target: Any = None,
    *,
    region_name: str | None = None,
    account_id: str | None = None,
    strict_templates: bool | None = None,
    assert_all_faults_used: bool | None = None,
    allow_real_aws: bool | None = None,
    seed: int | str | None = None,
) -> Any:
    """Mock Amazon Pinpoint: a decorator with or without parentheses, `with`, `async with`, or start()/stop().

    Entering gives the `PinpointMock`. An inner mock joins the outer one's world; leaving the outermost detaches the
    world, which stays readable. Each test of a decorated class starts empty, or with what `setUpClass` or
    `setup_class` has put in place. Only Pinpoint is mocked: other AWS services raise `RealAWSRefused`, or go to moto
    where `mock_aws` is active.

    `region_name` and `account_id` are the defaults where neither a client nor a call names them. With
    `strict_templates`, the default, a template variable without a value fails its recipient; with False it renders
    empty. With `assert_all_faults_used`, the default of a decorator, it is an AssertionError at the end if a declared
    failure or answer never applied; a bare `with` and start()/stop() look only if it is True. `allow_real_aws` lets
    calls to other AWS services reach AWS. `seed` makes every id the same from run to run. The options of an inner mock
    end with it; those that it does not set stay as they are outside, else as the test's marker and the ini file say.

    >>> import boto3
    >>> with mock_pinpoint() as pinpoint:
    ...     client = boto3.client("pinpoint")
    ...     app = client.create_app(CreateApplicationRequest={"Name": "shop"})
    >>> app["ApplicationResponse"]["Name"]
    'shop'
    """
    options = Options(
        region_name=region_name,
        account_id=account_id,
        strict_templates=strict_templates,
        assert_all_faults_used=assert_all_faults_used,
        allow_real_aws=allow_real_aws,
        seed=seed,
    )
    mock = MockPinpoint(options)
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
