"""The templates that a configuration names."""

from __future__ import annotations

import pytest

from pinpoint_mock.core.clock import now
from pinpoint_mock.core.errors import NotFoundException
from pinpoint_mock.delivery.templates import TYPES_BY_MEMBER, named_templates
from pinpoint_mock.state.world import PinpointBackend, World


@pytest.fixture
def backend() -> PinpointBackend:
    backend = World().backend("123456789012", "us-east-1")
    for template_type in TYPES_BY_MEMBER.values():
        backend.templates.create(template_type, "t", {"Body": template_type}, {}, now())
    return backend


def test_each_member_names_a_template_of_its_type(backend: PinpointBackend) -> None:
    configuration = {member: {"Name": "t"} for member in TYPES_BY_MEMBER}
    found = named_templates(backend, configuration, TYPES_BY_MEMBER)
    assert {template_type: version.document["Body"] for template_type, version in found.items()} == {
        each: each for each in TYPES_BY_MEMBER.values()
    }


def test_other_and_empty_members_are_ignored(backend: PinpointBackend) -> None:
    configuration = {"SMSTemplate": {"Name": "t"}, "EmailTemplate": {}, "VoiceTemplate": {"Name": "unknown"}}
    assert named_templates(backend, configuration, ("SMSTemplate", "EmailTemplate")).keys() == {"SMS"}
    assert named_templates(backend, {}, TYPES_BY_MEMBER) == {}


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ({"Name": "u"}, "no SMS template 'u' in us-east-1 of 123456789012; there: 't'"),
        ({"Name": "t", "Version": "2"}, "no version '2' of the SMS template 't'; there: '1'"),
    ],
)
def test_what_does_not_exist_is_explained(backend: PinpointBackend, named: dict[str, str], reason: str) -> None:
    with pytest.raises(NotFoundException) as caught:
        named_templates(backend, {"SMSTemplate": named}, ("SMSTemplate",))
    assert caught.value.explanation.startswith(reason)
