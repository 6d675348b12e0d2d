"""Create, Get, Update and Delete of message templates through boto3: all five types, walked over one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from freezegun import freeze_time

from pinpoint_mock.operations._registry import handler
from pinpoint_mock.protocol.model import operations, service_model
from tests.builders import not_found, refused
from tests.operations.templates import CASES, Case, Templates, each_type

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

FIRST, SECOND, THIRD = "2019-11-25T18:46:19.123Z", "2020-01-31T12:00:00.000Z", "2021-02-28T00:00:00.999Z"


def test_every_template_operation_is_answered() -> None:
    names = [name for name in operations() if "Template" in name]

    assert len(names) == 23
    assert all(handler(name) for name in names)


@each_type
def test_the_table_of_cases_has_every_member(case: Case) -> None:
    members = service_model()["shapes"][case.request_member]["members"]

    assert case.request.keys() == members.keys() - {"tags"}


@each_type
def test_a_template_is_created_and_got_with_all_its_members(templates: Templates, case: Case) -> None:
    with freeze_time(FIRST):
        created = templates.create(case.template_type, "Welcome_1", **case.request, tags={"team": "blue"})

    arn = f"arn:aws:mobiletargeting:us-east-1:123456789012:templates/Welcome_1/{case.template_type}"
    assert created["Arn"] == arn
    assert created["Message"] == "Created"
    assert templates.get(case.template_type, "Welcome_1") == {
        **case.request,
        "Arn": arn,
        "CreationDate": FIRST,
        "LastModifiedDate": FIRST,
        "TemplateName": "Welcome_1",
        "TemplateType": case.template_type,
        "Version": "1",
        "tags": {"team": "blue"},
    }


def test_members_that_were_not_sent_are_absent(templates: Templates) -> None:
    with freeze_time(FIRST):
        templates.create("SMS", "welcome", Body="Hi", TemplateDescription="")

    assert templates.get("SMS", "welcome") == {
        "Arn": "arn:aws:mobiletargeting:us-east-1:123456789012:templates/welcome/SMS",
        "Body": "Hi",
        "CreationDate": FIRST,
        "LastModifiedDate": FIRST,
        "TemplateDescription": "",
        "TemplateName": "welcome",
        "TemplateType": "SMS",
        "Version": "1",
        "tags": {},
    }


@each_type
def test_no_content_is_required(templates: Templates, case: Case) -> None:
    templates.create(case.template_type, "empty")

    assert templates.active(case.template_type, "empty") == "1"


def test_bodies_have_the_id_of_the_request(client: PinpointClient) -> None:
    members: Any = {"TemplateName": "welcome", "SMSTemplateRequest": {"Body": "Hi"}}
    created = client.create_sms_template(**members)
    updated = client.update_sms_template(**members)
    deleted = client.delete_sms_template(TemplateName="welcome")

    assert created["CreateTemplateMessageBody"]["RequestID"] == created["ResponseMetadata"]["RequestId"]
    for answer in (updated, deleted):
        assert answer["MessageBody"] == {"Message": "Accepted", "RequestID": answer["ResponseMetadata"]["RequestId"]}


@pytest.mark.parametrize("name", ["a", "7", "A-b_c-", "n" * 128])
def test_good_names_are_taken(templates: Templates, name: str) -> None:
    templates.create("SMS", name, Body="Hi")

    assert templates.get("SMS", name)["TemplateName"] == name


@pytest.mark.parametrize("name", ["-a", "_a", "a.b", "a b", "a/b", "größe", "a\n", "n" * 129])
@each_type
def test_bad_names_are_refused(templates: Templates, case: Case, name: str) -> None:
    with refused(
        "Invalid TemplateName: must begin with a letter or digit and have at most 128 letters, digits, _ and -"
    ):
        templates.create(case.template_type, name, **case.request)
    assert templates.names() == []


def test_a_name_is_unique_within_a_type_and_its_case_counts(templates: Templates) -> None:
    for case in CASES:
        templates.create(case.template_type, "welcome", **case.request)
        templates.create(case.template_type, "Welcome")

    assert len(templates.names()) == 10
    assert templates.get("SMS", "welcome")["Body"] == "Hi {{name}}"
    assert "Body" not in templates.get("SMS", "Welcome")


@each_type
def test_a_taken_name_is_refused_and_the_template_stays(
    templates: Templates, pinpoint: PinpointMock, case: Case
) -> None:
    templates.create(case.template_type, "welcome", **case.request)
    before = templates.get(case.template_type, "welcome")

    with refused("Pinpoint Template already exists"):
        templates.create(case.template_type, "welcome", **case.changed, tags={"team": "red"})
    assert templates.get(case.template_type, "welcome") == before
    assert pinpoint.requests.one(status_code=400).explanation == (
        f"TemplateName was 'welcome', and a template of type {case.template_type} in us-east-1 of 123456789012 has it"
    )


def test_a_region_has_its_own_templates(templates: Templates) -> None:
    templates.create("SMS", "welcome", Body="Hi")
    elsewhere = Templates(boto3.session.Session(region_name="eu-west-1").client("pinpoint"))

    assert elsewhere.names() == []
    with not_found():
        elsewhere.get("SMS", "welcome")
    elsewhere.create("SMS", "welcome", Body="Servus")
    assert templates.get("SMS", "welcome")["Body"] == "Hi"


def test_templates_outlive_applications(templates: Templates, client: PinpointClient, app_id: str) -> None:
    templates.create("SMS", "welcome", Body="Hi")

    client.delete_app(ApplicationId=app_id)

    assert templates.names() == [("SMS", "welcome")]


@each_type
def test_an_update_replaces_the_content(templates: Templates, case: Case) -> None:
    with freeze_time(FIRST):
        created = templates.create(case.template_type, "welcome", **case.request)
    with freeze_time(SECOND):
        templates.update(case.template_type, "welcome", **case.changed)

    assert templates.get(case.template_type, "welcome") == {
        **case.changed,
        "Arn": created["Arn"],
        "CreationDate": FIRST,
        "LastModifiedDate": SECOND,
        "TemplateName": "welcome",
        "TemplateType": case.template_type,
        "Version": "1",
        "tags": {},
    }


@each_type
def test_a_new_version_has_its_own_dates_and_is_not_active(templates: Templates, case: Case) -> None:
    with freeze_time(FIRST):
        templates.create(case.template_type, "welcome", **case.request)
    with freeze_time(SECOND):
        templates.add_version(case.template_type, "welcome", **case.changed)
    with freeze_time(THIRD):
        templates.update(case.template_type, "welcome", {"CreateNewVersion": False}, **case.changed)

    first, second = (templates.get(case.template_type, "welcome", Version=version) for version in "12")
    assert templates.get(case.template_type, "welcome") == first
    assert first.items() >= case.request.items()
    assert second.items() >= case.changed.items()
    assert (first["Version"], first["CreationDate"], first["LastModifiedDate"]) == ("1", FIRST, FIRST)
    assert (second["Version"], second["CreationDate"], second["LastModifiedDate"]) == ("2", SECOND, THIRD)


@each_type
def test_an_update_overwrites_the_latest_version_and_not_the_active_one(templates: Templates, case: Case) -> None:
    templates.create(case.template_type, "welcome", **case.request)
    templates.add_version(case.template_type, "welcome", **case.request)

    templates.update(case.template_type, "welcome", **case.changed)

    assert templates.get(case.template_type, "welcome").items() >= case.request.items()
    assert templates.get(case.template_type, "welcome", Version="2").items() >= case.changed.items()
    assert templates.versions(case.template_type, "welcome") == ["2", "1"]


@pytest.mark.parametrize("version", ["2", "latest"])
def test_an_update_can_name_the_latest_version(templates: Templates, version: str) -> None:
    templates.create("SMS", "welcome", Body="one")
    templates.add_version("SMS", "welcome", Body="two")

    templates.update("SMS", "welcome", {"Version": version, "CreateNewVersion": False}, Body="changed")

    assert templates.get("SMS", "welcome", Version="2")["Body"] == "changed"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"Version": "1"}, "Invalid Version: must be the latest version of the template"),
        (
            {"Version": "2", "CreateNewVersion": True},
            "Invalid Version: must not be sent together with CreateNewVersion",
        ),
    ],
)
@each_type
def test_an_update_of_another_version_is_refused(
    templates: Templates, case: Case, options: dict[str, Any], text: str
) -> None:
    templates.create(case.template_type, "welcome", **case.request)
    templates.add_version(case.template_type, "welcome", **case.request)

    with refused(text):
        templates.update(case.template_type, "welcome", options, **case.changed)
    for version in "12":
        assert templates.get(case.template_type, "welcome", Version=version).items() >= case.request.items()
    assert templates.versions(case.template_type, "welcome") == ["2", "1"]


@each_type
def test_what_is_not_there_is_not_found(templates: Templates, case: Case) -> None:
    for other in CASES:
        if other is not case:
            templates.create(other.template_type, "welcome")
    for call in (templates.get, templates.update, templates.delete):
        with not_found():
            call(case.template_type, "welcome")


@pytest.mark.parametrize("version", ["2", "0", "01", "-1", "1.0", "", "LATEST", "one", "\u0661", "9" * 5000])
def test_a_version_that_is_not_there_is_not_found(templates: Templates, version: str) -> None:
    templates.create("SMS", "welcome", Body="Hi")

    with not_found():
        templates.get("SMS", "welcome", Version=version)
    with not_found():
        templates.update("SMS", "welcome", {"Version": version}, Body="changed")
    with not_found():
        templates.delete("SMS", "welcome", Version=version)
    with not_found():
        templates.activate("SMS", "welcome", version)
    assert templates.get("SMS", "welcome")["Body"] == "Hi"


@each_type
def test_delete_without_a_version_deletes_the_template(templates: Templates, case: Case) -> None:
    templates.create(case.template_type, "welcome", **case.request)
    templates.add_version(case.template_type, "welcome", **case.request)

    templates.delete(case.template_type, "welcome")

    assert templates.names() == []
    with not_found():
        templates.get(case.template_type, "welcome")
    templates.create(case.template_type, "welcome", **case.changed)
    assert templates.versions(case.template_type, "welcome") == ["1"]


@pytest.mark.parametrize("version", ["2", "latest"])
def test_one_version_is_deleted_and_its_number_is_not_given_again(templates: Templates, version: str) -> None:
    templates.create("SMS", "welcome", Body="one")
    templates.add_version("SMS", "welcome", Body="two")

    templates.delete("SMS", "welcome", Version=version)

    assert templates.versions("SMS", "welcome") == ["1"]
    assert templates.get("SMS", "welcome", Version="latest")["Body"] == "one"
    with not_found():
        templates.get("SMS", "welcome", Version="2")
    templates.add_version("SMS", "welcome", Body="three")
    assert templates.versions("SMS", "welcome") == ["3", "1"]


@each_type
def test_the_active_version_stays_while_there_are_others(templates: Templates, case: Case) -> None:
    templates.create(case.template_type, "welcome", **case.request)
    templates.add_version(case.template_type, "welcome", **case.changed)

    with refused("Invalid Version: must not be the active version of the template"):
        templates.delete(case.template_type, "welcome", Version="1")
    assert templates.versions(case.template_type, "welcome") == ["2", "1"]


def test_the_deletion_of_the_only_version_deletes_the_template(templates: Templates) -> None:
    templates.create("SMS", "welcome", Body="one")
    templates.add_version("SMS", "welcome", Body="two")
    templates.activate("SMS", "welcome", "2")

    templates.delete("SMS", "welcome", Version="1")
    assert templates.names() == [("SMS", "welcome")]

    templates.delete("SMS", "welcome", Version="2")
    assert templates.names() == []


@each_type
def test_tags_belong_to_the_template(templates: Templates, client: PinpointClient, case: Case) -> None:
    arn = templates.create(case.template_type, "welcome", tags={"team": "red"})["Arn"]
    templates.add_version(case.template_type, "welcome", tags={"team": "green"})
    assert client.list_tags_for_resource(ResourceArn=arn)["TagsModel"]["tags"] == {"team": "red"}

    client.tag_resource(ResourceArn=arn, TagsModel={"tags": {"team": "blue", "stage": "test"}})
    client.untag_resource(ResourceArn=arn, TagKeys=["stage"])

    for version in "12":
        assert templates.get(case.template_type, "welcome", Version=version)["tags"] == {"team": "blue"}


@each_type
def test_tags_of_an_update_are_ignored(templates: Templates, case: Case) -> None:
    templates.create(case.template_type, "welcome", tags={"team": "red"})

    templates.update(case.template_type, "welcome", tags={"aws:team": "not even checked"})

    assert templates.get(case.template_type, "welcome")["tags"] == {"team": "red"}


@each_type
def test_bad_tags_are_refused_at_create(templates: Templates, case: Case) -> None:
    with refused("Invalid tags: the prefix aws: is reserved"):
        templates.create(case.template_type, "welcome", **case.request, tags={"aws:team": "red"})
    assert templates.names() == []


@pytest.mark.parametrize("resource", ["templates/welcome/EMAIL", "templates/welcome/sms", "templates/other/SMS"])
def test_an_unknown_template_has_no_tags(templates: Templates, client: PinpointClient, resource: str) -> None:
    arn = templates.create("SMS", "welcome", Body="Hi")["Arn"]

    with not_found():
        client.list_tags_for_resource(ResourceArn=arn.replace("templates/welcome/SMS", resource))
