"""Encoding and hash helpers. Texts are encoded in UTF-8; hashes print in lower-case hexadecimals.

Source: UG message-template-helpers.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from pinpoint_mock.rendering.handlebars.helpers.values import HelperError, text


def encode64(value: Any, /) -> str:
    """The text in base64.

    >>> encode64("Hello world")
    'SGVsbG8gd29ybGQ='
    """
    return base64.b64encode(text(value).encode()).decode()


def decode64(value: Any, /) -> str:
    """The text behind a base64 text, with or without `=` at its end. HelperError if it is no base64.

    >>> decode64("SGVsbG8gd29ybGQ=")
    'Hello world'
    """
    encoded = text(value).strip().rstrip("=")
    try:
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True).decode()
    except ValueError:
        raise HelperError("expected a text in base64") from None


def _hash(algorithm: str) -> Callable[..., str]:
    def hashed(value: Any, /) -> str:
        return hashlib.new(algorithm, text(value).encode(), usedforsecurity=False).hexdigest()

    return hashed


HELPERS: Mapping[str, Callable[..., str]] = {
    "decode64": decode64,
    "encode64": encode64,
    "md5": _hash("md5"),
    "sha256": _hash("sha256"),
    "sha512": _hash("sha512"),
}
"""The encoding and hash helpers by name; `uuid` needs a source of ids and is defined by the engine."""
