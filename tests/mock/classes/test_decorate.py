"""`mock_pinpoint` over classes: tests, what is derived from a class, what is nested in it."""

from __future__ import annotations

import asyncio
import inspect
import unittest

import pytest

from pinpoint_mock import mock_pinpoint
from tests.mock.inside import put, run, run_unittest


@pytest.mark.parametrize("form", ["mock_pinpoint", "mock_pinpoint()"])
def test_each_test_is_inside_and_starts_empty_and_helpers_are_alone(pytester: pytest.Pytester, form: str) -> None:
    run(
        pytester,
        f"""
@{form}
class TestShop:
    '''Tests of a shop.'''

    test_data = {{"not": "a test"}}

    @pytest.fixture
    def test_shop(self):
        return is_active()

    def helper(self):
        return is_active()

    def test_plain(self):
        assert put() == 1

    @pytest.mark.parametrize("name", ["a", "b"])
    def test_parametrised(self, name, tmp_path):
        assert put(name) == 1 and tmp_path.exists()

    @staticmethod
    def test_static():
        assert put() == 1

    @classmethod
    def test_class(cls):
        assert cls is TestShop and put() == 1

    def test_fixture(self, test_shop):
        assert put() == 1 and not test_shop

def test_helpers_and_the_class_itself():
    assert not TestShop().helper()
    assert TestShop.__doc__ == "Tests of a shop." and TestShop.test_data == {{"not": "a test"}}
    TestShop().test_plain()
""",
        passed=7,
    )


def test_async_tests_stay_coroutines() -> None:
    @mock_pinpoint
    class Shop:
        async def test_async(self) -> int:
            return put()

    assert inspect.iscoroutinefunction(Shop.test_async)
    assert asyncio.run(Shop().test_async()) == 1


def test_tests_of_a_base_are_inside_and_the_base_is_unchanged(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
class Base:
    def setup_method(self):
        self.count = put() if is_active() else None
    def test_inherited(self):
        assert is_active() == isinstance(self, TestShop)
        assert self.count == (1 if is_active() else None)

@mock_pinpoint
class TestShop(Base):
    def test_own(self):
        assert put() == 2

class TestBase(Base):
    pass

def test_base():
    assert set(vars(Base)) == set(vars(TestBase)) | {"setup_method", "test_inherited", "__dict__", "__weakref__"}
""",
        passed=4,
    )


def test_subclasses_of_a_decorated_class_are_inside(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@mock_pinpoint
class TestBase:
    def setup_method(self):
        put("base")
    def test_inherited(self):
        assert names()[0] == "base"

class TestShop(TestBase):
    def setup_method(self):
        super().setup_method()
        put("shop")
    def teardown_method(self):
        super().teardown_method() if hasattr(super(), "teardown_method") else None
        put("end")
    def test_own(self):
        assert names() == ["base", "shop"]

class TestOther(TestShop):
    @classmethod
    def setup_class(cls):
        put("class")
    def setup_method(self, method):
        put("other")
    def test_own(self):
        assert names() == ["class", "other"]
    test_inherited = None
""",
        passed=4,
    )


def test_both_decorated(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@mock_pinpoint
class TestBase:
    @classmethod
    def setup_class(cls):
        put("base")
    def setup_method(self):
        put("method")
    def test_inherited(self):
        assert put() == len(names()) and names()[-2:] == ["method", "shop"]

@mock_pinpoint
class TestShop(TestBase):
    @classmethod
    def setup_class(cls):
        super().setup_class()
        put("sub")
    @pytest.mark.parametrize("round", [1, 2])
    def test_own(self, round):
        put()
        assert names() == ["base", "sub", "method", "shop"]
""",
        passed=4,
    )


def test_init_subclass_of_the_class_and_of_its_bases_is_kept() -> None:
    seen: list[tuple[str, str]] = []

    class Base:
        def __init_subclass__(cls, *, tag: str = "none") -> None:
            seen.append((cls.__name__, tag))

    @mock_pinpoint
    class Plain(Base, tag="a"):
        pass

    class PlainShop(Plain, tag="b"):
        pass

    @mock_pinpoint
    class Own:
        def __init_subclass__(cls, *, tag: str) -> None:
            seen.append((cls.__name__, tag))

    class OwnShop(Own, tag="c"):
        def test_own(self) -> int:
            return put()

    assert seen == [("Plain", "a"), ("PlainShop", "b"), ("OwnShop", "c")]
    assert OwnShop().test_own() == 1


def test_tests_mixed_into_a_test_case() -> None:
    @mock_pinpoint
    class Mixin:
        def test_mixed_in(self) -> None:
            assert put() == 2

    class Shop(Mixin, unittest.TestCase):
        def setUp(self) -> None:
            put()

    assert run_unittest(Shop).wasSuccessful()


def test_nested_classes_are_inside_with_all_that_they_have(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
class Elsewhere:
    def test_elsewhere(self):
        assert not is_active()

class Base:
    class TestInherited:
        def test_a(self):
            assert is_active() == ("TestOuter" in type(self).__qualname__)

@mock_pinpoint
class TestOuter(Base):
    Helper = Elsewhere
    TestHelper = Elsewhere

    class TestInner:
        def setup_method(self):
            put()
        def test_a(self):
            assert put() == 2
        class TestInnermost:
            def setup_method(self):
                pass
            def test_a(self):
                assert put() == 1

    class Unit(unittest.TestCase):
        def test_a(self):
            assert put() == 1

    class Box:
        def test_box(self):
            return is_active()

    def test_classes_that_are_no_tests(self):
        pass

class TestBase(Base):
    pass

def test_others():
    assert not TestOuter.Box().test_box()
    assert TestOuter.TestHelper is Elsewhere
    assert TestOuter.TestInherited.__qualname__ == "TestOuter.TestInherited"
""",
        passed=8,
    )


def test_each_test_of_a_nested_class_starts_with_what_the_setups_put_in_place(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@mock_pinpoint
class TestOuter:
    @classmethod
    def setup_class(cls):
        put("outer")

    def test_a(self):
        assert put() == 2

    class TestInner:
        @classmethod
        def setup_class(cls):
            put("inner")
        @pytest.mark.parametrize("round", [1, 2])
        def test_a(self, round):
            put()
            assert names() == ["outer", "inner", "shop"]

    class TestBare:
        @pytest.mark.parametrize("round", [1, 2])
        def test_a(self, round):
            put()
            assert names() == ["outer", "shop"]
""",
        passed=5,
    )


def test_nested_classes_of_a_subclass_without_decorator() -> None:
    @mock_pinpoint
    class Base:
        class TestInner:
            def test_a(self) -> int:
                return put()

    class Shop(Base):
        class TestOwn:
            def test_a(self) -> int:
                return put()

    assert Shop.TestInner is Base.TestInner
    assert [Shop.TestInner().test_a(), Shop.TestOwn().test_a()] == [1, 1]
