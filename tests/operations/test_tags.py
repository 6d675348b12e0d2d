"""Tags of resources through boto3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from tests.builders import Segments


@pytest.fixture
def arn(client: PinpointClient, app_id: str) -> str:
    return client.get_app(ApplicationId=app_id)["ApplicationResponse"]["Arn"]


def tag(client: PinpointClient, arn: str, tags: dict[str, str]) -> None:
    client.tag_resource(ResourceArn=arn, TagsModel={"tags": tags})


def tags(client: PinpointClient, arn: str) -> dict[str, str]:
    return client.list_tags_for_resource(ResourceArn=arn)["TagsModel"]["tags"]


def test_an_app_without_tags_lists_none(client: PinpointClient, arn: str) -> None:
    assert client.list_tags_for_resource(ResourceArn=arn)["TagsModel"] == {"tags": {}}


def test_tags_are_added_to_those_of_the_app(client: PinpointClient, arn: str) -> None:
    tag(client, arn, {"team": "red", "stage": "test"})

    response = client.tag_resource(ResourceArn=arn, TagsModel={"tags": {"team": "blue", "Team": "green"}})

    assert response["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert tags(client, arn) == {"team": "blue", "stage": "test", "Team": "green"}


def test_tags_of_an_app_are_the_same_everywhere(client: PinpointClient) -> None:
    app = client.create_app(CreateApplicationRequest={"Name": "shop", "tags": {"team": "red"}})["ApplicationResponse"]
    assert tags(client, app["Arn"]) == {"team": "red"}

    tag(client, app["Arn"], {"stage": "test"})

    expected = {"team": "red", "stage": "test"}
    assert client.get_app(ApplicationId=app["Id"])["ApplicationResponse"]["tags"] == expected
    assert client.get_apps()["ApplicationsResponse"]["Item"][0]["tags"] == expected


def test_tags_are_removed_by_key(client: PinpointClient, arn: str) -> None:
    tag(client, arn, {"team": "red", "stage": "test", "cost center": "7"})

    response = client.untag_resource(ResourceArn=arn, TagKeys=["team", "cost center", "TEAM"])

    assert response["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert tags(client, arn) == {"stage": "test"}


def test_tags_of_one_app_are_not_those_of_another(client: PinpointClient, arn: str) -> None:
    other = client.create_app(CreateApplicationRequest={"Name": "other"})["ApplicationResponse"]

    tag(client, arn, {"team": "red"})

    assert tags(client, other["Arn"]) == {}


def test_tags_of_a_segment_are_the_same_everywhere(client: PinpointClient, segments: Segments) -> None:
    segment = segments.create(Name="all", tags={"team": "red"})
    segments.update(segment["Id"], Name="everybody")

    tag(client, segment["Arn"], {"stage": "test", "step": "1"})
    client.untag_resource(ResourceArn=segment["Arn"], TagKeys=["step"])

    expected = {"team": "red", "stage": "test"}
    assert tags(client, segment["Arn"]) == expected
    assert segments.get(segment["Id"])["tags"] == expected
    assert [item["tags"] for item in segments.list_versions(segment["Id"])["Item"]] == [expected, expected]


def test_a_deleted_segment_has_no_tags(client: PinpointClient, segments: Segments) -> None:
    segment = segments.create(tags={"team": "red"})
    segments.delete(segment["Id"])

    with pytest.raises(client.exceptions.NotFoundException, match=r": Resource not found$"):
        tags(client, segment["Arn"])


GOOD_TAGS = {
    "all signs": {"a_b.c:d/e=f+g-h i": "_.:/=+- 1"},
    "long": {"k" * 128: "v" * 256},
    "empty value": {"team": ""},
    "other letters": {"größe": "三"},
    "no prefix": {"aws": "x", "my:aws:team": "x"},
    "50": {str(number): "x" for number in range(50)},
    "none": {},
}


@pytest.mark.parametrize("good", GOOD_TAGS.values(), ids=GOOD_TAGS)
def test_good_tags_are_taken(client: PinpointClient, arn: str, good: dict[str, str]) -> None:
    tag(client, arn, good)

    assert tags(client, arn) == good


BAD_TAGS = {
    "empty key": ({"": "x"}, "a key must have 1 to 128 characters"),
    "long key": ({"k" * 129: "x"}, "a key must have 1 to 128 characters"),
    "long value": ({"k": "v" * 257}, "a value must have at most 256 characters"),
    "sign in key": ({"a@b": "x"}, "keys and values can have letters, digits, spaces and _ . : / = + -"),
    "sign in value": ({"k": "x!"}, "keys and values can have letters, digits, spaces and _ . : / = + -"),
    "line end": ({"k": "x\n"}, "keys and values can have letters, digits, spaces and _ . : / = + -"),
    "reserved": ({"aws:team": "x"}, "the prefix aws: is reserved"),
    "reserved in any case": ({"AwS:team": "x"}, "the prefix aws: is reserved"),
    "51": ({str(number): "x" for number in range(51)}, "a resource can have at most 50 tags"),
}


@pytest.mark.parametrize(("bad", "text"), BAD_TAGS.values(), ids=BAD_TAGS)
def test_bad_tags_are_refused_and_nothing_is_changed(
    client: PinpointClient, arn: str, bad: dict[str, str], text: str
) -> None:
    tag(client, arn, {"0": "before"})

    with pytest.raises(client.exceptions.BadRequestException) as caught:
        tag(client, arn, {"0": "after", **bad})

    assert caught.value.response["Error"]["Message"] == f"Invalid tags: {text}"
    assert tags(client, arn) == {"0": "before"}


def test_tags_are_counted_after_the_merge(client: PinpointClient, arn: str) -> None:
    tag(client, arn, {str(number): "before" for number in range(49)})
    tag(client, arn, {str(number): "after" for number in range(50)})

    with pytest.raises(client.exceptions.BadRequestException, match="at most 50 tags"):
        tag(client, arn, {"one more": "x"})

    assert tags(client, arn) == {str(number): "after" for number in range(50)}


UNKNOWN_ARNS = {
    "another region": ("us-east-1", "eu-west-1"),
    "another account": ("123456789012", "210987654321"),
    "another partition": ("arn:aws:", "arn:aws-cn:"),
    "another service": ("mobiletargeting", "s3"),
    "another kind": (":apps/", ":recommenders/"),
    "no ARN": ("arn:aws:mobiletargeting:us-east-1:123456789012:", ""),
    "more than an app": ("apps/", "apps/apps/"),
    "a segment of an app that never was": ("apps/", "apps/nope/segments/"),
    "no id": ("apps/", "apps"),
}


@pytest.mark.parametrize(("old", "new"), UNKNOWN_ARNS.values(), ids=UNKNOWN_ARNS)
def test_an_unknown_arn_is_not_found(client: PinpointClient, arn: str, old: str, new: str) -> None:
    tag(client, arn, {"team": "red"})
    unknown = arn.replace(old, new)
    assert unknown != arn

    for call in (
        lambda: tags(client, unknown),
        lambda: tag(client, unknown, {"team": "blue"}),
        lambda: client.untag_resource(ResourceArn=unknown, TagKeys=["team"]),
    ):
        with pytest.raises(client.exceptions.NotFoundException, match=r": Resource not found$"):
            call()
    assert tags(client, arn) == {"team": "red"}


def test_an_app_that_never_was_is_not_found(client: PinpointClient, arn: str, app_id: str) -> None:
    with pytest.raises(client.exceptions.NotFoundException, match=r": Resource not found$"):
        tags(client, arn.replace(app_id, "0" * 32))


def test_keys_to_remove_must_be_named(client: PinpointClient, arn: str) -> None:
    with pytest.raises(client.exceptions.BadRequestException, match=r": Missing TagKeys$"):
        client.untag_resource(ResourceArn=arn, TagKeys=[])
