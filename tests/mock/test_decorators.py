"""`mock_pinpoint` over functions of every kind."""

from __future__ import annotations

import asyncio
import functools
import inspect
import threading
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from typing import Any

import pytest

from pinpoint_mock import mock_pinpoint
from tests.mock.inside import is_active, names, put, run

Decorator = Callable[[Any], Any]

both_forms = pytest.mark.parametrize("decorator", [mock_pinpoint, mock_pinpoint()], ids=["bare", "parentheses"])


def plain(count: int, *, name: str = "shop") -> int:
    """Puts applications in place."""
    return [put(name) for _ in range(count)][-1]


async def coroutine(count: int, *, name: str = "shop") -> int:
    """Puts applications in place."""
    await asyncio.sleep(0)
    return plain(count, name=name)


def generator(count: int, *, name: str = "shop") -> Generator[int, None, None]:
    """Puts applications in place."""
    for _ in range(count):
        yield put(name)


async def async_generator(count: int, *, name: str = "shop") -> AsyncGenerator[int, None]:
    """Puts applications in place."""
    for _ in range(count):
        await asyncio.sleep(0)
        yield put(name)


@both_forms
def test_a_function_runs_inside(decorator: Decorator) -> None:
    decorated = decorator(plain)
    assert decorated(2) == 2
    assert not is_active()


@both_forms
def test_a_coroutine_runs_inside(decorator: Decorator) -> None:
    decorated = decorator(coroutine)
    waiting = decorated(2)
    assert not is_active()
    assert asyncio.run(waiting) == 2
    assert not is_active()


@both_forms
def test_a_generator_is_inside_until_it_is_exhausted(decorator: Decorator) -> None:
    iterator = decorator(generator)(2)
    assert not is_active()
    assert next(iterator) == 1
    assert is_active()
    assert list(iterator) == [2]
    assert not is_active()


@both_forms
def test_an_async_generator_is_inside_until_it_is_exhausted(decorator: Decorator) -> None:
    async def consume() -> None:
        iterator = decorator(async_generator)(2)
        assert not is_active()
        assert await iterator.__anext__() == 1
        assert is_active()
        assert [item async for item in iterator] == [2]
        assert not is_active()

    asyncio.run(consume())


@pytest.mark.parametrize("function", [plain, coroutine, generator, async_generator])
def test_name_signature_and_kind_survive(function: Any) -> None:
    function.mark = ["of a test"]
    decorated = mock_pinpoint(function)
    assert decorated is not function
    assert decorated.__name__ == function.__name__
    assert decorated.__doc__ == "Puts applications in place."
    assert decorated.mark == ["of a test"]
    assert inspect.signature(decorated) == inspect.signature(function)
    for kind in (inspect.iscoroutinefunction, inspect.isgeneratorfunction, inspect.isasyncgenfunction):
        assert kind(decorated) == kind(function)


def test_each_call_starts_empty() -> None:
    decorated = mock_pinpoint(plain)
    assert [decorated(2), decorated(1)] == [2, 1]


def test_a_call_inside_another_mock_shares_its_world() -> None:
    with mock_pinpoint():
        put("outer")
        assert mock_pinpoint(plain)(1) == 2
        assert names() == ["outer", "shop"]


def test_static_and_class_methods_on_either_side() -> None:
    class Shop:
        @mock_pinpoint
        @staticmethod
        def static_below() -> int:
            return put()

        @staticmethod
        @mock_pinpoint
        def static_above() -> int:
            return put()

        @mock_pinpoint
        @classmethod
        def class_below(cls) -> tuple[type, int]:
            return cls, put()

        @classmethod
        @mock_pinpoint()
        def class_above(cls) -> tuple[type, int]:
            return cls, put()

    for owner in (Shop, Shop()):
        assert owner.static_below() == 1
        assert owner.static_above() == 1
        assert owner.class_below() == (Shop, 1)
        assert owner.class_above() == (Shop, 1)


def test_a_partial_function() -> None:
    assert mock_pinpoint(functools.partial(plain, 2))() == 2
    decorated = mock_pinpoint(functools.partial(coroutine, 2))
    assert inspect.iscoroutinefunction(decorated)
    assert asyncio.run(decorated()) == 2


def test_an_object_that_can_be_called() -> None:
    class Task:
        def __call__(self, count: int) -> int:
            return plain(count)

    class AsyncTask:
        async def __call__(self, count: int) -> int:
            return await coroutine(count)

    assert mock_pinpoint(Task())(2) == 2
    assert asyncio.run(mock_pinpoint(AsyncTask())(2)) == 2


@pytest.mark.parametrize("target", [7, "seed", property(plain)], ids=["int", "str", "property"])
def test_what_cannot_be_called_is_an_error(target: Any) -> None:
    with pytest.raises(TypeError) as caught:
        mock_pinpoint(target)
    assert str(caught.value) == (
        "pinpoint_mock: mock_pinpoint decorates functions and classes, and this is neither but of type "
        f"{type(target).__name__}. Its options have names, as in mock_pinpoint(seed=1)."
    )


ALREADY_A_FIXTURE = (
    "pinpoint_mock: shop is a pytest fixture already, so @mock_pinpoint above it has no effect. "
    "Put @mock_pinpoint below @pytest.fixture, directly above the function."
)


@both_forms
def test_a_fixture_already_made_is_an_error_that_tells_the_cure(decorator: Decorator) -> None:
    @pytest.fixture
    def shop() -> None: ...

    with pytest.raises(TypeError) as caught:
        decorator(shop)
    assert str(caught.value) == ALREADY_A_FIXTURE


def test_a_fixture_of_an_older_pytest_is_an_error_too() -> None:
    def shop() -> None: ...

    shop._pytestfixturefunction = object()  # type: ignore[attr-defined]  # as pytest before 8.4 does
    with pytest.raises(TypeError) as caught:
        mock_pinpoint(shop)
    assert str(caught.value) == ALREADY_A_FIXTURE


def test_values_exceptions_and_results_of_a_generator_pass_through() -> None:
    heard: list[Any] = []

    @mock_pinpoint
    def talk() -> Generator[str, str, str]:
        heard.append((yield "first"))
        try:
            yield "second"
        except ValueError as error:
            heard.append(error)
        yield "third"
        return "result"

    error = ValueError("thrown in")
    talking = talk()
    assert [next(talking), talking.send("sent"), talking.throw(error)] == ["first", "second", "third"]
    with pytest.raises(StopIteration) as stopped:
        next(talking)
    assert stopped.value.value == "result"
    assert heard == ["sent", error]


def test_a_generator_that_is_closed_early_is_outside_after_its_own_end() -> None:
    ends: list[bool] = []

    @mock_pinpoint
    def wait() -> Iterator[None]:
        try:
            yield
        finally:
            ends.append(is_active())

    waiting = wait()
    next(waiting)
    waiting.close()  # type: ignore[attr-defined]  # a coroutine
    assert ends == [True]
    assert not is_active()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_generators_of_one_function_end_in_any_order(order: tuple[int, int]) -> None:
    decorated = mock_pinpoint(generator)
    iterators = [decorated(1), decorated(1)]
    assert [next(iterator) for iterator in iterators] == [1, 2]
    assert list(iterators[order[0]]) == []
    assert names() == ["shop", "shop"]
    assert list(iterators[order[1]]) == []


def test_values_and_exceptions_of_an_async_generator_pass_through() -> None:
    heard: list[Any] = []

    @mock_pinpoint
    async def talk() -> AsyncGenerator[str, str]:
        heard.append((yield "first"))
        try:
            yield "second"
        except ValueError as error:
            heard.append(error)
        yield "third"

    error = ValueError("thrown in")

    async def listen() -> list[str]:
        talking = talk()
        return [
            await talking.__anext__(),
            await talking.asend("sent"),
            await talking.athrow(error),
            *[item async for item in talking],
        ]

    assert asyncio.run(listen()) == ["first", "second", "third"]
    assert heard == ["sent", error]


@pytest.mark.parametrize("error", [ValueError("thrown in"), KeyboardInterrupt()], ids=["error", "interrupt"])
def test_an_exception_that_an_async_generator_does_not_catch_comes_back(error: BaseException) -> None:
    async def interrupt() -> BaseException:
        iterator = mock_pinpoint(async_generator)(2)
        await iterator.__anext__()
        with pytest.raises(type(error)) as caught:
            await iterator.athrow(error)
        assert not is_active()
        return caught.value

    assert asyncio.run(interrupt()) is error


def test_an_async_generator_that_is_closed_early_is_outside_after_its_own_end() -> None:
    ends: list[bool] = []

    @mock_pinpoint
    async def wait() -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await asyncio.sleep(0)
            ends.append(is_active())

    async def close() -> None:
        waiting = wait()
        await waiting.__anext__()
        await waiting.aclose()
        assert not is_active()

    asyncio.run(close())
    assert ends == [True]


def test_an_async_generator_that_raises_is_outside() -> None:
    @mock_pinpoint
    async def fail() -> AsyncGenerator[None, None]:
        yield
        raise ValueError("mine")

    async def consume() -> None:
        failing = fail()
        await failing.__anext__()
        assert is_active()
        with pytest.raises(ValueError, match="mine"):
            await failing.__anext__()
        assert not is_active()

    asyncio.run(consume())


def test_recursion() -> None:
    @mock_pinpoint
    def descend(depth: int) -> int:
        put()
        return descend(depth - 1) if depth else len(names())

    assert descend(3) == 4


def test_coroutines_at_once() -> None:
    decorated = mock_pinpoint(coroutine)

    async def gather() -> list[int]:
        return await asyncio.gather(*(decorated(1) for _ in range(5)))

    assert sorted(asyncio.run(gather())) == [1, 2, 3, 4, 5]


def test_threads_at_once() -> None:
    count, turns = 8, 50
    together = threading.Barrier(count)
    active: list[bool] = []

    @mock_pinpoint
    def step() -> None:
        active.append(is_active())

    def work() -> None:
        together.wait()
        for _ in range(turns):
            step()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert active == [True] * (count * turns)


def test_the_exception_comes_back_and_the_mock_has_ended() -> None:
    error = ValueError("mine")

    def fail() -> None:
        raise error

    async def async_fail() -> None:
        fail()

    def generator_fail() -> Iterator[None]:
        yield
        fail()

    for call in (
        mock_pinpoint(fail),
        lambda: asyncio.run(mock_pinpoint(async_fail)()),
        lambda: list(mock_pinpoint(generator_fail)()),
    ):
        with pytest.raises(ValueError, match="mine") as caught:
            call()
        assert caught.value is error
        assert not is_active()


def test_fixtures_and_parametrisation_with_pytest(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@pytest.fixture
@mock_pinpoint
def shop():
    put("of the fixture")
    yield current_mock()
    assert names() == ["of the fixture", "of the test"]

@pytest.fixture(scope="module", params=[1, 2])
@mock_pinpoint
def number(request):
    return request.param

@mock_pinpoint
@pytest.mark.parametrize("name", ["a", "b"])
def test_mark_below(name, number):
    assert put(name) == 1
    assert number in (1, 2)

@pytest.mark.parametrize("name", ["a", "b"])
@mock_pinpoint()
def test_mark_above(name, tmp_path):
    assert put(name) == 1

@mock_pinpoint
def test_the_world_of_the_fixture(shop):
    put("of the test")
    assert names() == ["of the fixture", "of the test"]
    assert current_mock() is shop

def test_alone():
    assert not is_active()

@mock_pinpoint
def test_fails():
    assert put() == 2

def test_after_the_failure():
    assert not is_active()
""",
        passed=9,
        failed=1,
    )
