"""Encoding and hash helpers."""

from __future__ import annotations

import pytest

from pinpoint_mock.rendering.handlebars.templates import TemplateError, render

SHA512 = (
    "2c74fd17edafd80e8447b0d46741ee243b7eb74dd2149a0ab1b9246fb30382f2"
    "7e853d8585719e0e67cbda0daa8f51671064615d645ae27acb15bfb1447f459b"
)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{sha256 "Hello World"}}', "a591a6d40bf420404a011733cfb7b190d62c65bf0bcda32b57b277d9ad9f146e"),
        ('{{sha512 "Hello World"}}', SHA512),
    ],
)
def test_samples_of_the_user_guide(template: str, expected: str) -> None:
    assert render(template, {}) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{encode64 "Hello world"}}', "SGVsbG8gd29ybGQ="),
        ('{{decode64 "SGVsbG8gd29ybGQ="}}', "Hello world"),
        ('{{decode64 "SGVsbG8gd29ybGQ"}}', "Hello world"),
        ('{{md5 "Hello world"}}', "3e25960a79dbc69b674cd4ec67a72c62"),
        ('{{encode64 "Größe"}}', "R3LDtsOfZQ=="),
        ("{{decode64 (encode64 Name)}}", "Ädam"),
        ('{{md5 ""}}', "d41d8cd98f00b204e9800998ecf8427e"),
        ("<{{md5 Nothing}}{{encode64 Nothing}}{{decode64 Nothing}}>", "<>"),
    ],
)
def test_details(template: str, expected: str) -> None:
    assert render(template, {"Name": ["Ädam"]}) == expected


@pytest.mark.parametrize("text", ["a", "SGV sbG8", "/w==", "Größe"])
def test_what_is_not_base64(text: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render("{{decode64 Text}}", {"Text": [text]})
    assert str(caught.value) == "decode64: expected a text in base64"
