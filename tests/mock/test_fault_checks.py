"""At the end of a mock, whether what was declared in it has applied: in all forms, alone and inside each other."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from pinpoint_mock import PinpointMock, current_mock, mock_pinpoint
from pinpoint_mock.mock.clients import PinpointClientFactory
from pinpoint_mock.mock.lifecycle import MockPinpoint
from pinpoint_mock.state import runner
from tests.mock.inside import is_active, swallow

Body = Callable[[], object]
Form = Callable[[MockPinpoint, Body], object]

UNUSED = r"^pinpoint_mock: 1 declared failure or answer never applied:\n  {}"


def declare(name: str = "a", **options: Any) -> None:
    """Declare a fault that never applies."""
    current_mock().fail_delivery(status_message=name, **options)


def never_applied(name: str = "a") -> Any:
    """Expect that exactly this fault is reported."""
    call = rf"fail_delivery\(status_message='{name}'\): applied 0 times\n(?!  fail)"
    return pytest.raises(AssertionError, match=UNUSED.format(call))


def use(body: Body) -> Body:
    """What is declared in a body applies afterwards."""

    def declare_and_use() -> None:
        pinpoint = current_mock()
        body()
        app_id = pinpoint.add_app()
        PinpointClientFactory(None)().send_messages(
            ApplicationId=app_id,
            MessageRequest={
                "Addresses": {"+15550100": {"ChannelType": "SMS"}},
                "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
            },
        )

    return declare_and_use


def fail() -> None:
    """Declare a fault that never applies, and fail for another reason."""
    declare()
    raise ZeroDivisionError


def as_function(mock: MockPinpoint, body: Body) -> None:
    @mock
    def function() -> None:
        body()

    function()


def as_coroutine(mock: MockPinpoint, body: Body) -> None:
    @mock
    async def coroutine() -> None:
        await asyncio.sleep(0)
        body()

    asyncio.run(coroutine())


def as_generator(mock: MockPinpoint, body: Body) -> None:
    @mock
    def generator() -> Iterator[None]:
        body()
        yield

    list(generator())


def as_context_manager(mock: MockPinpoint, body: Body) -> None:
    @contextlib.contextmanager
    @mock
    def context() -> Iterator[None]:
        yield

    with context():
        body()


def as_async_generator(mock: MockPinpoint, body: Body) -> None:
    @mock
    async def generator() -> AsyncIterator[None]:
        body()
        yield

    async def consume() -> None:
        async for _ in generator():
            pass

    asyncio.run(consume())


def as_static_method(mock: MockPinpoint, body: Body) -> None:
    class Shop:
        @mock
        @staticmethod
        def method() -> None:
            body()

    Shop.method()


def as_with(mock: MockPinpoint, body: Body) -> None:
    with mock:
        body()


def as_async_with(mock: MockPinpoint, body: Body) -> None:
    async def block() -> None:
        async with mock:
            body()

    asyncio.run(block())


def as_start_and_stop(mock: MockPinpoint, body: Body) -> None:
    mock.start()
    try:
        body()
    finally:
        mock.stop()


DECORATORS = [
    as_function,
    as_coroutine,
    as_generator,
    as_context_manager,
    as_async_generator,
    as_static_method,
]
BLOCKS = [as_with, as_async_with, as_start_and_stop]
decorators = pytest.mark.parametrize("form", DECORATORS)
blocks = pytest.mark.parametrize("form", BLOCKS)
forms = pytest.mark.parametrize("form", DECORATORS + BLOCKS)


@decorators
def test_a_decorator_checks(form: Form) -> None:
    with never_applied():
        form(mock_pinpoint(), declare)
    assert not is_active()


@blocks
def test_a_block_does_not(form: Form) -> None:
    form(mock_pinpoint(), declare)


@forms
def test_each_checks_if_the_option_is_true(form: Form) -> None:
    with never_applied():
        form(mock_pinpoint(assert_all_faults_used=True), declare)
    assert not is_active()


@forms
def test_none_checks_if_the_option_is_false(form: Form) -> None:
    form(mock_pinpoint(assert_all_faults_used=False), declare)


@forms
@pytest.mark.parametrize("body", [lambda: declare(optional=True), use(declare)], ids=["optional", "used"])
def test_what_is_optional_or_used_is_fine(form: Form, body: Body) -> None:
    form(mock_pinpoint(assert_all_faults_used=True), body)


@pytest.mark.parametrize("form", [*DECORATORS, as_with, as_async_with])
def test_what_fails_for_another_reason_is_not_failed_again(form: Form) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        form(mock_pinpoint(assert_all_faults_used=True), fail)
    assert caught.value.__context__ is None


@forms
def test_a_refusal_that_was_swallowed_counts_first(form: Form) -> None:
    def swallow_and_declare() -> None:
        swallow()
        declare()

    with pytest.raises(Exception, match="'s3'"):
        form(mock_pinpoint(assert_all_faults_used=True), swallow_and_declare)


def test_it_is_reported_once_and_ends_with_its_mock() -> None:
    mock = mock_pinpoint(assert_all_faults_used=True)
    with never_applied(), mock:
        declare()
    with mock:
        pass


def test_what_was_forgotten_is_not_missed() -> None:
    with mock_pinpoint(assert_all_faults_used=True) as pinpoint:
        declare()
        pinpoint.reset()


def test_clearing_the_logs_forgets_no_declaration() -> None:
    with never_applied(), mock_pinpoint(assert_all_faults_used=True) as pinpoint:
        declare()
        pinpoint.clear()


class TestNested:
    @decorators
    def test_the_end_of_an_inner_mock_does_not_check_what_the_outer_declared(self, form: Form) -> None:
        with mock_pinpoint():
            declare("outer")
            form(mock_pinpoint(), lambda: None)
            form(mock_pinpoint(assert_all_faults_used=True), lambda: None)

    @forms
    def test_what_a_helper_declares_may_apply_after_its_end(self, form: Form) -> None:
        @mock_pinpoint
        def test() -> None:
            use(lambda: form(mock_pinpoint(), declare))()

        test()

    @forms
    def test_what_a_helper_declares_is_checked_at_the_end_of_the_test(self, form: Form) -> None:
        ended: list[str] = []

        @mock_pinpoint
        def test() -> None:
            form(mock_pinpoint(), declare)
            ended.append("helper")

        with never_applied():
            test()
        assert ended == ["helper"]

    @decorators
    @pytest.mark.parametrize("outer", [as_with, as_start_and_stop])
    def test_a_block_around_a_decorated_test_checks_what_that_declared(self, form: Form, outer: Form) -> None:
        def body() -> None:
            declare("outer")
            form(mock_pinpoint(), lambda: declare("inner"))

        with never_applied("inner"):
            outer(mock_pinpoint(), body)

    def test_a_block_around_a_test_that_fails_reports_nothing_of_it(self) -> None:
        with mock_pinpoint(), pytest.raises(ZeroDivisionError):
            as_function(mock_pinpoint(), fail)

    @forms
    def test_an_inner_mock_that_says_so_checks_at_its_own_end(self, form: Form) -> None:
        with mock_pinpoint():
            declare("outer")
            with never_applied("inner"):
                form(mock_pinpoint(assert_all_faults_used=True), lambda: declare("inner"))

    @forms
    def test_an_inner_mock_that_says_no_exempts_what_is_declared_in_it(self, form: Form) -> None:
        @mock_pinpoint
        def test() -> None:
            form(mock_pinpoint(assert_all_faults_used=False), lambda: declare("inner"))
            declare("outer")

        with never_applied("outer"):
            test()

    @forms
    @pytest.mark.parametrize("value", [True, False])
    def test_what_an_inner_mock_does_not_say_is_as_outside(self, form: Form, value: bool) -> None:
        expectation: Any = never_applied() if value else contextlib.nullcontext()
        with expectation, mock_pinpoint(assert_all_faults_used=value):
            form(mock_pinpoint(), declare)

    def test_an_inner_mock_that_says_so_leaves_what_others_declared_before(self) -> None:
        @mock_pinpoint
        def test() -> None:
            as_function(mock_pinpoint(), lambda: declare("helper"))
            with mock_pinpoint(assert_all_faults_used=True):
                pass
            use(lambda: None)()

        test()

    def test_of_mocks_that_end_in_any_order_the_last_checks(self) -> None:
        first, second = mock_pinpoint(assert_all_faults_used=None), mock_pinpoint()
        first.begin("test")
        second.begin("test")
        declare()
        first.end(failed=False)
        with never_applied():
            second.end(failed=False)

    def test_with_mock_aws_around(self) -> None:
        from moto import mock_aws

        with mock_aws(), never_applied():
            as_function(mock_pinpoint(), declare)


class TestShared:
    """Mocks that several tests share, as pytest's plugin says."""

    @pytest.fixture
    def run(self, monkeypatch: pytest.MonkeyPatch) -> runner.Run:
        monkeypatch.setattr(runner, "current", runner.Run())
        return runner.current

    @contextlib.contextmanager
    def shared(self, run: runner.Run, scope: str) -> Iterator[PinpointMock]:
        mock = mock_pinpoint()
        run.shared_by = scope
        pinpoint = mock.begin("test")
        declare("shared")
        run.shared_by = None
        try:
            yield pinpoint
        finally:
            mock.end(failed=False)

    def test_what_no_test_uses_is_reported_at_their_end(self, run: runner.Run) -> None:
        with pytest.raises(AssertionError) as caught, self.shared(run, "module"):
            as_function(mock_pinpoint(), lambda: None)
        text = "pinpoint_mock: 1 declared failure or answer never applied in any test of the module that shares them:\n"
        assert str(caught.value).startswith(text)
        assert "requests" not in str(caught.value)

    def test_each_test_reports_its_own(self, run: runner.Run) -> None:
        with self.shared(run, "module"):
            as_function(mock_pinpoint(), use(lambda: None))
            with never_applied("of a test"):
                as_function(mock_pinpoint(), lambda: declare("of a test"))

    @pytest.mark.parametrize("lacks", [{"not_passed": 1}, {"is_partial": True}, {"names_files": True}])
    def test_where_a_test_may_have_missed_it_nothing_is_reported(self, run: runner.Run, lacks: dict[str, Any]) -> None:
        with self.shared(run, "session"):
            vars(run).update(lacks)

    def test_two_that_are_shared_end_each_for_itself(self, run: runner.Run) -> None:
        def use_the_inner() -> None:
            with pytest.raises(AssertionError, match="module"), self.shared(run, "module"):
                pass

        with pytest.raises(AssertionError, match="session"), self.shared(run, "session"):
            use_the_inner()
