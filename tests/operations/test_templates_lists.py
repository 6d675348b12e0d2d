"""ListTemplates, ListTemplateVersions and UpdateTemplateActiveVersion through boto3."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

from tests.builders import not_found, refused
from tests.operations.templates import CASES, Case, Templates, each_type

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

FIRST, SECOND, THIRD = "2019-11-25T18:46:19.123Z", "2020-01-31T12:00:00.000Z", "2021-02-28T00:00:00.999Z"

UNKNOWN_TYPE = "Invalid TemplateType: must be one of EMAIL, INAPP, PUSH, SMS, VOICE"


def pages(call: Any, *arguments: Any, **options: Any) -> list[list[Any]]:
    """The items of all pages of a list, page by page."""
    found = []
    token: dict[str, str] = {}
    while True:
        page = call(*arguments, **options, **token)
        found.append(page["Item"])
        if "NextToken" not in page:
            return found
        token = {"NextToken": page["NextToken"]}


def test_without_templates_the_list_is_empty(templates: Templates) -> None:
    assert templates.list_templates() == {"Item": []}


@each_type
def test_a_list_has_five_members_of_the_active_version(templates: Templates, case: Case) -> None:
    with freeze_time(FIRST):
        templates.create(case.template_type, "welcome", **case.request, tags={"team": "red"})
    with freeze_time(SECOND):
        templates.add_version(case.template_type, "welcome", **case.request)
    with freeze_time(THIRD):
        templates.update(case.template_type, "welcome", **case.request)
    item = {"TemplateName": "welcome", "TemplateType": case.template_type}
    assert templates.list_templates()["Item"] == [
        {**item, "CreationDate": FIRST, "LastModifiedDate": FIRST, "Version": "1"}
    ]

    templates.activate(case.template_type, "welcome", "2")

    assert templates.list_templates()["Item"] == [
        {**item, "CreationDate": SECOND, "LastModifiedDate": THIRD, "Version": "2"}
    ]


@freeze_time(FIRST)
def test_the_newest_template_comes_first(templates: Templates) -> None:
    for name in ("b", "c", "a"):
        templates.create("SMS", name)
    templates.update("SMS", "c", Body="changed")
    assert templates.names() == [("SMS", "a"), ("SMS", "c"), ("SMS", "b")]

    templates.delete("SMS", "b")
    templates.create("SMS", "b")

    assert templates.names() == [("SMS", "b"), ("SMS", "a"), ("SMS", "c")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, [("EMAIL", "Welcome"), ("SMS", "bye"), ("EMAIL", "welcome-2"), ("SMS", "welcome")]),
        ({"Prefix": "welcome"}, [("EMAIL", "welcome-2"), ("SMS", "welcome")]),
        ({"Prefix": "elcome"}, []),
        ({"Prefix": ""}, [("EMAIL", "Welcome"), ("SMS", "bye"), ("EMAIL", "welcome-2"), ("SMS", "welcome")]),
        ({"TemplateType": "SMS"}, [("SMS", "bye"), ("SMS", "welcome")]),
        ({"TemplateType": "email", "Prefix": "w"}, [("EMAIL", "welcome-2")]),
        ({"TemplateType": "INAPP"}, []),
    ],
)
def test_lists_are_filtered(templates: Templates, options: dict[str, str], expected: list[tuple[str, str]]) -> None:
    for template_type, name in (("SMS", "welcome"), ("EMAIL", "welcome-2"), ("SMS", "bye"), ("EMAIL", "Welcome")):
        templates.create(template_type, name)

    assert templates.names(**options) == expected


@each_type
def test_the_type_has_any_case(templates: Templates, case: Case) -> None:
    for other in CASES:
        templates.create(other.template_type, "welcome", **other.request)
    template_type = case.template_type.lower()

    assert templates.names(TemplateType=template_type) == [(case.template_type, "welcome")]
    assert templates.list_versions(template_type, "welcome")["Item"][0]["TemplateType"] == case.template_type
    assert templates.activate(template_type, "welcome", "latest")["Message"] == "OK"


@pytest.mark.parametrize("template_type", ["FAX", "in-app", " SMS", "GCM"])
def test_another_type_is_refused(templates: Templates, template_type: str) -> None:
    templates.create("SMS", "welcome")

    with refused(UNKNOWN_TYPE):
        templates.list_templates(TemplateType=template_type)
    with refused(UNKNOWN_TYPE):
        templates.list_versions(template_type, "welcome")
    with refused(UNKNOWN_TYPE):
        templates.activate(template_type, "welcome", "1")


def test_an_empty_type_is_refused(templates: Templates) -> None:
    with refused(UNKNOWN_TYPE):
        templates.list_templates(TemplateType="")


def test_templates_come_in_pages(templates: Templates) -> None:
    for number in range(12):
        templates.create(("SMS", "EMAIL")[number % 2], f"t{number}")

    found = pages(templates.list_templates, PageSize="4", TemplateType="SMS", Prefix="t")

    assert [[item["TemplateName"] for item in page] for page in found] == [["t10", "t8", "t6", "t4"], ["t2", "t0"]]


def test_a_page_has_100_templates_by_default(templates: Templates) -> None:
    for number in range(101):
        templates.create("SMS", f"t{number}")

    assert [len(page) for page in pages(templates.list_templates)] == [100, 1]


def test_pages_do_not_care_what_comes_and_goes_between_them(templates: Templates) -> None:
    for name in "abcde":
        templates.create("SMS", name)
    page = templates.list_templates(PageSize="2")

    templates.delete("SMS", "d")
    templates.delete("SMS", "b")
    templates.create("SMS", "f")

    assert [item["TemplateName"] for item in page["Item"]] == ["e", "d"]
    assert templates.names(NextToken=page["NextToken"]) == [("SMS", "c"), ("SMS", "a")]


def test_bad_pages_are_refused(templates: Templates) -> None:
    templates.create("SMS", "welcome")
    templates.create("SMS", "other")
    for name in ("welcome", "other"):
        templates.add_version("SMS", name)
    of_templates = templates.list_templates(PageSize="1")["NextToken"]
    of_versions = templates.list_versions("SMS", "other", PageSize="1")["NextToken"]

    for call in (functools.partial(templates.list_versions, "SMS", "welcome"), templates.list_templates):
        with refused("Invalid PageSize: must be a positive number"):
            call(PageSize="0")
        with refused("Invalid token"):
            call(NextToken="")
        with refused("Invalid token"):
            call(NextToken=of_versions)
    with refused("Invalid token"):
        templates.list_versions("SMS", "welcome", NextToken=of_templates)


@each_type
def test_versions_are_listed_with_what_describes_them(templates: Templates, client: PinpointClient, case: Case) -> None:
    with freeze_time(FIRST):
        templates.create(case.template_type, "welcome", **case.request)
    with freeze_time(SECOND):
        templates.add_version(case.template_type, "welcome", **case.changed)

    answer = client.list_template_versions(TemplateName="welcome", TemplateType=case.template_type)

    item = {"TemplateName": "welcome", "TemplateType": case.template_type}
    described = {
        name: value for name, value in case.request.items() if name in ("DefaultSubstitutions", "TemplateDescription")
    }
    assert answer["TemplateVersionsResponse"] == {
        "Item": [
            {**item, "CreationDate": SECOND, "LastModifiedDate": SECOND, "Version": "2"},
            {**item, "CreationDate": FIRST, "LastModifiedDate": FIRST, "Version": "1", **described},
        ],
        "Message": "OK",
        "RequestID": answer["ResponseMetadata"]["RequestId"],
    }


def test_versions_come_in_pages_newest_first(templates: Templates) -> None:
    templates.create("SMS", "welcome")
    for _ in range(10):
        templates.add_version("SMS", "welcome")

    found = pages(templates.list_versions, "SMS", "welcome", PageSize="6")

    assert [[item["Version"] for item in page] for page in found] == [
        ["11", "10", "9", "8", "7", "6"],
        ["5", "4", "3", "2", "1"],
    ]


@each_type
def test_a_version_is_made_active(templates: Templates, case: Case) -> None:
    with freeze_time(FIRST):
        templates.create(case.template_type, "welcome", **case.request)
        templates.add_version(case.template_type, "welcome", **case.changed)

    answer = templates.activate(case.template_type, "welcome", "2")

    assert answer["Message"] == "OK"
    active = templates.get(case.template_type, "welcome")
    assert active.items() >= {**case.changed, "Version": "2", "LastModifiedDate": FIRST}.items()
    templates.activate(case.template_type, "welcome", "1")
    assert templates.get(case.template_type, "welcome").items() >= case.request.items()


def test_latest_means_the_version_that_is_the_latest_now(templates: Templates) -> None:
    templates.create("SMS", "welcome")
    templates.add_version("SMS", "welcome")

    templates.activate("SMS", "welcome", "latest")
    templates.add_version("SMS", "welcome")

    assert templates.active("SMS", "welcome") == "2"
    assert templates.get("SMS", "welcome", Version="latest")["Version"] == "3"


def test_the_answer_has_the_id_of_the_request(templates: Templates, client: PinpointClient) -> None:
    templates.create("SMS", "welcome")

    answer = client.update_template_active_version(
        TemplateName="welcome", TemplateType="SMS", TemplateActiveVersionRequest={"Version": "1"}
    )

    assert answer["MessageBody"] == {"Message": "OK", "RequestID": answer["ResponseMetadata"]["RequestId"]}


def test_an_active_version_must_be_named(templates: Templates, client: PinpointClient) -> None:
    templates.create("SMS", "welcome")

    with refused("Missing Version"):
        client.update_template_active_version(
            TemplateName="welcome", TemplateType="SMS", TemplateActiveVersionRequest={}
        )


def test_a_template_that_is_not_there_has_no_versions(templates: Templates) -> None:
    templates.create("EMAIL", "welcome")

    with not_found():
        templates.list_versions("SMS", "welcome")
    with not_found():
        templates.activate("SMS", "welcome", "1")
