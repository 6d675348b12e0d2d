"""Setups and teardowns of decorated pytest classes, in real runs."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock import mock_pinpoint
from tests.mock.inside import is_active, names, put, run

REFUSED = "*RealAWSRefused: pinpoint_mock: a call to the real AWS service 's3' was refused*"


@pytest.mark.parametrize("arguments", ["self", "self, method"])
def test_setup_test_and_teardown_share_one_world(pytester: pytest.Pytester, arguments: str) -> None:
    run(
        pytester,
        f"""
@mock_pinpoint
class TestShop:
    def setup_method({arguments}):
        assert "method" not in locals() or locals()["method"].__name__.startswith("test")
        assert put("setup") == 1
        self.pinpoint = current_mock()

    def teardown_method({arguments}):
        assert names() == ["setup", "test"] and current_mock() is self.pinpoint

    def test_a(self):
        assert put("test") == 2

    def test_b(self):
        assert put("test") == 2
""",
        passed=2,
    )


@pytest.mark.parametrize("name", ["setup_method", "teardown_method"])
def test_a_setup_or_a_teardown_of_methods_is_enough(pytester: pytest.Pytester, name: str) -> None:
    run(
        pytester,
        f"""
@mock_pinpoint
class TestShop:
    def {name}(self):
        put()
    def test_a(self):
        put()
    def test_b(self):
        assert names() == {["shop"] if name == "setup_method" else []}
""",
        passed=2,
    )


def test_static_and_class_methods(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@mock_pinpoint
class TestShop:
    @classmethod
    def setup_method(cls, method):
        assert cls is TestShop and put() == 1
    @staticmethod
    def teardown_method():
        assert put() == 2
    def test_a(self):
        assert names() == ["shop"]
""",
        passed=1,
    )


def test_fixtures_of_a_test_are_inside_too(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@mock_pinpoint
class TestShop:
    def setup_method(self):
        put("setup")

    @pytest.fixture
    def shop(self):
        put("fixture")
        yield current_mock()
        assert names() == ["setup", "fixture", "test"]

    def test_a(self, shop):
        put("test")
        assert names() == ["setup", "fixture", "test"] and shop is current_mock()
""",
        passed=1,
    )


def test_under_a_decorator_that_hides_the_parameters(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
import functools

def hiding(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper

@mock_pinpoint
class TestShop:
    @classmethod
    @hiding
    def setup_class(cls):
        assert put() == 1
    @hiding
    def setup_method(self):
        assert put() == 2
    @hiding
    def teardown_method(self, method):
        assert put() == 4 and method.__name__ == "test_a"
    @hiding
    def test_a(self):
        assert put() == 3
""",
        passed=1,
    )


def test_instances_that_take_turns() -> None:
    @mock_pinpoint
    class Shop:
        def setup_method(self) -> None:
            put()

        def teardown_method(self) -> None:
            put("end")

    first, second = Shop(), Shop()
    first.setup_method()
    second.setup_method()
    first.teardown_method()
    assert names() == ["shop", "shop", "end"]
    second.teardown_method()


def test_fixtures_under_these_names_stay_fixtures(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@mock_pinpoint
class TestShop:
    @pytest.fixture(autouse=True)
    def setup_method(self, tmp_path):
        self.path = tmp_path
        self.active = is_active()

    def test_a(self):
        assert put() == 1 and self.path.exists() and not self.active
""",
        passed=1,
    )


def test_called_without_pytest() -> None:
    @mock_pinpoint
    class Shop:
        def setup_method(self, method: Any = None) -> None:
            put()

        def teardown_method(self) -> None:
            put("end")

    shop = Shop()
    shop.setup_method()
    assert names() == ["shop"]
    shop.teardown_method()
    assert not is_active()
    with pytest.raises(RuntimeError, match="no mock is active"):
        shop.teardown_method()  # runs alone where there was no setup


@pytest.mark.parametrize(
    ("decorator", "argument"),
    [("@classmethod", "cls"), ("", "cls"), ("@staticmethod", ""), ("@staticmethod", "cls")],
)
def test_each_test_starts_with_what_the_setup_of_the_class_put_in_place(
    pytester: pytest.Pytester, decorator: str, argument: str
) -> None:
    run(
        pytester,
        f"""
@mock_pinpoint
class TestShop:
    {decorator}
    def setup_class({argument}):
        assert {argument or "TestShop"} is TestShop
        put("setup")
        TestShop.pinpoint = current_mock()

    {decorator}
    def teardown_class({argument}):
        assert {argument or "TestShop"} is TestShop
        assert names()[0] == "setup" and current_mock() is TestShop.pinpoint

    @pytest.mark.parametrize("round", [1, 2])
    def test_a(self, round):
        assert put("test") == 2
        assert current_mock() is self.pinpoint

def test_after():
    assert not is_active()
""",
        passed=3,
    )


@pytest.mark.parametrize("name", ["setup_class", "teardown_class"])
def test_a_setup_or_a_teardown_of_the_class_is_enough(pytester: pytest.Pytester, name: str) -> None:
    run(
        pytester,
        f"""
@mock_pinpoint
class TestShop:
    @classmethod
    def {name}(cls):
        put()
    @pytest.mark.parametrize("round", [1, 2])
    def test_a(self, round):
        put()
        assert names() == {["shop"] * (2 if name == "setup_class" else 1)}
""",
        passed=2,
    )


def test_what_fixtures_put_in_place_stays_for_their_test(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@pytest.fixture(autouse=True)
def around():
    with mock_pinpoint():
        put("around")
        yield

@mock_pinpoint
class TestShop:
    @classmethod
    def setup_class(cls):
        put("setup")

    @pytest.fixture
    def shop(self):
        put("fixture")
        yield
        assert names() == ["setup", "around", "fixture", "test"]

    @pytest.mark.parametrize("round", [1, 2])
    def test_a(self, round, shop):
        put("test")
        assert names() == ["setup", "around", "fixture", "test"]
""",
        passed=2,
    )


def test_the_world_of_a_mock_around_the_class_is_kept(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@pytest.fixture(autouse=True, scope="module")
@mock_pinpoint
def around():
    put("around")
    yield

@mock_pinpoint
class TestShop:
    @classmethod
    def setup_class(cls):
        put("setup")
    def test_a(self):
        put("test")
    def test_b(self):
        assert names() == ["around", "setup", "test"]

def test_after():
    assert names() == ["around", "setup", "test"]
""",
        passed=3,
    )
