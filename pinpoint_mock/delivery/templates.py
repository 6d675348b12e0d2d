"""The templates that a TemplateConfiguration names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.checks import existing
from pinpoint_mock.state.explain import no_template, no_version

if TYPE_CHECKING:
    from pinpoint_mock.state.templates import TemplateVersion
    from pinpoint_mock.state.world import PinpointBackend

TYPES_BY_MEMBER = {
    "EmailTemplate": "EMAIL",
    "InAppTemplate": "INAPP",
    "PushTemplate": "PUSH",
    "SMSTemplate": "SMS",
    "VoiceTemplate": "VOICE",
}
"""The type of template for each member of TemplateConfiguration.

Source: MODEL TemplateConfiguration.
"""


def named_templates(
    backend: PinpointBackend, configuration: Mapping[str, Any], members: Collection[str]
) -> dict[str, TemplateVersion]:
    """The templates that some members of a TemplateConfiguration name, by type; without a version the active one.

    NotFoundException if one of them does not exist. AWS does not document that error.

    Source: MODEL TemplateConfiguration; MODEL Template.Version.
    """
    found: dict[str, TemplateVersion] = {}
    for member in members:
        named = configuration.get(member)
        if named:
            found[TYPES_BY_MEMBER[member]] = _template(backend, TYPES_BY_MEMBER[member], named)
    return found


def _template(backend: PinpointBackend, template_type: str, named: Mapping[str, str]) -> TemplateVersion:
    name, version = named.get("Name", ""), named.get("Version")
    template = existing(
        backend.templates.get(template_type, name), explain=lambda: no_template(backend, template_type, name)
    )
    return existing(template.find(version), explain=lambda: no_version(template, version))
