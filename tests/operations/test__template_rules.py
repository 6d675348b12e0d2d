"""What the content of a template may be, through boto3: quotas, default values, headers, parsing."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import refused
from tests.operations.templates import BY_TYPE, CASES, IN_APP_CONTENT, Case, Templates, each_type

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


def in_email(size: int) -> dict[str, Any]:
    """Texts in all members that count, and some in those that do not."""
    return {
        "Headers": [{"Name": "X-Long-Name", "Value": "v" * 100}, {"Name": "X-Other-Name", "Value": "v" * 100}],
        "HtmlPart": "h" * 300_000,
        "Subject": "s" * 100,
        "TextPart": "t" * (size - 300_300),
        "TemplateDescription": "d" * 1_000,
    }


def in_app(size: int) -> dict[str, Any]:
    header = {"Alignment": "LEFT", "TextColor": "#000000", "Header": "h" * 10}
    body = {"Alignment": "LEFT", "TextColor": "#000000", "Body": "b" * 10}
    texts = {"BackgroundColor": "#FFFFFF", "HeaderConfig": header, "BodyConfig": body}
    button = {"DefaultConfig": {"ButtonAction": "LINK", "Text": "t" * 4, "Link": "l" * 6}}
    content = [{**texts, "PrimaryBtn": button}, {**texts, "ImageUrl": "i" * (size - 50)}]
    return {"Content": content, "CustomConfig": {"ImageUrl": "c" * 1_000}}


def in_push(member: str) -> Callable[[int], dict[str, Any]]:
    def request(size: int) -> dict[str, Any]:
        others = {other: {"Body": "b" * 3_999} for other in ("Default", "ADM", "APNS", "Baidu", "GCM")}
        return {**others, member: {"Title": "t" * 10, "Body": "b" * (size - 40), "Url": "u" * 30, "Sound": "s" * 99}}

    return request


QUOTAS: list[tuple[str, str, int, Callable[[int], dict[str, Any]]]] = [
    ("EMAIL", "Subject, HtmlPart, TextPart, Headers", 600_000, in_email),
    ("INAPP", "Content", 200_000, in_app),
    ("PUSH", "Default", 4_000, in_push("Default")),
    ("PUSH", "ADM", 6_000, in_push("ADM")),
    ("PUSH", "APNS", 4_000, in_push("APNS")),
    ("PUSH", "Baidu", 4_000, in_push("Baidu")),
    ("PUSH", "GCM", 4_000, in_push("GCM")),
    ("PUSH", "GCM", 4_000, lambda size: {"GCM": {"RawContent": "r" * size}}),
    ("PUSH", "APNS", 4_000, lambda size: {"APNS": {"MediaUrl": "u" * (size - 1), "Body": "ß"}}),
    ("SMS", "Body", 1_600, lambda size: {"Body": "ü" * size, "TemplateDescription": "d" * 1_000}),
    ("VOICE", "Body", 10_000, lambda size: {"Body": "b" * size, "VoiceId": "v" * 1_000}),
]


@pytest.mark.parametrize(("template_type", "members", "limit", "request_of"), QUOTAS)
def test_texts_can_have_so_many_characters_together(
    templates: Templates, template_type: str, members: str, limit: int, request_of: Callable[[int], dict[str, Any]]
) -> None:
    templates.create(template_type, "full", **request_of(limit))
    for write in (
        functools.partial(templates.create, template_type, "over"),
        functools.partial(templates.update, template_type, "full"),
        functools.partial(templates.add_version, template_type, "full"),
    ):
        with refused(f"Invalid {members}: must have at most {limit} characters"):
            write(**request_of(limit + 1))

    assert templates.names() == [(template_type, "full")]
    assert templates.get(template_type, "full").items() >= request_of(limit).items()
    assert templates.versions(template_type, "full") == ["1"]


@pytest.mark.parametrize(
    ("template_type", "member", "most", "value"),
    [
        ("EMAIL", "Headers", 15, lambda size: [{"Name": "X-Shop", "Value": "1"}] * size),
        ("INAPP", "Content", 5, lambda size: [IN_APP_CONTENT] * size),
        ("INAPP", "CustomConfig", 10, lambda size: {str(number): "x" for number in range(size)}),
    ],
)
def test_members_can_have_so_many_items(
    templates: Templates, template_type: str, member: str, most: int, value: Callable[[int], object]
) -> None:
    templates.create(template_type, "full", **{member: value(most)})

    with refused(f"Invalid {member}: must have at most {most} items"):
        templates.create(template_type, "over", **{member: value(most + 1)})
    assert templates.names() == [(template_type, "full")]


COLOURED = {"Alignment": "LEFT", "TextColor": "#000000"}
LENGTHS: list[tuple[str, str, str, int, Callable[[str], dict[str, Any]]]] = [
    ("EMAIL", "Headers", "Name", 126, lambda text: {"Name": text}),
    ("EMAIL", "Headers", "Value", 870, lambda text: {"Name": "X-Shop", "Value": text}),
    ("INAPP", "Content", "Header", 64, lambda text: IN_APP_CONTENT | {"HeaderConfig": {**COLOURED, "Header": text}}),
    ("INAPP", "Content", "Body", 150, lambda text: IN_APP_CONTENT | {"BodyConfig": {**COLOURED, "Body": text}}),
    (
        "INAPP",
        "Content",
        "Text",
        64,
        lambda text: IN_APP_CONTENT | {"SecondaryBtn": {"DefaultConfig": {"ButtonAction": "CLOSE", "Text": text}}},
    ),
]


@pytest.mark.parametrize(("template_type", "member", "name", "limit", "item_with"), LENGTHS)
def test_a_text_can_have_so_many_characters(
    templates: Templates,
    template_type: str,
    member: str,
    name: str,
    limit: int,
    item_with: Callable[[str], dict[str, Any]],
) -> None:
    templates.create(template_type, "full", **{member: [item_with("x"), item_with("x" * limit)]})

    with refused(f"Invalid {member}: a {name} must have at most {limit} characters"):
        templates.create(template_type, "over", **{member: [item_with("x"), item_with("x" * (limit + 1))]})
    assert templates.names() == [(template_type, "full")]


def test_names_that_the_caller_chose_are_no_members(templates: Templates) -> None:
    templates.create("INAPP", "welcome", CustomConfig={"Header": "h" * 65, "Body": "{{#if"})
    templates.create("SMS", "welcome")

    templates.update("SMS", "welcome", tags={"Body": "{{#if"})

    assert templates.get("INAPP", "welcome")["CustomConfig"] == {"Header": "h" * 65, "Body": "{{#if"}


with_defaults = pytest.mark.parametrize(
    "case", [case for case in CASES if "DefaultSubstitutions" in case.request], ids=lambda case: case.template_type
)


@pytest.mark.parametrize(
    "good",
    ["{}", ' {"a": "b"}\n', '{"Attributes": {"Order": ["none"]}, "n": 1, "none": null}', '{"größe": "\\u00fc"}'],
)
@with_defaults
def test_default_values_are_a_json_object_and_kept_as_sent(templates: Templates, case: Case, good: str) -> None:
    templates.create(case.template_type, "welcome", DefaultSubstitutions=good)

    assert templates.get(case.template_type, "welcome")["DefaultSubstitutions"] == good


@pytest.mark.parametrize("bad", ["", "name=friend", "{'a': 'b'}", '["a"]', '"a"', "null", '{"a": NaN}', "[" * 100_000])
@with_defaults
def test_other_default_values_are_refused(templates: Templates, case: Case, bad: str) -> None:
    templates.create(case.template_type, "welcome", **case.request)
    before = templates.get(case.template_type, "welcome")

    for write in (templates.update, templates.add_version):
        with refused("Invalid DefaultSubstitutions: must be a JSON object"):
            write(case.template_type, "welcome", DefaultSubstitutions=bad)
    with refused("Invalid DefaultSubstitutions: must be a JSON object"):
        templates.create(case.template_type, "other", DefaultSubstitutions=bad)
    assert templates.get(case.template_type, "welcome") == before
    assert templates.versions(case.template_type, "welcome") == ["1"]
    assert templates.names() == [(case.template_type, "welcome")]


ANDROID_TEXTS = ("Body", "ImageIconUrl", "ImageUrl", "RawContent", "SmallImageIconUrl", "Title", "Url")
PUSH_TEXTS = {
    "ADM": ANDROID_TEXTS,
    "APNS": ("Body", "MediaUrl", "RawContent", "Title", "Url"),
    "Baidu": ANDROID_TEXTS,
    "Default": ("Body", "Title", "Url"),
    "GCM": ANDROID_TEXTS,
}
PARSED = [
    "EMAIL.Subject",
    "EMAIL.HtmlPart",
    "EMAIL.TextPart",
    "EMAIL.Headers.Value",
    *[f"PUSH.{part}.{member}" for part, members in PUSH_TEXTS.items() for member in members],
    "SMS.Body",
    "VOICE.Body",
]
"""The members whose text is parsed, each with the type of its template."""


def with_text(member: str, text: str) -> tuple[str, dict[str, Any]]:
    """A template type and a request that has a text in the member."""
    template_type, first, *rest = member.split(".")
    value: Any = {rest[0]: text} if rest else text
    return template_type, {first: [value] if first == "Headers" else value}


@pytest.mark.parametrize("member", PARSED)
def test_a_template_that_cannot_be_parsed_is_refused(templates: Templates, client: PinpointClient, member: str) -> None:
    template_type, request = with_text(member, "{{#if Attributes.Order}}never closed")
    templates.create(template_type, "welcome", **BY_TYPE[template_type].request)
    before = templates.get(template_type, "welcome")

    for call, name in ((templates.create, "other"), (templates.update, "welcome"), (templates.add_version, "welcome")):
        with pytest.raises(client.exceptions.BadRequestException) as caught:
            call(template_type, name, **request)
        assert caught.value.response["Error"]["Message"].startswith(f"Invalid {member.rpartition('.')[2]}: ")
    assert templates.get(template_type, "welcome") == before
    assert templates.versions(template_type, "welcome") == ["1"]
    assert templates.names() == [(template_type, "welcome")]


@pytest.mark.parametrize("broken", ["Hi {{name", "{{/if}}", "{{#if a}}{{/each}}", "{{}}", "{{upper (lower a}}"])
def test_broken_templates_of_all_kinds_are_refused(templates: Templates, client: PinpointClient, broken: str) -> None:
    with pytest.raises(client.exceptions.BadRequestException, match="Invalid Body: "):
        templates.create("SMS", "welcome", Body=broken)
    assert templates.names() == []


@pytest.mark.parametrize("member", PARSED)
def test_helpers_blocks_and_single_braces_are_taken(templates: Templates, member: str) -> None:
    text = '{"a": {"b": {}}} {{#if Attributes.Order}}{{upper Attributes.Order.[0]}}{{else}}} nothing{{/if}} { }}'
    template_type, request = with_text(member, text)

    templates.create(template_type, "welcome", **request)

    assert templates.get(template_type, "welcome").items() >= request.items()


@each_type
def test_what_nobody_reads_is_not_parsed(templates: Templates, case: Case) -> None:
    members = ({"TemplateDescription", "RecommenderId", "LanguageCode", "VoiceId"}) & case.request.keys()

    templates.create(case.template_type, "welcome", **dict.fromkeys(members, "{{#if"))

    assert templates.get(case.template_type, "welcome").items() >= dict.fromkeys(members, "{{#if").items()


@each_type
def test_shapes_are_checked(templates: Templates, client: PinpointClient, case: Case) -> None:
    client.meta.events.register_first("before-call.pinpoint", _without_a_body, "no-body")
    try:
        with refused(f"Invalid {case.request_member}: must be an object"):
            templates.create(case.template_type, "welcome", **case.request)
    finally:
        client.meta.events.unregister("before-call.pinpoint", unique_id="no-body")
    assert templates.names() == []


def _without_a_body(params: dict[str, Any], **_: object) -> None:
    params["body"] = b"[]"
