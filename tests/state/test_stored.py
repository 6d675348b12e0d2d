"""`pinpoint.apps`, `endpoints` and `templates`: what a mock holds, as a test reads it."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from typing import TYPE_CHECKING, Any

import freezegun
import pytest

from pinpoint_mock import mock_pinpoint, pinpoint_backends

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

PHONE = "+15550100"
NOON = datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.timezone.utc)


@pytest.fixture
def app_id(pinpoint: PinpointMock) -> str:
    return pinpoint.add_app(application_id="shop", name="The shop", channels=["SMS", "EMAIL"], tags={"team": "blue"})


def add_people(pinpoint: PinpointMock, app_id: str) -> None:
    for user_id, channel, address in (
        ("ada", "SMS", PHONE),
        ("ada", "EMAIL", "ada@example.com"),
        ("bob", "SMS", "+15550101"),
    ):
        pinpoint.add_endpoint(
            app_id, endpoint_id=f"{user_id}-{channel.lower()}", channel=channel, address=address, user_id=user_id
        )


def test_an_application(pinpoint: PinpointMock, client: PinpointClient) -> None:
    with freezegun.freeze_time(NOON):
        pinpoint.add_app(application_id="shop", name="The shop", channels=["SMS", "EMAIL"], tags={"team": "blue"})
    client.update_email_channel(
        ApplicationId="shop", EmailChannelRequest={"Enabled": False, "FromAddress": "a@example.com", "Identity": "arn"}
    )
    assert dataclasses.asdict(pinpoint.apps.one()) == {
        "application_id": "shop",
        "name": "The shop",
        "arn": "arn:aws:mobiletargeting:us-east-1:123456789012:apps/shop",
        "region_name": "us-east-1",
        "account_id": "123456789012",
        "creation_date": NOON,
        "channels": ["SMS"],
        "tags": {"team": "blue"},
    }


def test_an_endpoint_with_everything(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    with freezegun.freeze_time(NOON):
        client.update_endpoint(
            ApplicationId=app_id,
            EndpointId="Phone",
            EndpointRequest={
                "Address": PHONE,
                "ChannelType": "SMS",
                "Attributes": {"colors": ["red"]},
                "Demographic": {"Locale": "en_US"},
                "EffectiveDate": "2029-12-31T23:00:00+01:00",
                "Location": {"City": "Seattle"},
                "Metrics": {"age": 7.0},
                "OptOut": "ALL",
                "User": {"UserId": "ada", "UserAttributes": {"name": ["Ada"]}},
            },
        )
    record = pinpoint.endpoints.one()
    stored = client.get_endpoint(ApplicationId=app_id, EndpointId="phone")["EndpointResponse"]
    assert dataclasses.asdict(record) == {
        "application_id": "shop",
        "endpoint_id": "Phone",
        "region_name": "us-east-1",
        "account_id": "123456789012",
        "channel": "SMS",
        "address": PHONE,
        "user_id": "ada",
        "endpoint_status": "ACTIVE",
        "opt_out": "ALL",
        "attributes": {"colors": ["red"]},
        "user_attributes": {"name": ["Ada"]},
        "metrics": {"age": 7.0},
        "demographic": {"Locale": "en_US"},
        "location": {"City": "Seattle"},
        "cohort_id": stored["CohortId"],
        "effective_date": NOON - datetime.timedelta(hours=14),
        "creation_date": NOON,
    }


def test_an_endpoint_with_nothing(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    client.update_endpoint(ApplicationId=app_id, EndpointId="bare", EndpointRequest={})
    record = pinpoint.endpoints.one(endpoint_id="bare")
    assert (record.channel, record.address, record.user_id) == (None, None, None)
    assert record.attributes == record.user_attributes == {}
    assert record.metrics == {}
    assert record.demographic == record.location == {}
    assert record.describe() == "- -: bare, ACTIVE"


def test_a_template(pinpoint: PinpointMock, client: PinpointClient) -> None:
    with freezegun.freeze_time(NOON):
        client.create_sms_template(
            TemplateName="welcome", SMSTemplateRequest={"Body": "Hello", "tags": {"team": "blue"}}
        )
    client.update_sms_template(TemplateName="welcome", SMSTemplateRequest={"Body": "Welcome"}, CreateNewVersion=True)
    assert dataclasses.asdict(pinpoint.templates.one(type="SMS")) == {
        "type": "SMS",
        "name": "welcome",
        "region_name": "us-east-1",
        "account_id": "123456789012",
        "active_version": 1,
        "versions": [1, 2],
        "document": {"Body": "Hello"},
        "tags": {"team": "blue"},
        "creation_date": NOON,
        "last_modified_date": NOON,
    }


def test_the_views_are_live_and_their_records_are_not(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    endpoints, apps = pinpoint.endpoints, pinpoint.apps
    assert (len(endpoints), len(apps), len(pinpoint.templates)) == (0, 1, 0)
    add_people(pinpoint, app_id)
    before, snapshot = endpoints[0], endpoints.filter(user_id="ada")
    assert [endpoint.endpoint_id for endpoint in endpoints] == ["ada-sms", "ada-email", "bob-sms"]
    assert endpoints[-1].endpoint_id == "bob-sms"
    assert [endpoint.channel for endpoint in endpoints[1:]] == ["EMAIL", "SMS"]
    client.update_endpoint(ApplicationId=app_id, EndpointId="ada-sms", EndpointRequest={"OptOut": "ALL"})
    assert (before.opt_out, endpoints[0].opt_out) == ("NONE", "ALL")
    client.delete_app(ApplicationId=app_id)
    assert (len(endpoints), len(apps), len(snapshot)) == (0, 0, 2)


def test_nobody_changes_the_mock_through_a_record(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, attributes={"colors": ["red"]})
    client.create_sms_template(TemplateName="welcome", SMSTemplateRequest={"Body": "Hello"})
    app, endpoint, template = pinpoint.apps[0], pinpoint.endpoints[0], pinpoint.templates[0]
    app.tags["team"] = "red"
    app.channels.clear()
    endpoint.attributes["colors"].append("green")
    template.document["Body"] = "Bye"
    template.versions.clear()
    assert (app, endpoint, template) == (pinpoint.apps[0], pinpoint.endpoints[0], pinpoint.templates[0])
    assert endpoint.attributes == {"colors": ["red"]}
    with pytest.raises(dataclasses.FrozenInstanceError):
        endpoint.address = "+15550199"  # type: ignore[misc]  # this is what is tried


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ({"user_id": "ada"}, ["ada-sms", "ada-email"]),
        ({"channel": "SMS"}, ["ada-sms", "bob-sms"]),
        ({"address": re.compile("@example")}, ["ada-email"]),
        ({"application_id": "blog"}, ["bob-blog"]),
        ({"application_id": "shop", "region_name": "us-east-1"}, ["ada-sms", "ada-email", "bob-sms"]),
        ({"user_id": lambda user_id: user_id is None}, ["bob-blog"]),
        ({}, ["ada-sms", "ada-email", "bob-sms", "bob-blog"]),
    ],
)
def test_filters(pinpoint: PinpointMock, app_id: str, expected: dict[str, Any], found: list[str]) -> None:
    add_people(pinpoint, app_id)
    pinpoint.add_app(application_id="blog", region_name="eu-west-1")
    pinpoint.add_endpoint("blog", endpoint_id="bob-blog", channel="GCM", address="token", region_name="eu-west-1")
    assert [endpoint.endpoint_id for endpoint in pinpoint.endpoints.filter(**expected)] == found


def test_one_shows_what_came_closest(pinpoint: PinpointMock, app_id: str) -> None:
    add_people(pinpoint, app_id)
    with pytest.raises(AssertionError) as caught:
        pinpoint.endpoints.one(user_id="ada", channel="SMS", address="+15550109")
    assert str(caught.value) == (
        "pinpoint_mock: expected one endpoint with user_id='ada', channel='SMS', address='+15550109'; "
        "0 of 3 match.\n"
        "Closest:\n"
        "  1. SMS +15550100: ada-sms of user ada, ACTIVE\n"
        "     address: expected '+15550109'\n"
        "                 found '+15550100'\n"
        "  3. SMS +15550101: bob-sms of user bob, ACTIVE\n"
        "     user_id: expected 'ada'\n"
        "                 found 'bob'\n"
        "     address: expected '+15550109'\n"
        "                 found '+15550101'\n"
        "  2. EMAIL ada@example.com: ada-email of user ada, ACTIVE\n"
        "     channel: expected 'SMS'\n"
        "                 found 'EMAIL'\n"
        "     address: expected '+15550109'\n"
        "                 found 'ada@example.com'"
    )


def test_one_of_none_and_one_of_several(pinpoint: PinpointMock) -> None:
    with pytest.raises(AssertionError) as caught:
        pinpoint.apps.one()
    assert str(caught.value) == "pinpoint_mock: expected one application; there is no application."
    pinpoint.add_app(application_id="shop", name="Shop", channels=["SMS"])
    pinpoint.add_app(application_id="blog", name="Blog", channels=[])
    with pytest.raises(AssertionError) as caught:
        pinpoint.apps.one()
    assert str(caught.value) == (
        "pinpoint_mock: expected one application; there are 2.\n"
        "These exist:\n"
        "  1. Shop (shop) in us-east-1: SMS\n"
        "  2. Blog (blog) in us-east-1: no channels\n"
        "Expect more fields, or use filter() for several."
    )


@pytest.mark.parametrize(
    ("expect", "text"),
    [
        (lambda pinpoint: pinpoint.endpoints.one(adress=PHONE), "endpoint has no field 'adress'. Did you mean"),
        (lambda pinpoint: pinpoint.apps.filter(aplication_id=""), "Did you mean 'application_id'"),
        (lambda pinpoint: pinpoint.templates.filter(versoin=1), "template has no field 'versoin'"),
    ],
)
def test_an_unknown_field_is_refused(
    pinpoint: PinpointMock, expect: Callable[[PinpointMock], object], text: str
) -> None:
    with pytest.raises(TypeError, match=r"^pinpoint_mock: ") as caught:
        expect(pinpoint)
    assert text in str(caught.value)


def test_what_a_log_has_and_stored_state_has_not(pinpoint: PinpointMock, app_id: str) -> None:
    add_people(pinpoint, app_id)
    pinpoint.endpoints.one(endpoint_id="bob-sms")
    assert not hasattr(pinpoint.endpoints, "last")
    pinpoint.assert_nothing_else_sent()


def test_compared_with_lists(pinpoint: PinpointMock, app_id: str) -> None:
    add_people(pinpoint, app_id)
    assert pinpoint.endpoints.filter(user_id="ada") == [{"channel": "SMS"}, {"channel": "EMAIL"}]
    assert pinpoint.endpoints == list(pinpoint.endpoints)
    assert pinpoint.endpoints == pinpoint.endpoints
    assert pinpoint.endpoints != [{"channel": "SMS"}]


def test_as_json_and_as_a_table(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    add_people(pinpoint, app_id)
    client.create_sms_template(TemplateName="welcome", SMSTemplateRequest={"Body": "Hello"})
    addresses = [endpoint["address"] for endpoint in json.loads(pinpoint.endpoints.to_json())]
    assert addresses == [PHONE, "ada@example.com", "+15550101"]
    titles, _, bob = pinpoint.endpoints.filter(user_id="bob").to_table().splitlines()
    assert titles.split() == ["Endpoint", "Channel", "Address", "User", "Status"]
    assert bob.split() == ["bob-sms", "SMS", "+15550101", "bob", "ACTIVE"]
    assert "The shop" in pinpoint.apps.to_table()
    assert "welcome" in pinpoint.templates.to_table()
    assert pinpoint.endpoints.filter(user_id="eve").to_table() == "There is no endpoint.\n"
    assert pinpoint.templates[0].describe() == "SMS welcome in us-east-1: version 1 of 1"


def test_the_state_of_one_region(pinpoint: PinpointMock, app_id: str) -> None:
    add_people(pinpoint, app_id)
    pinpoint.add_app(application_id="blog", region_name="eu-west-1")
    backend = pinpoint_backends["123456789012"]["eu-west-1"]
    assert [app.application_id for app in backend.stored.apps] == ["blog"]
    assert len(backend.stored.endpoints) == len(backend.stored.templates) == 0
    assert len(pinpoint_backends["123456789012"]["us-east-1"].stored.endpoints) == 3
    assert "blog" in backend.apps
    assert [app.region_name for app in pinpoint.apps] == ["us-east-1", "eu-west-1"]


def test_the_state_is_readable_after_the_mock_has_ended() -> None:
    with mock_pinpoint() as pinpoint:
        apps = pinpoint.apps
        pinpoint.add_endpoint(pinpoint.add_app(), channel="SMS", address=PHONE)
    with mock_pinpoint():
        assert pinpoint.endpoints.one().address == PHONE
    assert len(apps) == 1
    pinpoint.reset()
    assert len(apps) == len(pinpoint.endpoints) == 0
