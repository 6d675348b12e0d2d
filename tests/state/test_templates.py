"""The store of templates: what message sending finds in it, and what a snapshot keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from pinpoint_mock.state.templates import TemplateStore, TemplateVersion

NAME = "welcome"


@pytest.fixture
def store(pinpoint: PinpointMock, client: PinpointClient) -> TemplateStore:
    """Three versions of a template, of which the second is active and the last was overwritten."""
    client.create_sms_template(TemplateName=NAME, SMSTemplateRequest={"Body": "one", "tags": {"team": "red"}})
    for body in ("two", "three"):
        client.update_sms_template(TemplateName=NAME, SMSTemplateRequest={"Body": body}, CreateNewVersion=True)
    client.update_template_active_version(
        TemplateName=NAME, TemplateType="SMS", TemplateActiveVersionRequest={"Version": "2"}
    )
    client.update_sms_template(
        TemplateName=NAME, SMSTemplateRequest={"Body": "changed", "DefaultSubstitutions": '{"name": "friend"}'}
    )
    return pinpoint.backend("us-east-1").templates


def described(version: TemplateVersion | None) -> tuple[str, str, int, dict[str, Any]]:
    assert version is not None
    return version.template_type, version.name, version.version, version.document


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (None, (2, {"Body": "two"})),
        ("1", (1, {"Body": "one"})),
        ("2", (2, {"Body": "two"})),
        ("3", (3, {"Body": "changed", "DefaultSubstitutions": '{"name": "friend"}'})),
        ("latest", (3, {"Body": "changed", "DefaultSubstitutions": '{"name": "friend"}'})),
    ],
)
def test_a_version_is_found(store: TemplateStore, version: str | None, expected: tuple[int, dict[str, Any]]) -> None:
    assert described(store.find("SMS", NAME, version)) == ("SMS", NAME, *expected)


@pytest.mark.parametrize(
    ("template_type", "name", "version"),
    [("EMAIL", NAME, None), ("SMS", "Welcome", None), ("SMS", NAME, "4"), ("SMS", NAME, "active"), ("sms", NAME, "1")],
)
def test_what_is_not_there_is_not_found(
    store: TemplateStore, template_type: str, name: str, version: str | None
) -> None:
    assert store.find(template_type, name, version) is None


def test_a_version_that_was_found_never_changes(store: TemplateStore, client: PinpointClient) -> None:
    before = store.find("SMS", NAME, "latest")

    client.update_sms_template(TemplateName=NAME, SMSTemplateRequest={"Body": "changed again"})
    client.delete_sms_template(TemplateName=NAME)

    assert described(before)[3]["Body"] == "changed"


def test_a_snapshot_keeps_templates(pinpoint: PinpointMock, store: TemplateStore, client: PinpointClient) -> None:
    world = pinpoint.backend("us-east-1").world
    before = client.get_sms_template(TemplateName=NAME)["SMSTemplateResponse"]
    snapshot = world.snapshot()

    for _ in range(2):
        client.tag_resource(ResourceArn=before["Arn"], TagsModel={"tags": {"team": "blue"}})
        client.update_template_active_version(
            TemplateName=NAME, TemplateType="SMS", TemplateActiveVersionRequest={"Version": "latest"}
        )
        client.delete_sms_template(TemplateName=NAME, Version="2")
        client.create_sms_template(TemplateName="other", SMSTemplateRequest={"Body": "Hi"})
        world.restore(snapshot)

        assert client.get_sms_template(TemplateName=NAME)["SMSTemplateResponse"] == before
        assert [item["TemplateName"] for item in client.list_templates()["TemplatesResponse"]["Item"]] == [NAME]


def test_a_reset_leaves_no_templates(pinpoint: PinpointMock, store: TemplateStore, client: PinpointClient) -> None:
    pinpoint.reset()

    assert client.list_templates()["TemplatesResponse"] == {"Item": []}
