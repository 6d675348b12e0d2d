"""The setups and teardowns of test classes: from a setup to its teardown the class is inside the mock."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pinpoint_mock.mock import capture, stays
from pinpoint_mock.mock.decorators import decorate, is_fixture
from pinpoint_mock.mock.stays import Part, Stay

if TYPE_CHECKING:
    from pinpoint_mock.mock.lifecycle import MockPinpoint

METHOD_PAIR = ("setup_method", "teardown_method")
CLASS_PAIR = ("setup_class", "teardown_class")
UNITTEST_PAIR = ("setUpClass", "tearDownClass")
RUNNERS = ("run", "debug")
MARK = "_pinpoint_mock"
"""The attribute of decorated classes and of the functions put into them: the mock that did it."""


def is_marked(value: Any, mock: MockPinpoint) -> bool:
    """Whether a mock has put this function, static method or class method into a class."""
    return getattr(_plain(value), "__dict__", {}).get(MARK) is mock


def _plain(value: Any) -> Any:
    """The function of a static, class or partial method, or the value itself."""
    return getattr(value, "__func__", None) or getattr(value, "func", value)


def put(mock: MockPinpoint, cls: type, name: str, function: Any, original: Any = None) -> None:
    """Set an attribute of a class, marked, and with the name and attributes of what it stands for."""
    plain = _plain(function)
    plain.__name__ = name
    plain.__qualname__ = f"{cls.__qualname__}.{name}"
    if original is not None:
        functools.update_wrapper(plain, getattr(original, "__func__", original))
    setattr(plain, MARK, mock)
    setattr(cls, name, function)


# pytest

Pair = tuple[Any, Any]


def wrap_class_pair(mock: MockPinpoint, cls: type) -> bool:
    """Have setup_class enter the mock and teardown_class leave it; whether the class has them."""
    return _wrap_pair(mock, cls, CLASS_PAIR, _class_pair, always=False)


def wrap_method_pair(mock: MockPinpoint, cls: type, *, always: bool) -> bool:
    """Have setup_method enter the mock and teardown_method leave it; `always` gives them to a class without."""
    return _wrap_pair(mock, cls, METHOD_PAIR, _method_pair, always=always)


def _wrap_pair(
    mock: MockPinpoint,
    cls: type,
    names: tuple[str, str],
    make: Callable[[MockPinpoint, Any, Any], Pair],
    *,
    always: bool,
) -> bool:
    originals = [inspect.getattr_static(cls, name, None) for name in names]
    if any(is_fixture(original) for original in originals):
        return False  # the name is taken for something else
    if not always and not any(originals):
        return False
    if not all(is_marked(original, mock) for original in originals):
        for name, function, original in zip(names, make(mock, *originals), originals, strict=True):
            put(mock, cls, name, function, original)
    return True


def _method_pair(mock: MockPinpoint, setup: Any, teardown: Any) -> Pair:
    def begin(self: Any, method: Any = None) -> None:  # pytest looks for a parameter in the code, so *args will not do
        _begin(mock, self, lambda: _call(setup, self, method))

    def end(self: Any, method: Any = None) -> None:
        _end(self, lambda: _call(teardown, self, method))

    return begin, end


def _class_pair(mock: MockPinpoint, setup: Any, teardown: Any) -> Pair:
    def begin(cls: Any) -> None:
        _begin(mock, cls, lambda: _call(setup, cls, cls), share=True)

    def end(cls: Any) -> None:
        _end(cls, lambda: _call(teardown, cls, cls))

    return classmethod(begin), classmethod(end)


def _call(original: Any, owner: Any, argument: Any) -> None:
    """Call a setup or teardown as pytest does: with the argument if it has a positional parameter for it."""
    if original is None:
        return
    function = getattr(original, "__func__", original) if isinstance(owner, type) else original.__get__(owner)
    kinds = {parameter.kind for parameter in inspect.signature(function).parameters.values()}
    if kinds & {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}:
        function(argument)
    else:
        function()


def _begin(mock: MockPinpoint, owner: Any, setup: Callable[[], None], *, share: bool = False) -> None:
    if stays.is_at_work(owner):  # a subclass calls it through super()
        setup()
        return
    with stays.at_work(owner):
        stay = Stay(mock)
        try:
            with Part(mock):
                setup()
        except BaseException:
            stay.end()  # pytest calls no teardown then
            raise
        if share:
            stay.share()
        stays.keep(owner, stay)


def _end(owner: Any, teardown: Callable[[], None]) -> None:
    stay = None if stays.is_at_work(owner) else stays.take(owner)
    if stay is None:
        teardown()
        return
    with stays.at_work(owner), stay:
        teardown()


# unittest


def wrap_runners(mock: MockPinpoint, cls: type) -> None:
    """Have the run of a test enter the mock before its setup, and leave it as the last of its cleanups."""
    for name in RUNNERS:
        if not is_marked(inspect.getattr_static(cls, name), mock):
            _wrap_runner(mock, cls, name)


def _wrap_runner(mock: MockPinpoint, cls: Any, name: str) -> None:
    own = vars(cls).get(name)

    def run(self: Any, *args: Any, **kwargs: Any) -> Any:
        original = getattr(super(cls, self), name) if own is None else own.__get__(self)
        clean_up = self.doCleanups
        has_failed = False

        def watch_and_clean_up() -> Any:
            nonlocal has_failed
            has_failed = _has_failed(self)
            return clean_up()

        stay = Stay(mock)
        self.addCleanup(lambda: stay.end(failed=has_failed))
        self.doCleanups = watch_and_clean_up
        try:
            with _noting(self):
                return original(*args, **kwargs)
        finally:
            vars(self).pop("doCleanups", None)  # of a class that is decorated twice it is gone already
            stay.end(failed=True)  # a test that was skipped or interrupted does no cleanups

    # A partial method is left alone by moto, which would start one mock_aws twice if it decorated this too.
    put(mock, cls, name, functools.partialmethod(run), getattr(cls, name))


@contextlib.contextmanager
def _noting(test: Any) -> Iterator[None]:
    """Note on an exception of a test what the mock has recorded, before the runner of `unittest` writes it down."""
    own = vars(test)
    name = test._testMethodName
    if capture.current is not None or name in own:  # pytest puts the method there
        yield
        return
    from pinpoint_mock.mock.report import Noting

    own[name] = decorate(Noting(), getattr(test, name))
    try:
        yield
    finally:
        own.pop(name, None)


def _has_failed(test: Any) -> bool:
    """Whether a test has failed before its cleanups, by what its runner keeps under a private name."""
    outcome = getattr(test, "_outcome", None)
    return outcome is not None and not (outcome.success and outcome.expectedFailure is None)


def wrap_set_up_class(mock: MockPinpoint, cls: Any) -> None:
    """Have setUpClass enter the mock, where there is one or its teardown, and leave it as the last class cleanup."""
    import unittest

    inherited = [inspect.getattr_static(cls, name) for name in UNITTEST_PAIR]
    if inherited == [vars(unittest.TestCase)[name] for name in UNITTEST_PAIR] or is_marked(inherited[0], mock):
        return
    own = vars(cls).get("setUpClass")

    def set_up_class(subclass: Any) -> None:
        original = super(cls, subclass).setUpClass if own is None else own.__get__(None, subclass)
        if stays.is_at_work(subclass):  # a subclass calls it through super()
            original()
            return
        with stays.at_work(subclass):
            stay = Stay(mock)
            subclass.addClassCleanup(stay.end)
            try:
                with Part(mock):
                    original()
            except Exception:
                raise  # the runners do the class cleanups
            except BaseException:
                stay.end()
                raise
            stay.share()

    put(mock, cls, "setUpClass", classmethod(set_up_class), inherited[0])
