"""What the content of a message template may be. Nothing here changes any state.

Errors are BadRequestException. AWS documents none of their texts; the wording is this mock's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pinpoint_mock.core.checks import at_most, invalid
from pinpoint_mock.core.strict_json import read_json
from pinpoint_mock.operations._in_app_rules import check_in_app_content

NAME = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
NAME_RULE = "must begin with a letter or digit and have at most 128 letters, digits, _ and -"

PUSH_QUOTAS = {"Default": 4_000, "ADM": 6_000, "APNS": 4_000, "Baidu": 4_000, "GCM": 4_000}
QUOTAS: Mapping[str, Mapping[tuple[str, ...], int]] = {
    "EMAIL": {("Subject", "HtmlPart", "TextPart", "Headers"): 600_000},
    "INAPP": {("Content",): 200_000},
    "PUSH": {(member,): limit for member, limit in PUSH_QUOTAS.items()},
    "SMS": {("Body",): 1_600},
    "VOICE": {("Body",): 10_000},
}
"""The characters that the texts in these members can have together.

Source: DG quotas.
"""

COUNTS = {"Content": 5, "CustomConfig": 10, "Headers": 15}
"""The items that a member can have.

Source: MODEL InAppTemplateRequest; MODEL EmailTemplateRequest.Headers; UG message-templates-creating-inapp.
"""

LENGTHS = {"Content": {"Body": 150, "Header": 64, "Text": 64}, "Headers": {"Name": 126, "Value": 870}}
"""The characters that each text in a member can have, by its name.

Source: MODEL InAppMessageBodyConfig; MODEL InAppMessageHeaderConfig; MODEL DefaultButtonConfiguration;
MODEL MessageHeader.
"""

TEXTS = frozenset(
    {
        "Body",
        "Header",
        "HtmlPart",
        "ImageIconUrl",
        "ImageUrl",
        "Link",
        "MediaUrl",
        "RawContent",
        "SmallImageIconUrl",
        "Subject",
        "Text",
        "TextPart",
        "Title",
        "Url",
        "Value",
    }
)
"""The members that a recipient reads or follows; in all templates but those in-app they can hold variables."""


def check_name(name: str) -> None:
    """Refuse a name that breaks the rule for names.

    Source: MODEL CreateEmailTemplateRequest.TemplateName.
    """
    if not NAME.fullmatch(name):
        raise invalid("TemplateName", NAME_RULE, name)


def check_request(template_type: str, request: Mapping[str, Any]) -> None:
    """Refuse the content of a template that is over a quota, holds bad default values or cannot be parsed.

    That of an in-app template needs what `check_in_app_content` says.

    AWS does not document which members count for a quota; here the texts that a recipient reads or follows do. The
    values of e-mail headers are measured again when they are rendered. The length of the description is limited by the
    console only, so not here. Nor does AWS document whether templates are parsed when they are written; here they are,
    URLs and RawContent too, so that none fails when it is sent.

    Source: DG quotas; MODEL MessageHeader; UG message-template-helpers.
    """
    check_counts_and_lengths(request)
    if template_type == "INAPP":
        check_in_app_content(request.get("Content", ()))
    for members, limit in QUOTAS[template_type].items():
        part = {member: request.get(member) for member in members}
        texts = [(member, text) for member, text in _texts(part) if member in TEXTS]
        at_most(", ".join(members), sum(len(text) for _, text in texts), limit, "characters")
        if template_type != "INAPP":  # these have no variables
            for member, text in texts:
                _check_text(member, text)
    if "DefaultSubstitutions" in request:
        default_substitutions(request["DefaultSubstitutions"])


def default_substitutions(text: str) -> dict[str, Any]:
    """The default values by the names of variables, read from a member DefaultSubstitutions.

    BadRequestException if the text is not a JSON object. AWS does not document what the values may be; here anything
    that JSON can hold.

    Source: MODEL EmailTemplateRequest.DefaultSubstitutions.

    >>> default_substitutions('{"User.UserAttributes.FirstName": "friend"}')
    {'User.UserAttributes.FirstName': 'friend'}
    """
    try:
        values = read_json(text)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise invalid("DefaultSubstitutions", "must be a JSON object", text)
    return values


def check_counts_and_lengths(request: Mapping[str, Any]) -> None:
    """Refuse a member with too many items or too long texts, in a template or in the in-app message of a campaign."""
    for member, most in COUNTS.items():
        at_most(member, len(request.get(member, ())), most, "items")
    for member, limits in LENGTHS.items():
        for name, text in _texts(request.get(member)):
            if name in limits:
                at_most(member, len(text), limits[name], "characters", f"a {name} must have", text)


def _check_text(member: str, text: str) -> None:
    from pinpoint_mock.rendering.handlebars.templates import (  # slow to import, and few tests need it
        TemplateError,
        check_template,
    )

    try:
        check_template(text)
    except TemplateError as error:
        raise invalid(member, str(error), text) from None


def _texts(value: Any, member: str = "") -> Iterator[tuple[str, str]]:
    """All texts in a value, each with the name of its member."""
    if isinstance(value, str):
        yield member, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, member)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, name)
