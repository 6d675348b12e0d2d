"""What the content of an in-app message has to have, through boto3."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import refused
from tests.operations.templates import IN_APP_CONTENT, Templates

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock

CLOSE = {"ButtonAction": "CLOSE", "Text": "Later"}
BUTTONS = ("PrimaryBtn", "SecondaryBtn")
DEVICES = ("Android", "IOS", "Web")
LINKS = ("LINK", "DEEP_LINK")


def without(member: str) -> dict[str, Any]:
    return {name: value for name, value in IN_APP_CONTENT.items() if name != member}


def with_button(button: str, **configs: Any) -> dict[str, Any]:
    return IN_APP_CONTENT | {button: {"DefaultConfig": CLOSE, **configs}}


LACKING: list[tuple[dict[str, Any], str, str]] = [
    *((without(member), member, "") for member in IN_APP_CONTENT),
    ({}, "HeaderConfig", ""),
    ({"ImageUrl": "https://shop.example/image.png"}, "HeaderConfig", ""),
    (IN_APP_CONTENT | {"BackgroundColor": ""}, "BackgroundColor", ""),
    (IN_APP_CONTENT | {"HeaderConfig": IN_APP_CONTENT["HeaderConfig"] | {"Header": ""}}, "Header", "HeaderConfig."),
    (IN_APP_CONTENT | {"BodyConfig": IN_APP_CONTENT["BodyConfig"] | {"Body": ""}}, "Body", "BodyConfig."),
    *((IN_APP_CONTENT | {button: {}}, "DefaultConfig", f"{button}.") for button in BUTTONS),
    *(
        (IN_APP_CONTENT | {button: {"Web": {"ButtonAction": "CLOSE"}}}, "DefaultConfig", f"{button}.")
        for button in BUTTONS
    ),
    *(
        (with_button(button, DefaultConfig={"ButtonAction": "CLOSE", "Text": ""}), "Text", f"{button}.DefaultConfig.")
        for button in BUTTONS
    ),
    *(
        (with_button(button, DefaultConfig={"ButtonAction": action, "Text": "Go"}), "Link", f"{button}.DefaultConfig.")
        for button in BUTTONS
        for action in LINKS
    ),
    *(
        (with_button(button, **{device: {"ButtonAction": action, "Link": ""}}), "Link", f"{button}.{device}.")
        for button in BUTTONS
        for device in DEVICES
        for action in LINKS
    ),
]


@pytest.mark.parametrize(("content", "member", "place"), LACKING)
def test_content_without_what_it_needs_is_refused(
    templates: Templates, pinpoint: PinpointMock, content: dict[str, Any], member: str, place: str
) -> None:
    good = {"Content": [IN_APP_CONTENT]}
    templates.create("INAPP", "welcome", **good)
    for write in (
        functools.partial(templates.create, "INAPP", "other"),
        functools.partial(templates.update, "INAPP", "welcome"),
        functools.partial(templates.add_version, "INAPP", "welcome"),
    ):
        with refused(f"Missing {member}"):
            write(Content=[IN_APP_CONTENT, content])
        explanation = pinpoint.requests.last.explanation or ""
        assert explanation.startswith(f"Content[1].{place}{member} was not sent; sent: ")
    assert templates.names() == [("INAPP", "welcome")]
    assert templates.versions("INAPP", "welcome") == ["1"]
    assert templates.get("INAPP", "welcome").items() >= good.items()


@pytest.mark.parametrize(
    "content",
    [
        IN_APP_CONTENT,
        with_button("PrimaryBtn"),
        with_button("SecondaryBtn", Android={"ButtonAction": "CLOSE"}),
        with_button("PrimaryBtn", DefaultConfig={"ButtonAction": "LINK", "Text": "Go", "Link": "https://shop.example"}),
    ],
)
def test_content_with_what_it_needs_is_taken(templates: Templates, content: dict[str, Any]) -> None:
    templates.create("INAPP", "welcome", Content=[content])
    assert templates.get("INAPP", "welcome")["Content"] == [content]


@pytest.mark.parametrize("request_", [{}, {"Content": []}, {"Layout": "CAROUSEL"}])
def test_a_template_needs_no_content(templates: Templates, request_: dict[str, Any]) -> None:
    templates.create("INAPP", "welcome", **request_)
    assert templates.get("INAPP", "welcome").items() >= request_.items()
