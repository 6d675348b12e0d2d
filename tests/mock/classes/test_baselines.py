"""What a test of a class declares ends with that test; what the setup of the class declares holds in each of them."""

from __future__ import annotations

import contextlib
import functools
import unittest
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError

from pinpoint_mock import current_mock, mock_pinpoint
from tests.mock.inside import run, run_unittest

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from mypy_boto3_pinpoint import PinpointClient

PHONE = "+15550100"


@functools.cache
def client() -> PinpointClient:
    """A client for all tests: each is slow to make."""
    with mock_pinpoint():
        return boto3.client("pinpoint", region_name="us-east-1")


def is_delivered(**message: Any) -> bool:
    """Whether an SMS gets to a phone, from a new application."""
    request: Any = {"Addresses": {PHONE: {"ChannelType": "SMS"}}, "MessageConfiguration": {}, **message}
    app_id = current_mock().add_app(region_name="us-east-1")
    client().send_messages(ApplicationId=app_id, MessageRequest=request)
    return current_mock().messages.last.delivery_status == "SUCCESSFUL"


def sends_sms(**sms: str) -> bool:
    return is_delivered(MessageConfiguration={"SMSMessage": {"Body": "Hi", **sms}})


def refuses_template() -> bool:
    """Whether a template is not sent of which a variable has no value."""
    with contextlib.suppress(client().exceptions.BadRequestException):  # it may be there already
        client().create_sms_template(TemplateName="hi", SMSTemplateRequest={"Body": "Hi {{Attributes.name}}"})
    return not is_delivered(TemplateConfiguration={"SMSTemplate": {"Name": "hi"}})


def gets_apps() -> bool:
    try:
        client().get_apps()
    except ClientError:
        return False
    return True


def knows_no_carrier() -> bool:
    answer = client().phone_number_validate(NumberValidateRequest={"PhoneNumber": PHONE})
    return answer["NumberValidateResponse"].get("Carrier") != "Example Telephone"


def declaration(declare: Callable[[], object]) -> Callable[[], AbstractContextManager[object]]:
    @contextlib.contextmanager
    def declared() -> Iterator[None]:
        declare()
        yield

    return declared


DECLARATIONS: dict[str, tuple[Callable[[], AbstractContextManager[object]], Callable[[], bool]]] = {
    "fail_delivery": (declaration(lambda: current_mock().fail_delivery(address=PHONE)), sends_sms),
    "fail_request": (declaration(lambda: current_mock().fail_request("get_apps", "BadRequestException")), gets_apps),
    "owns": (
        declaration(lambda: current_mock().owns(origination_numbers=["+15550199"])),
        lambda: sends_sms(OriginationNumber="+15550198"),
    ),
    "strict_templates": (lambda: mock_pinpoint(strict_templates=False), refuses_template),
    "add_phone_number": (
        declaration(lambda: current_mock().add_phone_number(PHONE, Carrier="Example Telephone")),
        knows_no_carrier,
    ),
}
"""How each declaration is made, and what holds as long as it is not."""


def declare_once(name: str) -> None:
    """The body of a test that must find nothing declared, and then declares it."""
    declared, is_free = DECLARATIONS[name]
    assert is_free()
    with declared():
        assert not is_free()


every_declaration = pytest.mark.parametrize("name", DECLARATIONS)


@every_declaration
@pytest.mark.parametrize("set_up", ["setUpClass", "setUpTestData"])
def test_unittest_classes(name: str, set_up: str) -> None:
    class Base(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            if set_up == "setUpTestData":
                cls.setUpTestData()

        @classmethod
        def setUpTestData(cls) -> None:
            """As the TestCase of Django calls it."""
            current_mock().add_app()

    @mock_pinpoint
    class Shop(Base):
        def test_a(self) -> None:
            declare_once(name)

        def test_b(self) -> None:
            declare_once(name)

    result = run_unittest(Shop)
    assert (result.testsRun, result.errors, result.failures) == (2, [], [])


@every_declaration
def test_pytest_classes(pytester: pytest.Pytester, name: str) -> None:
    run(
        pytester,
        f"""
from tests.mock.classes.test_baselines import declare_once

@mock_pinpoint
class TestShop:
    @classmethod
    def setup_class(cls):
        pass
    def test_a(self):
        declare_once({name!r})
    def test_b(self):
        declare_once({name!r})
""",
        passed=2,
    )


def test_a_declaration_of_the_setup_counts_anew_in_each_test() -> None:
    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            current_mock().fail_delivery(address=PHONE, times=1)
            current_mock().fail_request("get_apps", "BadRequestException", times=1, after=1)

        def test_a(self) -> None:
            assert [sends_sms(), sends_sms()] == [False, True]
            assert [gets_apps(), gets_apps(), gets_apps()] == [True, False, True]
            current_mock().assert_all_faults_used()

        def test_b(self) -> None:
            self.test_a()

    result = run_unittest(mock_pinpoint(Shop))
    assert (result.testsRun, result.errors, result.failures) == (2, [], [])


def test_retry_delays_end_with_their_test() -> None:
    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            current_mock().fail_request("get_apps", "TooManyRequestsException", times=1)

        def test_a(self) -> None:
            assert gets_apps()
            assert len(current_mock().retry_delays) == 1

        def test_b(self) -> None:
            self.test_a()

    result = run_unittest(mock_pinpoint(Shop))
    assert (result.testsRun, result.errors, result.failures) == (2, [], [])


def test_a_seed_of_a_test_ends_with_it_and_without_a_seed_no_id_comes_twice() -> None:
    fresh: list[str] = []
    seeded: list[str] = []

    @mock_pinpoint
    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            fresh.append(current_mock().add_app())

        def test_a(self) -> None:
            fresh.append(current_mock().add_app())
            with mock_pinpoint(seed=1):
                seeded.append(current_mock().add_app())

        def test_b(self) -> None:
            self.test_a()

    assert run_unittest(Shop).wasSuccessful()
    assert len(set(fresh)) == 3
    assert seeded[0] == seeded[1]


def test_where_the_setup_has_used_a_seed_its_ids_go_on_alike_in_each_test() -> None:
    found: list[str] = []

    @mock_pinpoint
    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            with mock_pinpoint(seed=1):
                found.append(current_mock().add_app())

        def test_a(self) -> None:
            found.append(current_mock().add_app())

        def test_b(self) -> None:
            self.test_a()

    assert run_unittest(Shop).wasSuccessful()
    assert found[1] == found[2] != found[0]
