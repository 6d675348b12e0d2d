"""Encoding and hash helpers, all of them over UTF-8; hashes print as lower-case hexadecimals.

Source: facts, messaging section 3.6 and engagement section 3.4.
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
    """The text that is encoded in base64, with or without `=` at the end. HelperError if there is none.

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
"""The encoding and hash helpers by name; `uuid` needs a source of its own and is the engine's."""
