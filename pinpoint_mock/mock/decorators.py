"""Decorating functions: each stays what it was, a coroutine, a generator or a plain function, and runs in the mock.

Names, signatures, marks and attributes are those of the decorated function, so that pytest finds its fixtures and
parameters.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractContextManager
from typing import Any

RETURNS = "_pinpoint_mock_returns"
"""The attribute of a decorated function: whether it returns, rather than yields."""

Function = Callable[..., Any]
Context = AbstractContextManager[Any]


def decorate(mock: Context, target: Any) -> Any:
    """What `mock_pinpoint` puts in the place of the function that it decorates. TypeError if it cannot."""
    if is_fixture(target):
        raise TypeError(
            f"pinpoint_mock: {_name(target)} is a pytest fixture already, so @mock_pinpoint above it has no effect. "
            "Put @mock_pinpoint below @pytest.fixture, directly above the function."
        )
    if isinstance(target, (staticmethod, classmethod)):
        return type(target)(decorate(mock, target.__func__))
    if not callable(target):
        raise TypeError(
            f"pinpoint_mock: mock_pinpoint decorates functions and classes, and this is neither but of type "
            f"{_name(type(target))}. Its options have names, as in mock_pinpoint(seed=1)."
        )
    wrap = _kind(target)
    decorated = functools.wraps(target)(wrap(mock, target))
    setattr(decorated, RETURNS, wrap in (_plain, _coroutine))
    return decorated


def ends_at_return(target: Any) -> bool:
    """Whether something is decorated, or has the attributes of what is, and the mock is over when it returns."""
    return getattr(target, RETURNS, False) is True


def is_fixture(target: Any) -> bool:
    """Whether something is a pytest fixture already made: an object since pytest 8.4, a marked function before."""
    return type(target).__name__ == "FixtureFunctionDefinition" or "_pytestfixturefunction" in getattr(
        target, "__dict__", ()
    )


def _name(target: Any) -> str:
    return str(getattr(target, "__name__", "this"))


def _kind(target: Function) -> Callable[[Context, Function], Function]:
    """How to wrap a function, or an object by its `__call__`."""
    for is_kind, wrap in KINDS:
        if is_kind(target) or is_kind(target.__call__):  # type: ignore[operator]  # it is callable
            return wrap
    return _plain


def _plain(mock: Context, target: Function) -> Function:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        with mock:
            return target(*args, **kwargs)

    return wrapper


def _coroutine(mock: Context, target: Function) -> Function:
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        with mock:
            return await target(*args, **kwargs)

    return wrapper


def _generator(mock: Context, target: Function) -> Function:
    def wrapper(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        with mock:
            return (yield from target(*args, **kwargs))

    return wrapper


def _async_generator(mock: Context, target: Function) -> Function:
    async def wrapper(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
        with mock:
            inner = target(*args, **kwargs)
            try:
                item = await inner.__anext__()
                while True:
                    try:
                        sent = yield item
                    except GeneratorExit:
                        raise  # `finally` closes the inner one, which sees it too
                    except BaseException as error:
                        item = await inner.athrow(error)
                    else:
                        item = await inner.asend(sent)
            except StopAsyncIteration:
                return
            finally:
                await inner.aclose()

    return wrapper


KINDS: tuple[tuple[Callable[[Any], bool], Callable[[Context, Function], Function]], ...] = (
    (inspect.iscoroutinefunction, _coroutine),
    (inspect.isasyncgenfunction, _async_generator),
    (inspect.isgeneratorfunction, _generator),
)
