"""Setups and teardowns of decorated classes that call one another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pinpoint_mock import mock_pinpoint
from tests.mock.inside import is_active, names, put


@pytest.fixture(autouse=True)
def _no_mock_is_left() -> Iterator[None]:
    yield
    assert not is_active()


def test_a_setup_that_begins_with_the_teardown() -> None:
    @mock_pinpoint
    class Shop:
        def setup_method(self) -> None:
            self.teardown_method()
            put("setup")

        def teardown_method(self) -> None:
            put("teardown")

    shop = Shop()
    shop.setup_method()
    assert names() == ["teardown", "setup"]
    shop.teardown_method()


def test_a_teardown_that_puts_up_again_what_it_took_down() -> None:
    seen: list[str] = []

    @mock_pinpoint
    class Shop:
        @classmethod
        def setup_class(cls) -> None:
            put("setup")

        @classmethod
        def teardown_class(cls) -> None:
            cls.setup_class()
            seen.extend(names())

    Shop.setup_class()
    Shop.teardown_class()
    assert seen == ["setup", "setup"]


def test_a_class_and_its_instances_enter_each_for_itself() -> None:
    @mock_pinpoint
    class Base:
        @classmethod
        def setup_class(cls) -> None:
            put(cls.__name__)

        @classmethod
        def teardown_class(cls) -> None: ...

        def setup_method(self) -> None:
            put("method")

        def teardown_method(self) -> None: ...

    class Shop(Base):
        pass

    Base.setup_class()
    Shop.setup_class()
    shops = Shop(), Shop()
    for shop in shops:
        shop.setup_method()
    assert names() == ["Base", "Shop", "method", "method"]
    for end in (Base.teardown_class, shops[0].teardown_method, Shop.teardown_class):
        end()
        assert is_active()
    shops[1].teardown_method()
