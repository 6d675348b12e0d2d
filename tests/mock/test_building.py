"""What a test puts in place: applications, endpoints, phone numbers, Lambda functions, recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest

from tests.builders import PHONE, app_ids, send_to_endpoint
from tests.operations.recommenders import create

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience


def test_an_app_with_all_channels(pinpoint: PinpointMock, client: PinpointClient) -> None:
    app_id = pinpoint.add_app(name="shop", tags={"team": "blue"})
    app = client.get_app(ApplicationId=app_id)["ApplicationResponse"]
    assert (app["Name"], app["tags"]) == ("shop", {"team": "blue"})
    assert len(client.get_channels(ApplicationId=app_id)["ChannelsResponse"]["Channels"]) == 11


def test_an_app_with_chosen_channels_and_id(pinpoint: PinpointMock, client: PinpointClient) -> None:
    assert pinpoint.add_app(application_id="shop", channels=["SMS"]) == "shop"
    channels = client.get_channels(ApplicationId="shop")["ChannelsResponse"]["Channels"]
    assert sorted(channels) == ["IN_APP", "SMS"]
    assert pinpoint.add_app(channels=[]) != "shop"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"application_id": "shop"}, "an application with the id 'shop' is already there, in region us-east-1"),
        ({"channels": ["SSM"]}, "Did you mean 'SMS'"),
        ({"channels": "SMS"}, "channels= is a list of channel types"),
        (
            {"tags": {"aws:x": "y"}},
            "add_app(name='pinpoint-mock', tags={'aws:x': 'y'}) was refused, as CreateApp would be: Invalid tags",
        ),
    ],
)
def test_an_app_that_is_refused(
    pinpoint: PinpointMock, client: PinpointClient, arguments: dict[str, Any], text: str
) -> None:
    pinpoint.add_app(application_id="shop")
    with pytest.raises(ValueError, match=r"^pinpoint_mock: ") as caught:
        pinpoint.add_app(**arguments)
    assert text in str(caught.value)
    assert len(client.get_apps()["ApplicationsResponse"]["Item"]) == 1


def test_an_endpoint_with_everything(pinpoint: PinpointMock, client: PinpointClient) -> None:
    app_id = pinpoint.add_app()
    attributes = {"colors": ["red"]}
    endpoint_id = pinpoint.add_endpoint(
        app_id,
        channel="SMS",
        address=PHONE,
        user_id="ada",
        attributes=attributes,
        user_attributes={"name": ["Ada"]},
        metrics={"visits": 3},
        demographic={"Locale": "en_GB"},
        location={"City": "London", "Latitude": 51.52},
        opt_out="ALL",
        endpoint_status="INACTIVE",
    )
    attributes["colors"].append("blue")
    endpoint = client.get_endpoint(ApplicationId=app_id, EndpointId=endpoint_id)["EndpointResponse"]
    assert len(endpoint_id) == 27
    assert endpoint["Attributes"] == {"colors": ["red"]}
    assert endpoint["User"] == {"UserId": "ada", "UserAttributes": {"name": ["Ada"]}}
    assert (endpoint["Metrics"], endpoint["Demographic"]) == ({"visits": 3.0}, {"Locale": "en_GB"})
    assert endpoint["Location"] == {"City": "London", "Latitude": 51.5}
    assert (endpoint["OptOut"], endpoint["EndpointStatus"]) == ("ALL", "INACTIVE")


def test_an_endpoint_that_has_opted_out_needs_no_address(pinpoint: PinpointMock) -> None:
    app_id = pinpoint.add_app()
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="APNS", opt_out="ALL")
    endpoint = pinpoint.endpoints.one(endpoint_id="phone")
    assert (endpoint.channel, endpoint.address, endpoint.opt_out) == ("APNS", None, "ALL")


@pytest.mark.parametrize(
    ("app_id", "arguments", "text"),
    [
        ("nope", {}, "there is no application 'nope' in region us-east-1 of account 123456789012. There: shop."),
        (
            "shop",
            {"channel": "FAX"},
            "channel='FAX', address='+15550100') was refused, as UpdateEndpoint would be: Invalid C",
        ),
        ("shop", {"attributes": {"a": "b"}}, "Invalid Attributes: must be a list"),
        ("shop", {"opt_out": "SOME"}, "Invalid OptOut"),
        ("shop", {"endpoint_id": "a{b}"}, "Invalid Id"),
    ],
)
def test_an_endpoint_that_is_refused(pinpoint: PinpointMock, app_id: str, arguments: dict[str, Any], text: str) -> None:
    pinpoint.add_app(application_id="shop")
    with pytest.raises(ValueError, match=r"^pinpoint_mock: ") as caught:
        pinpoint.add_endpoint(app_id, **{"channel": "SMS", "address": PHONE, **arguments})
    assert text in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            {"channel": "SSM"},
            "add_endpoint(channel='SSM', address='+15550100') was refused, as UpdateEndpoint would be: "
            "Invalid ChannelType: must be one of ",
        ),
        (
            {"opt_out": "MAYBE", "endpoint_id": "phone"},
            "add_endpoint(channel='SMS', address='+15550100', endpoint_id='phone', opt_out='MAYBE') was refused, ",
        ),
        ({"endpoint_status": "ON"}, "endpoint_status='ON') was refused"),
        ({"endpoint_id": "${x}"}, "endpoint_id='${x}') was refused"),
        ({"address": None}, "add_endpoint(channel='SMS') was refused, as UpdateEndpoint would be: Missing Address"),
        ({"address": None, "opt_out": "NONE"}, "opt_out='NONE') was refused, as UpdateEndpoint would be: Missing Addr"),
        ({"address": ""}, "address='') was refused, as UpdateEndpoint would be: Missing Address"),
        ({"attributes": {"color": "red"}}, "attributes={'color': 'red'}) was refused"),
        ({"metrics": {"age": "7"}}, "metrics={'age': '7'}) was refused"),
        ({"user_attributes": {"n" * 51: []}}, f"user_attributes={{'{'n' * 51}': []}}) was refused"),
        ({"user_id": 7}, "user_id=7) was refused"),
        ({"location": {"Latitude": "north"}}, "location={'Latitude': 'north'}) was refused"),
        ({"demographic": []}, "demographic=[]) was refused"),
    ],
)
def test_an_endpoint_that_is_refused_names_its_values(
    pinpoint: PinpointMock, arguments: dict[str, Any], text: str
) -> None:
    app_id = pinpoint.add_app()
    with pytest.raises(ValueError, match=r"^pinpoint_mock: add_endpoint\(") as caught:
        pinpoint.add_endpoint(app_id, **{"channel": "SMS", "address": "+15550100", **arguments})
    assert text in str(caught.value)
    assert len(pinpoint.endpoints) == 0


def test_an_app_is_asked_for_where_there_is_none(pinpoint: PinpointMock) -> None:
    with pytest.raises(ValueError, match=r"There: none\. Make one with add_app\(\)"):
        pinpoint.add_endpoint("nope", channel="SMS", address=PHONE)


def test_regions_and_accounts_are_apart_and_share_the_log(pinpoint: PinpointMock) -> None:
    client = boto3.client("pinpoint", region_name="eu-west-1")
    app_id = pinpoint.add_app(region_name="eu-west-1")
    other_id = pinpoint.add_app(region_name="eu-west-1", account_id="222222222222")
    pinpoint.add_endpoint(app_id, endpoint_id="e", channel="SMS", address=PHONE, region_name="eu-west-1")
    assert app_ids(client) == {app_id}
    send_to_endpoint(client, app_id, "e")
    message = pinpoint.sent_messages.one()
    assert (message.region_name, message.account_id) == ("eu-west-1", "123456789012")
    assert set(pinpoint.backend("eu-west-1", "222222222222").apps) == {other_id}


def test_a_declared_phone_number(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.add_phone_number(PHONE, PhoneType="PREPAID", Carrier="Example")
    answer = client.phone_number_validate(NumberValidateRequest={"PhoneNumber": PHONE})["NumberValidateResponse"]
    assert (answer["PhoneType"], answer["PhoneTypeCode"], answer["Carrier"]) == ("PREPAID", 5, "Example")
    with pytest.raises(
        ValueError, match=r"^pinpoint_mock: add_phone_number\(.*Carrier=5\) was refused.*Invalid Carrier"
    ):
        pinpoint.add_phone_number(PHONE, Carrier=5)
    with pytest.raises(TypeError, match="Did you mean 'Carrier'"):
        pinpoint.add_phone_number(PHONE, Carier="x")


def test_what_is_refused_is_explained(pinpoint: PinpointMock) -> None:
    app_id = pinpoint.add_app()
    no_lists: Any = {"color": "red"}
    refusals: dict[str, Callable[[], object]] = {
        "add_endpoint(channel='SMS', address='+15550100', attributes={'color': 'red'}) was refused, as UpdateEndpoint "
        "would be: Invalid Attributes: must be a list (EndpointRequest.Attributes['color'] was 'red').": (
            lambda: pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, attributes=no_lists)
        ),
        "add_endpoint(channel='SMS', endpoint_id='phone') was refused, as UpdateEndpoint would be: Missing Address "
        "(endpoint 'phone' has the ChannelType 'SMS' alone and OptOut NONE).": (
            lambda: pinpoint.add_endpoint(app_id, channel="SMS", endpoint_id="phone")
        ),
        "add_app(name='shop', tags={'aws:x': 'y'}) was refused, as CreateApp would be: Invalid tags: the prefix "
        "aws: is reserved (tags has 'aws:x': 'y').": lambda: pinpoint.add_app(name="shop", tags={"aws:x": "y"}),
        "add_phone_number(phone_number='+12065550142', PhoneTypeCode='x') was refused, as PhoneNumberValidate would "
        "be: Invalid PhoneTypeCode: must be an integer of 32 bits (NumberValidateResponse.PhoneTypeCode was 'x').": (
            lambda: pinpoint.add_phone_number("+12065550142", PhoneTypeCode="x")
        ),
    }
    for text, call in refusals.items():
        with pytest.raises(ValueError, match="was refused") as caught:
            call()
        assert str(caught.value) == f"pinpoint_mock: {text}"


def test_tags_and_phone_numbers_that_are_refused_are_named(pinpoint: PinpointMock) -> None:
    with pytest.raises(ValueError, match=r"add_app\(name='shop', tags=\{'aws:x': 'y'\}\) was refused, as CreateApp"):
        pinpoint.add_app(name="shop", tags={"aws:x": "y"})
    with pytest.raises(ValueError, match=r"add_phone_number\(phone_number='\+12065550142', PhoneTypeCode='x'\) was"):
        pinpoint.add_phone_number("+12065550142", PhoneTypeCode="x")


@pytest.mark.parametrize(
    "name_or_arn",
    [
        "",
        "no name",
        "f" * 65,
        "http://example.com/hook",
        "arn:aws:s3:::bucket",
        "arn:aws:lambda:us-east-1:1:function:f",
    ],
)
def test_what_cannot_be_the_name_of_a_function(pinpoint: PinpointMock, name_or_arn: str) -> None:
    with pytest.raises(
        ValueError, match=r"^pinpoint_mock: .* can be neither the name nor the ARN of a Lambda"
    ) as caught:
        pinpoint.add_lambda(name_or_arn, lambda event, context: event)
    assert name_or_arn[:20] in str(caught.value)
    assert "'recommend:live'" in str(caught.value)
    assert pinpoint.backend().world.functions.names() == []


@pytest.mark.parametrize("function", [None, {"Endpoints": {}}, "recommend"])
def test_what_cannot_be_called(pinpoint: PinpointMock, function: Any) -> None:
    with pytest.raises(
        TypeError, match=r"^pinpoint_mock: add_lambda\('recommend', ...\) takes a function of an event and"
    ):
        pinpoint.add_lambda("recommend", function)
    assert pinpoint.backend().world.functions.names() == []


@pytest.mark.parametrize("items", ["1815", [1815], ["1815", None], 5, [""], ["i" * 101]])
def test_what_cannot_be_items(pinpoint: PinpointMock, client: PinpointClient, items: Any) -> None:
    recommender_id = create(client)["Id"]
    with pytest.raises(
        ValueError, match=r"^pinpoint_mock: add_recommendations: the items for 'phone' must be a list of"
    ):
        pinpoint.add_recommendations(recommender_id, {"tablet": ["1815"], "phone": items}, region_name="us-east-1")
    recommender = pinpoint.backend("us-east-1").recommenders.get(recommender_id)
    assert recommender is not None
    assert recommender.items == {}


def test_items_are_copied(pinpoint: PinpointMock, client: PinpointClient) -> None:
    recommender_id = create(client)["Id"]
    items = ["1815", "i" * 100]
    pinpoint.add_recommendations(recommender_id, {"phone": items}, region_name="us-east-1")
    items.append("2009")
    recommender = pinpoint.backend("us-east-1").recommenders.get(recommender_id)
    assert recommender is not None
    assert recommender.items == {"phone": ["1815", "i" * 100]}


def test_recommendations_of_an_unknown_recommender(pinpoint: PinpointMock, client: PinpointClient) -> None:
    recommender_id = create(client)["Id"]
    with pytest.raises(
        ValueError, match=r"^pinpoint_mock: add_recommendations: no recommender 'nope' in us-east-1"
    ) as caught:
        pinpoint.add_recommendations("nope", {"phone": ["1815"]}, region_name="us-east-1")
    assert f"there: '{recommender_id}'. Make one with create_recommender_configuration()." in str(caught.value)
    with pytest.raises(
        ValueError, match=r"in eu-west-1 of 123456789012; there: none; it is in us-east-1 of 123456789012"
    ):
        pinpoint.add_recommendations(recommender_id, {"phone": ["1815"]}, region_name="eu-west-1")


@pytest.mark.parametrize("cohort_id", [0, 7, 99])
def test_an_endpoint_of_a_chosen_cohort(pinpoint: PinpointMock, audience: Audience, cohort_id: int) -> None:
    audience.put("phone", User={"UserId": "ada"})
    pinpoint.add_endpoint(audience.app_id, endpoint_id="Phone", channel="SMS", address=PHONE, cohort_id=cohort_id)
    assert audience.get("phone")["CohortId"] == str(cohort_id)
    audience.put("phone", OptOut="ALL")
    assert pinpoint.endpoints.one().cohort_id == str(cohort_id)
    assert audience.ids_of_user("ada") == ["phone"]


@pytest.mark.parametrize("cohort_id", [-1, 100, 7.0, "7", True])
def test_a_cohort_that_does_not_exist_is_refused(pinpoint: PinpointMock, app_id: str, cohort_id: Any) -> None:
    with pytest.raises(ValueError, match=r"^pinpoint_mock: cohort_id= is a whole number from 0 to 99, not ") as caught:
        pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, cohort_id=cohort_id)
    assert str(caught.value).endswith(f"not {cohort_id!r}.")
    assert len(pinpoint.endpoints) == 0
