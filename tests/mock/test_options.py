"""The options of `mock_pinpoint`: which there are, and how long they hold where one mock is inside another."""

from __future__ import annotations

import inspect
import sys
import typing
import unittest
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session

from pinpoint_mock import RealAWSRefused, current_mock, mock_pinpoint
from pinpoint_mock.state.options import FIELDS, MOCK, SESSION, TEST, Options, names
from tests.mock.inside import run_unittest
from tests.wire import send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

Read = Callable[["PinpointClient"], object]


def check_options(function: Callable[..., Any]) -> None:
    """Check that a function takes exactly the options of a mock, as they are declared, and none by default."""
    parameters = [parameter for name, parameter in inspect.signature(function).parameters.items() if name != "target"]
    assert [parameter.name for parameter in parameters] == names(MOCK)
    for parameter in parameters:
        assert parameter.annotation == FIELDS[parameter.name].type
        assert (parameter.kind, parameter.default) == (inspect.Parameter.KEYWORD_ONLY, None)


class TestParameters:
    def test_are_the_options_of_a_mock(self) -> None:
        check_options(mock_pinpoint)

    @pytest.mark.skipif(sys.version_info < (3, 11), reason="overloads leave no trace before Python 3.11")
    def test_are_known_to_type_checkers(self) -> None:
        bare, with_options = typing.get_overloads(mock_pinpoint)  # type: ignore[attr-defined,unused-ignore]  # see above
        assert list(inspect.signature(bare).parameters) == ["target"]
        check_options(with_options)

    @pytest.mark.parametrize("name", names(MOCK))
    def test_each_arrives_and_is_explained(self, name: str) -> None:
        value: Any = object()
        assert mock_pinpoint(**{name: value}).options == Options(**{name: value})
        assert f"`{name}`" in (mock_pinpoint.__doc__ or "")

    @pytest.mark.parametrize("name", names(TEST, SESSION))
    def test_those_of_pytest_are_refused(self, name: str) -> None:
        with pytest.raises(TypeError, match=f"unexpected keyword argument '{name}'"):
            mock_pinpoint(**{name: None})


def is_strict(client: PinpointClient) -> bool:
    """Whether a template variable without a value fails its recipient."""
    pinpoint = current_mock()
    app_id = pinpoint.add_app(region_name="us-east-1", account_id="123456789012")
    client.create_sms_template(TemplateName=app_id, SMSTemplateRequest={"Body": "Hi {{name}}"})
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": {"+15550100": {"ChannelType": "SMS"}},
            "MessageConfiguration": {},
            "TemplateConfiguration": {"SMSTemplate": {"Name": app_id}},
        },
    )
    return pinpoint.messages.one(application_id=app_id).delivery_status == "PERMANENT_FAILURE"


def reaches_aws(client: PinpointClient) -> bool:
    """Whether a call to another AWS service passes, here to the stand-in of `_wire`."""
    try:
        return send("GET", "/", host="https://sqs.us-east-1.amazonaws.com", service="sqs").body == b"real"
    except RealAWSRefused:
        current_mock().clear()
        return False


def region(client: PinpointClient) -> str:
    """The default region, of new clients too."""
    found = current_mock().backend().region_name
    assert boto3.session.Session().client("pinpoint").meta.region_name == found
    return found


def account(client: PinpointClient) -> str:
    """The default account, of a call too."""
    found = current_mock().backend().account_id
    arn = client.create_app(CreateApplicationRequest={"Name": "shop"})["ApplicationResponse"]["Arn"]
    assert arn.split(":")[4] == found
    return found


NESTED = [
    ("strict_templates", is_strict, True, None, False),
    ("strict_templates", is_strict, True, False, True),
    ("allow_real_aws", reaches_aws, False, None, True),
    ("allow_real_aws", reaches_aws, False, True, False),
    ("region_name", region, "us-east-1", None, "eu-west-1"),
    ("region_name", region, "us-east-1", "eu-west-1", "eu-west-2"),
    ("account_id", account, "123456789012", None, "210987654321"),
    ("account_id", account, "123456789012", "210987654321", "111111111111"),
]
"""An option, how to see it, its default, and its values in an outer and an inner mock."""


@pytest.mark.parametrize(("name", "read", "default", "outer", "inner"), NESTED)
class TestNesting:
    @pytest.fixture(autouse=True)
    def _wire(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Body:
            def stream(self) -> Iterator[bytes]:
                yield b"real"

        def answer(session: object, request: Any) -> AWSResponse:
            return AWSResponse(request.url, 200, {}, Body())  # type: ignore[arg-type]  # as urllib3's

        monkeypatch.setattr(URLLib3Session, "send", answer)
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)

    def test_an_inner_value_ends_with_its_mock(
        self, early_client: PinpointClient, name: str, read: Read, default: object, outer: Any, inner: Any
    ) -> None:
        with mock_pinpoint(**{name: outer}):
            before = read(early_client)
            assert before == (default if outer is None else outer)
            with mock_pinpoint(**{name: inner}):
                assert read(early_client) == inner
                with mock_pinpoint():
                    assert read(early_client) == inner
            assert read(early_client) == before

    def test_of_mocks_that_end_in_any_order_the_newest_holds(
        self, early_client: PinpointClient, name: str, read: Read, default: object, outer: Any, inner: Any
    ) -> None:
        mocks = [mock_pinpoint(**{name: value}) for value in (outer, inner, None)]
        for mock in mocks:
            mock.start()
        mocks[0].stop()
        assert read(early_client) == inner
        mocks[1].stop()
        assert read(early_client) == default
        mocks[2].stop()


def test_an_option_of_one_test_does_not_reach_the_next(early_client: PinpointClient) -> None:
    seen: list[bool] = []

    @mock_pinpoint
    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            seen.append(is_strict(early_client))

        @mock_pinpoint(strict_templates=False)
        def test_a(self) -> None:
            seen.append(is_strict(early_client))

        def test_b(self) -> None:
            seen.append(is_strict(early_client))

    assert run_unittest(Shop).wasSuccessful()
    assert seen == [True, False, True]


def test_the_defaults_hold_for_reading_after_the_end() -> None:
    with mock_pinpoint(region_name="eu-west-1", account_id="210987654321") as pinpoint:
        app_id = pinpoint.add_app()
    with mock_pinpoint():
        assert list(pinpoint.backend().apps) == [app_id]
    backend = pinpoint.backend()
    assert (backend.region_name, backend.account_id) == ("eu-west-1", "210987654321")
    assert list(backend.apps) == [app_id]
