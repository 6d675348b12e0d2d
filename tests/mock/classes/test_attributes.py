"""The functions that decorating puts into a class: whose they are, and what they look like."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.mock.classes.attributes import is_marked, replace_attribute


def original(self: object, name: str) -> str:
    """Buy something."""
    return name


def replacement(*arguments: Any) -> int:
    return len(arguments)


KINDS: dict[str, Any] = {
    "function": lambda: lambda *arguments: replacement(*arguments),
    "static method": lambda: staticmethod(lambda *arguments: replacement(*arguments)),
    "class method": lambda: classmethod(lambda *arguments: replacement(*arguments)),
    "partial method": lambda: functools.partialmethod(lambda *arguments: replacement(*arguments), "shop"),
}


@pytest.mark.parametrize(("kind", "count"), list(zip(KINDS, (1, 0, 1, 2), strict=True)))
def test_a_function_of_any_kind_is_marked_with_its_mock(kind: str, count: int) -> None:
    class Shop: ...

    mock, other = mock_pinpoint(), mock_pinpoint()
    replace_attribute(mock, Shop, "buy", KINDS[kind]())
    put: Any = vars(Shop)["buy"]
    assert (is_marked(put, mock), is_marked(put, other)) == (True, False)
    shop: Any = Shop()
    assert shop.buy() == count


def test_a_name_of_its_own_without_an_original() -> None:
    class Shop: ...

    replace_attribute(mock_pinpoint(), Shop, "buy", KINDS["function"]())
    put: Any = vars(Shop)["buy"]
    assert put.__name__ == "buy"
    assert put.__qualname__.endswith("<locals>.Shop.buy")


@pytest.mark.parametrize("kind", ["function", "static method", "class method"])
@pytest.mark.parametrize("wrap", [lambda value: value, staticmethod, classmethod])
def test_the_looks_of_the_original(kind: str, wrap: Any) -> None:
    class Shop: ...

    replace_attribute(mock_pinpoint(), Shop, "buy", KINDS[kind](), wrap(original))
    put: Any = getattr(Shop, "buy")  # noqa: B009  (no attribute that mypy knows)
    assert (put.__name__, put.__doc__) == ("original", "Buy something.")
    assert put.__wrapped__ is original
    assert put.__wrapped__(None, "shop") == "shop"


@pytest.mark.parametrize("value", [None, 7, original, staticmethod(original), functools.partial(original)])
def test_what_no_mock_has_put_there_is_not_marked(value: object) -> None:
    assert not is_marked(value, mock_pinpoint())
