"""`mock_pinpoint` over the classes of `unittest`, in real runs of its runner and of pytest."""

from __future__ import annotations

import io
import unittest
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock import PinpointMock, current_mock, mock_pinpoint
from tests.mock.inside import is_active, names, put, run, run_unittest

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient
    from mypy_boto3_pinpoint.type_defs import EventsBatchTypeDef, EventTypeDef


def test_setup_test_teardown_and_cleanups_share_one_world() -> None:
    seen: list[list[str]] = []

    @mock_pinpoint
    class Shop(unittest.TestCase):
        def setUp(self) -> None:
            assert put("setup") == 1
            self.addCleanup(lambda: seen.append(names()))

        def tearDown(self) -> None:
            put("teardown")

        def test_a(self) -> None:
            put("a")

        def test_b(self) -> None:
            put("b")

        def helper(self) -> bool:
            return is_active()

    result = run_unittest(Shop)
    assert result.wasSuccessful()
    assert result.testsRun == 2
    assert seen == [["setup", "a", "teardown"], ["setup", "b", "teardown"]]
    assert not Shop("test_a").helper()
    Shop("test_a").debug()
    assert seen[2:] == [["setup", "a", "teardown"]]


def test_async_test_cases() -> None:
    seen: list[list[str]] = []

    @mock_pinpoint()
    class Shop(unittest.IsolatedAsyncioTestCase):
        def setUp(self) -> None:
            put("setUp")

        async def asyncSetUp(self) -> None:
            put("asyncSetUp")
            self.addAsyncCleanup(self.clean_up)

        async def clean_up(self) -> None:
            seen.append(names())

        async def test_a(self) -> None:
            assert put("a") == 3

        def test_b(self) -> None:
            assert put("b") == 3

    assert run_unittest(Shop).wasSuccessful()
    assert seen == [["setUp", "asyncSetUp", "a"], ["setUp", "asyncSetUp", "b"]]


def test_a_runner_of_its_own_is_kept() -> None:
    seen: list[bool] = []

    @mock_pinpoint
    class Shop(unittest.TestCase):
        def run(self, result: Any = None) -> Any:
            seen.append(is_active())
            return super().run(result)

        def test_a(self) -> None:
            assert put() == 1

    assert run_unittest(Shop).wasSuccessful()
    assert seen == [True]


def test_inherited_and_twice_decorated() -> None:
    class Base(unittest.TestCase):
        def test_inherited(self) -> None:
            assert put() == 1

    @mock_pinpoint
    class Shop(Base):
        pass

    class Undecorated(Shop):
        @classmethod
        def setUpClass(cls) -> None:
            super().setUpClass()
            current_mock()

    @mock_pinpoint
    class Decorated(Shop):
        pass

    result = run_unittest(Shop, Undecorated, Decorated)
    assert result.wasSuccessful()
    assert result.testsRun == 3
    assert len(run_unittest(Base).errors) == 1


def test_each_test_starts_with_what_the_setup_of_the_class_put_in_place() -> None:
    seen: list[str] = []

    @mock_pinpoint
    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            cls.addClassCleanup(lambda: seen.extend(names()))
            put("setup")

        @classmethod
        def tearDownClass(cls) -> None:
            put("teardown")

        def setUp(self) -> None:
            assert put("setUp") == 2

        def test_a(self) -> None:
            assert put("test") == 3

        def test_b(self) -> None:
            assert put("test") == 3

    class Sub(Shop):
        pinpoint: PinpointMock

        @classmethod
        def setUpClass(cls) -> None:
            super().setUpClass()
            cls.pinpoint = current_mock()

        def setUp(self) -> None:
            assert current_mock() is self.pinpoint
            super().setUp()

    for cls in (Shop, Sub):
        assert run_unittest(cls).wasSuccessful()
        assert seen == ["setup", "setUp", "test", "teardown"]
        seen.clear()


def test_each_test_starts_with_empty_logs_and_its_end_empties_nothing(early_client: PinpointClient) -> None:
    class Shop(unittest.TestCase):
        pinpoint: PinpointMock
        app_id: str

        @classmethod
        def setUpClass(cls) -> None:
            cls.pinpoint = current_mock()
            cls.app_id = cls.pinpoint.add_app()
            cls.send()

        @classmethod
        def send(cls) -> None:
            event: EventTypeDef = {"EventType": "seen", "Timestamp": "2026-01-01T00:00:00Z"}
            batch: dict[str, EventsBatchTypeDef] = {"endpoint": {"Endpoint": {}, "Events": {"event": event}}}
            early_client.put_events(ApplicationId=cls.app_id, EventsRequest={"BatchItem": batch})

        def test_a(self) -> None:
            assert len(self.pinpoint.events) == 0
            self.send()
            assert len(self.pinpoint.events) == 1

        def test_b(self) -> None:
            self.test_a()

    assert run_unittest(mock_pinpoint(Shop)).wasSuccessful()
    assert len(Shop.pinpoint.events) == 1
    assert list(Shop.pinpoint.backend("us-east-1").apps) == [Shop.app_id]


@pytest.mark.parametrize("is_outside", [True, False])
def test_together_with_mock_aws(is_outside: bool) -> None:
    from moto import mock_aws

    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            put("setup")

        def setUp(self) -> None:
            assert put("setUp") == 2

        def test_a(self) -> None:
            assert put("test") == 3

        def test_b(self) -> None:
            self.test_a()

    decorated: Any = mock_aws(mock_pinpoint(Shop)) if is_outside else mock_pinpoint(mock_aws(Shop))
    assert run_unittest(decorated).wasSuccessful()


def test_a_teardown_of_the_class_alone_is_enough() -> None:
    seen: list[str] = []

    @mock_pinpoint
    class Shop(unittest.TestCase):
        @classmethod
        def tearDownClass(cls) -> None:
            seen.extend(names())

        def test_a(self) -> None:
            assert put() == 1

        def test_b(self) -> None:
            assert put() == 1

    assert run_unittest(Shop).wasSuccessful()
    assert seen == ["shop"]


def test_cleanups_of_a_class_setup_that_raises_are_inside() -> None:
    cleaned: list[str] = []

    @mock_pinpoint
    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            put()
            cls.addClassCleanup(lambda: cleaned.extend(names()))
            raise ValueError

        def test_a(self) -> None: ...

    run_unittest(Shop)
    assert cleaned == ["shop"]


def test_with_pytest(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        """
@pytest.fixture
def shop():
    with mock_pinpoint() as pinpoint:
        put("fixture")
        yield

@mock_pinpoint
class Shop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        put("setup")

    @pytest.fixture(autouse=True)
    def autouse(self, shop):
        pass

    def test_a(self):
        put("test")
        assert names() == ["setup", "fixture", "test"]

    def test_b(self):
        put("test")
        assert names() == ["setup", "fixture", "test"]

@mock_pinpoint
class AsyncShop(unittest.IsolatedAsyncioTestCase):
    async def test_a(self):
        assert put() == 1

@mock_pinpoint
class PytestWords(unittest.TestCase):
    @classmethod
    def setup_class(cls):
        put("class")
    def setup_method(self, method):
        put("method")
    def test_a(self):
        assert names() == ["class", "method"]
    def test_b(self):
        assert names() == ["class", "method"]

@mock_pinpoint
class Skipped(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        put()
        pytest.skip("no")
    def test_a(self):
        pass

@mock_pinpoint
@unittest.skip("no")
class SkippedToo(unittest.TestCase):
    def test_a(self):
        pass

def test_after():
    assert not is_active()
""",
        passed=6,
        skipped=2,
    )


def test_ids_are_the_same_in_any_order_of_tests() -> None:
    def ids(*order: str) -> dict[str, str]:
        found: dict[str, str] = {}

        @mock_pinpoint(seed=1)
        class Shop(unittest.TestCase):
            @classmethod
            def setUpClass(cls) -> None:
                found["setup"] = current_mock().add_app()

            def test_a(self) -> None:
                found["a"] = current_mock().add_app()

            @mock_pinpoint(seed=2)
            def test_b(self) -> None:
                found["b"] = current_mock().add_app()
                assert len(names()) == 2

        suite = unittest.TestSuite(Shop(name) for name in order)
        assert unittest.TextTestRunner(stream=io.StringIO()).run(suite).wasSuccessful()
        return found

    expected = ids("test_a", "test_b")
    assert len(set(expected.values())) == 3
    assert ids("test_b", "test_a", "test_b") == expected


def test_each_test_of_a_class_without_setup_begins_alike() -> None:
    found: list[str] = []

    @mock_pinpoint(seed=1)
    class Shop:
        def test_a(self) -> None:
            found.append(current_mock().add_app())

    run_test: Callable[[], None] = Shop().test_a
    run_test()
    run_test()
    assert found[0] == found[1]
