"""Why a look-up has found nothing, beside the service's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import Jobs, explanation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


class TestApplications:
    def test_one_of_another_region(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        pinpoint.add_app(application_id="shop", region_name="eu-west-1")
        found = explanation(pinpoint, lambda: client.get_app(ApplicationId="shop-eu"))
        assert found == "no application 'shop-eu' in us-east-1 of 123456789012; there: 'shop' in eu-west-1"

    def test_the_same_id_comes_first_and_another_account_is_named(
        self, pinpoint: PinpointMock, client: PinpointClient
    ) -> None:
        for number in range(4):
            pinpoint.add_app(application_id=f"here-{number}", region_name="us-east-1")
        pinpoint.add_app(application_id="shop", region_name="eu-west-1", account_id="210987654321")
        found = explanation(pinpoint, lambda: client.get_channels(ApplicationId="shop"))
        assert found.endswith(
            "there: 'shop' in eu-west-1 of 210987654321, 'here-0' in us-east-1, 'here-1' in us-east-1 and 2 more"
        )

    def test_a_name_instead_of_an_id(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        pinpoint.add_app(application_id="a1", region_name="us-east-1", name="shop")
        found = explanation(pinpoint, lambda: client.get_app(ApplicationId="shop"))
        assert found.endswith("there: 'a1' (whose name that is) in us-east-1")

    def test_none_at_all(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        found = explanation(pinpoint, lambda: client.get_app(ApplicationId="shop"))
        assert found == "no application 'shop' in us-east-1 of 123456789012; there: none"

    def test_one_that_was_deleted(self, pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
        client.delete_app(ApplicationId=app_id)
        found = explanation(pinpoint, lambda: client.delete_app(ApplicationId=app_id))
        assert found == f"application '{app_id}' in us-east-1 of 123456789012 was deleted"


class TestEndpointsAndUsers:
    @pytest.mark.parametrize("method", ["get_endpoint", "delete_endpoint"])
    def test_an_endpoint_with_the_nearest_and_how_many_more(
        self, pinpoint: PinpointMock, client: PinpointClient, method: str
    ) -> None:
        pinpoint.add_app(application_id="shop", region_name="us-east-1")
        for endpoint_id in ("a", "b", "c", "d", "Phone-1"):
            pinpoint.add_endpoint(
                "shop", channel="SMS", address=endpoint_id, endpoint_id=endpoint_id, region_name="us-east-1"
            )
        found = explanation(pinpoint, lambda: getattr(client, method)(ApplicationId="shop", EndpointId="Phone-2"))
        assert found == "no endpoint 'Phone-2' in application 'shop'; there: 'Phone-1', 'a', 'b' and 2 more"

    def test_one_that_another_application_has(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        for application_id, region_name in (("shop", "us-east-1"), ("blog", "eu-west-1")):
            pinpoint.add_app(application_id=application_id, region_name=region_name)
        pinpoint.add_endpoint(
            "blog", channel="SMS", address="+1", endpoint_id="phone", user_id="ada", region_name="eu-west-1"
        )
        also = "; one is in application 'blog' in eu-west-1"
        found = explanation(pinpoint, lambda: client.get_endpoint(ApplicationId="shop", EndpointId="phone"))
        assert found == f"no endpoint 'phone' in application 'shop'; there: none{also}"
        found = explanation(pinpoint, lambda: client.get_user_endpoints(ApplicationId="shop", UserId="ada"))
        assert found == f"no endpoint of user 'ada' in application 'shop'; users there: none{also}"

    @pytest.mark.parametrize("method", ["get_user_endpoints", "delete_user_endpoints"])
    def test_a_user_in_another_case(self, pinpoint: PinpointMock, client: PinpointClient, method: str) -> None:
        pinpoint.add_app(application_id="shop", region_name="us-east-1")
        pinpoint.add_endpoint("shop", channel="SMS", address="+1", user_id="ada", region_name="us-east-1")
        found = explanation(pinpoint, lambda: getattr(client, method)(ApplicationId="shop", UserId="Ada"))
        assert found == "no endpoint of user 'Ada' in application 'shop'; users there: 'ada'"


class TestJobs:
    def test_one_of_the_other_kind_with_how_many_more(
        self, pinpoint: PinpointMock, client: PinpointClient, jobs: Jobs
    ) -> None:
        exported = jobs.create_export()["Id"]
        imported = [jobs.create_import(jobs.url("users.csv"))["Id"] for _ in range(4)]
        place = f"application '{jobs.app_id}'"
        found = explanation(pinpoint, lambda: jobs.get_import(exported))
        assert found.startswith(f"no import job '{exported}' in {place}; there: '")
        assert found.endswith("' and 1 more; it is one of the export jobs")
        found = explanation(pinpoint, lambda: jobs.get_export(imported[0]))
        assert found == (f"no export job '{imported[0]}' in {place}; there: '{exported}'; it is one of the import jobs")

    @pytest.mark.parametrize("kind", ["import", "export"])
    def test_none_at_all(self, pinpoint: PinpointMock, client: PinpointClient, app_id: str, kind: str) -> None:
        method = getattr(client, f"get_{kind}_job")
        found = explanation(pinpoint, lambda: method(ApplicationId=app_id, JobId="j1"))
        assert found == f"no {kind} job 'j1' in application '{app_id}'; there: none"


class TestTemplates:
    def test_one_of_another_type_and_region(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        client.create_email_template(TemplateName="welcome", EmailTemplateRequest={})
        client.create_sms_template(TemplateName="goodbye", SMSTemplateRequest={})
        found = explanation(pinpoint, lambda: client.get_sms_template(TemplateName="welcome"))
        assert found == (
            "no SMS template 'welcome' in us-east-1 of 123456789012; there: 'goodbye'; "
            "of that name: EMAIL in us-east-1 of 123456789012"
        )

    def test_a_version(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        client.create_sms_template(TemplateName="hello", SMSTemplateRequest={})
        client.update_sms_template(TemplateName="hello", SMSTemplateRequest={}, CreateNewVersion=True)
        found = explanation(pinpoint, lambda: client.get_sms_template(TemplateName="hello", Version="3"))
        assert found == "no version '3' of the SMS template 'hello'; there: '2', '1'"

    @pytest.mark.parametrize(
        ("named", "expected"),
        [
            ({"Name": "nope"}, "no SMS template 'nope' in us-east-1 of 123456789012; there: 'hello'"),
            ({"Name": "hello", "Version": "3"}, "no version '3' of the SMS template 'hello'; there: '1'"),
        ],
    )
    def test_one_that_a_send_names(
        self, pinpoint: PinpointMock, client: PinpointClient, app_id: str, named: Any, expected: str
    ) -> None:
        client.create_sms_template(TemplateName="hello", SMSTemplateRequest={})
        request: Any = {
            "Addresses": {"+1": {"ChannelType": "SMS"}},
            "MessageConfiguration": {},
            "TemplateConfiguration": {"SMSTemplate": named},
        }
        found = explanation(pinpoint, lambda: client.send_messages(ApplicationId=app_id, MessageRequest=request))
        assert found == expected
