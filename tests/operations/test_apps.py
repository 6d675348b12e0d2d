"""Applications through boto3."""

from __future__ import annotations

import base64
import datetime
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

CREATED = datetime.datetime(2019, 7, 16, 14, 38, 53, 903_000, datetime.timezone.utc)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CREATED, tick=False) as clock:
        yield clock


def create(client: PinpointClient, name: str, tags: dict[str, str] | None = None) -> str:
    response = client.create_app(CreateApplicationRequest={"Name": name, "tags": tags or {}})
    return response["ApplicationResponse"]["Id"]


def names(client: PinpointClient, page_size: str) -> list[list[str]]:
    pages = []
    parameters = {"PageSize": page_size}
    while True:
        page = client.get_apps(**parameters)["ApplicationsResponse"]
        pages.append([app["Name"] for app in page["Item"]])
        if "NextToken" not in page:
            return pages
        parameters["Token"] = page["NextToken"]


def decoded(token: str) -> dict[str, str]:
    members: dict[str, str] = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    return members


def encoded(members: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(members).encode()).decode().rstrip("=")


def test_a_created_app_is_answered_whole(client: PinpointClient, clock: time_machine.Traveller) -> None:
    response = client.create_app(CreateApplicationRequest={"Name": "shop"})

    app = response["ApplicationResponse"]
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert app == {
        "Arn": f"arn:aws:mobiletargeting:us-east-1:123456789012:apps/{app['Id']}",
        "Id": app["Id"],
        "Name": "shop",
        "tags": {},
        "CreationDate": "2019-07-16T14:38:53.903Z",
    }
    assert len(app["Id"]) == 32
    assert set(app["Id"]) <= set("0123456789abcdef")


def test_an_app_that_was_created_can_be_read(client: PinpointClient) -> None:
    app = client.create_app(CreateApplicationRequest={"Name": "shop", "tags": {"team": "blue"}})["ApplicationResponse"]

    assert app["tags"] == {"team": "blue"}
    assert client.get_app(ApplicationId=app["Id"])["ApplicationResponse"] == app


def test_apps_with_the_same_name_are_two_apps(client: PinpointClient) -> None:
    assert create(client, "shop") != create(client, "shop")
    assert names(client, "10") == [["shop", "shop"]]


def test_an_app_with_bad_tags_is_not_created(client: PinpointClient) -> None:
    with pytest.raises(client.exceptions.BadRequestException, match="Invalid tags"):
        create(client, "shop", tags={"aws:team": "blue"})

    assert client.get_apps()["ApplicationsResponse"] == {"Item": []}


def test_a_deleted_app_is_answered_and_gone(client: PinpointClient, app_id: str) -> None:
    app = client.get_app(ApplicationId=app_id)["ApplicationResponse"]

    response = client.delete_app(ApplicationId=app_id)

    assert response["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert response["ApplicationResponse"] == app
    assert client.get_apps()["ApplicationsResponse"]["Item"] == []
    with pytest.raises(client.exceptions.NotFoundException, match=r": Application not found$"):
        client.get_app(ApplicationId=app_id)
    with pytest.raises(client.exceptions.NotFoundException, match=r": Application not found$"):
        client.delete_app(ApplicationId=app_id)


def test_what_belonged_to_a_deleted_app_goes_with_it(client: PinpointClient, app_id: str) -> None:
    arn = client.delete_app(ApplicationId=app_id)["ApplicationResponse"]["Arn"]

    with pytest.raises(client.exceptions.NotFoundException, match=r": Application not found$"):
        client.get_application_settings(ApplicationId=app_id)
    with pytest.raises(client.exceptions.NotFoundException, match=r": Resource not found$"):
        client.get_event_stream(ApplicationId=app_id)
    with pytest.raises(client.exceptions.NotFoundException, match=r": Resource not found$"):
        client.list_tags_for_resource(ResourceArn=arn)


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=pytest.mark.pinpoint(seed=seed)) for seed in range(20)])
def test_apps_of_one_millisecond_are_listed_oldest_first(
    client: PinpointClient, clock: time_machine.Traveller, seed: int
) -> None:
    ids = [create(client, name) for name in ("first", "second", "third")]

    listed = client.get_apps()["ApplicationsResponse"]["Item"]

    assert [app["Id"] for app in listed] == ids
    assert listed[0] == client.get_app(ApplicationId=ids[0])["ApplicationResponse"]


def test_a_clock_that_goes_back_changes_no_order(client: PinpointClient, clock: time_machine.Traveller) -> None:
    for name in ("first", "second", "third"):
        create(client, name)
        clock.shift(-1)

    assert names(client, "2") == [["first", "second"], ["third"]]


def test_an_app_that_comes_back_under_its_id_is_the_newest(client: PinpointClient, pinpoint: PinpointMock) -> None:
    for app_id in ("shop", "blog"):
        pinpoint.add_app(application_id=app_id, name=app_id)
    client.delete_app(ApplicationId="shop")
    pinpoint.add_app(application_id="shop", name="new shop")

    assert names(client, "1") == [["blog"], ["new shop"]]


@pytest.mark.parametrize(
    ("page_size", "pages"),
    [
        ("1", [["a"], ["b"], ["c"], ["d"], ["e"]]),
        ("2", [["a", "b"], ["c", "d"], ["e"]]),
        ("5", [["a", "b", "c", "d", "e"]]),
        ("1000", [["a", "b", "c", "d", "e"]]),
    ],
)
def test_pages_hold_every_app_once(
    client: PinpointClient, clock: time_machine.Traveller, page_size: str, pages: list[list[str]]
) -> None:
    for name in "abcde":
        create(client, name)

    assert names(client, page_size) == pages


def test_a_page_has_100_apps_by_default(client: PinpointClient) -> None:
    for number in range(101):
        create(client, str(number))

    page = client.get_apps()["ApplicationsResponse"]

    assert len(page["Item"]) == 100
    assert len(client.get_apps(Token=page["NextToken"])["ApplicationsResponse"]["Item"]) == 1


def test_the_token_has_the_form_of_the_service(client: PinpointClient, clock: time_machine.Traveller) -> None:
    first = create(client, "first")
    clock.shift(1)
    create(client, "second")

    token = client.get_apps(PageSize="1")["ApplicationsResponse"]["NextToken"]

    assert "=" not in token
    assert list(decoded(token).items()) == [
        ("CreationDate", "2019-07-16T14:38:53.903Z"),
        ("AccountId", "123456789012"),
        ("AppId", first),
    ]


@pytest.mark.parametrize("seconds", [0, 1])
@pytest.mark.parametrize(("deleted", "rest"), [("abc", ["d"]), ("b", ["c", "d"]), ("", ["c", "d"]), ("abcd", [])])
def test_paging_goes_on_after_apps_were_deleted(
    client: PinpointClient, clock: time_machine.Traveller, deleted: str, rest: list[str], seconds: int
) -> None:
    ids = {}
    for name in ("a", "b", "c", "d"):
        ids[name] = create(client, name)
        clock.shift(seconds)
    token = client.get_apps(PageSize="2")["ApplicationsResponse"]["NextToken"]

    for name in deleted:
        client.delete_app(ApplicationId=ids[name])

    page = client.get_apps(PageSize="2", Token=token)["ApplicationsResponse"]
    assert [app["Name"] for app in page["Item"]] == rest
    assert "NextToken" not in page


def test_a_token_outlives_all_apps(client: PinpointClient) -> None:
    ids = [create(client, "a"), create(client, "b")]
    token = client.get_apps(PageSize="1")["ApplicationsResponse"]["NextToken"]

    for app_id in ids:
        client.delete_app(ApplicationId=app_id)

    assert client.get_apps(Token=token)["ApplicationsResponse"] == {"Item": []}


@pytest.mark.parametrize("page_size", ["0", "-1", "+1", "1.5", " 1", "ten", "", "٣", "1" * 5000])
@pytest.mark.parametrize("count", [0, 1])
def test_a_bad_page_size_is_refused(client: PinpointClient, page_size: str, count: int) -> None:
    for _ in range(count):
        create(client, "shop")

    with pytest.raises(client.exceptions.BadRequestException, match=": Invalid PageSize"):
        client.get_apps(PageSize=page_size)


KEY = {"CreationDate": "2019-07-16T14:38:53.903Z", "AccountId": "123456789012", "AppId": "0" * 32}
FOREIGN_TOKENS = {
    "empty": "",
    "no base64": "?",
    "no ASCII": "ü",
    "no JSON": "AAAA",
    "no object": encoded(["CreationDate", "AccountId", "AppId"]),
    "nested too deep": base64.urlsafe_b64encode(b"[" * 9_000).decode(),
    "a member less": encoded({name: KEY[name] for name in ("CreationDate", "AccountId")}),
    "a member more": encoded({**KEY, "Id": "1"}),
    "no text": encoded({**KEY, "AppId": 1}),
    "another account": encoded({**KEY, "AccountId": "210987654321"}),
}


@pytest.mark.parametrize("token", FOREIGN_TOKENS.values(), ids=FOREIGN_TOKENS)
@pytest.mark.parametrize("count", [0, 1])
def test_a_foreign_token_is_refused(client: PinpointClient, token: str, count: int) -> None:
    for _ in range(count):
        create(client, "shop")

    with pytest.raises(client.exceptions.BadRequestException, match=r": Invalid token$"):
        client.get_apps(Token=token)


def test_a_token_may_name_an_app_that_never_was(client: PinpointClient, clock: time_machine.Traveller) -> None:
    create(client, "shop")

    assert len(client.get_apps(Token=encoded(KEY))["ApplicationsResponse"]["Item"]) == 1
