"""What the content of an in-app message has to have. Nothing here changes any state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pinpoint_mock.core.checks import explained_at, require

NEEDED = {"HeaderConfig": "Header", "BodyConfig": "Body", "BackgroundColor": None}
"""The members that each item needs, and the text without which one of them says nothing.

Source: MODEL InAppTemplateRequest.Content.
"""

BUTTONS = ("PrimaryBtn", "SecondaryBtn")
LINKS = frozenset({"LINK", "DEEP_LINK"})


def check_in_app_content(content: Iterable[Mapping[str, Any]]) -> None:
    """Refuse an item without header, message or background colour, and a button that has no text or leads nowhere.

    BadRequestException `Missing <member>`; an empty text counts as none. AWS does not document the errors. Nor does it
    document what a button needs; here its DefaultConfig, because only that has a text, and for `LINK` and `DEEP_LINK` a
    Link, on each device, because there is no other destination.

    Source: MODEL InAppTemplateRequest.Content; MODEL DefaultButtonConfiguration; MODEL OverrideButtonConfiguration.

    >>> check_in_app_content([{"BackgroundColor": "#FFFFFF"}])
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Missing HeaderConfig
    """
    for place, item in enumerate(content):
        with explained_at(f"Content[{place}]"):
            _require(item, *NEEDED)
            for member, text in NEEDED.items():
                if text:
                    with explained_at(member):
                        _require(item[member], text)
            for button in BUTTONS:
                if button in item:
                    with explained_at(button):
                        _check_button(item[button])


def _check_button(button: Mapping[str, Any]) -> None:
    _require(button, "DefaultConfig")
    for device, config in button.items():
        with explained_at(device):
            _require(
                config,
                *(["Text"] if device == "DefaultConfig" else []),
                *(["Link"] if config["ButtonAction"] in LINKS else []),
            )


def _require(document: Mapping[str, Any], *members: str) -> None:
    require([name for name, value in document.items() if value != ""], *members)
