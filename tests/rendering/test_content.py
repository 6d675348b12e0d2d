"""What one recipient reads, and with which settings it is sent."""

from __future__ import annotations

import pytest

from pinpoint_mock.rendering.content import NO_CONTENT, Content


@pytest.mark.parametrize(
    ("content", "is_silent"),
    [
        (Content(settings={"SilentPush": True}), True),
        (Content(settings={"SilentPush": False}), False),
        (Content(body="Hello"), False),
    ],
)
def test_a_push_notification_that_shows_nothing(content: Content, is_silent: bool) -> None:
    assert content.is_silent is is_silent


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (Content(title="News", body="Hello", subject="not shown"), {"title": "News", "body": "Hello"}),
        (Content(body=""), {"body": ""}),
        (Content(title="News"), {"title": "News"}),
        (NO_CONTENT, {}),
    ],
)
def test_the_texts_that_there_are(content: Content, texts: dict[str, str]) -> None:
    assert content.shown_texts() == texts


def test_settings_under_the_keys_of_a_push_service() -> None:
    content = Content(settings={"Badge": 0, "Sound": "default", "Url": "https://example.com"})
    keys = {"ThreadId": "thread-id", "Sound": "sound", "Badge": "badge"}
    assert content.renamed_settings(keys) == {"sound": "default", "badge": 0}


def test_no_content_is_empty_and_no_failure() -> None:
    assert (NO_CONTENT.is_empty, NO_CONTENT.failure) == (True, None)
    assert not Content().is_empty


def test_contents_share_no_settings() -> None:
    Content().settings["Badge"] = 1
    assert Content().settings == {}
