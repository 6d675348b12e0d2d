"""botocore's errors of a connection, for tests that want one."""

from __future__ import annotations

import inspect
from typing import cast

from botocore import exceptions


def connection_errors() -> dict[str, type[Exception]]:
    """The errors by name.

    >>> "ReadTimeoutError" in connection_errors()
    True
    """
    return {name: kind for name, kind in vars(exceptions).items() if is_connection_error(kind)}


def is_connection_error(kind: object) -> bool:
    """Whether this is one of botocore's classes for an error of a connection."""
    bases = (exceptions.HTTPClientError, exceptions.ConnectionError)
    return inspect.isclass(kind) and issubclass(kind, bases)


def make_connection_error(kind: type[Exception], region_name: str, reason: str) -> Exception:
    """An error as the transport would raise it from a call to Pinpoint in a region."""
    url = f"https://pinpoint.{region_name}.amazonaws.com/"
    members = {"endpoint_url": url, "proxy_url": url, "error": reason, "name": reason, "reason": reason}
    return cast("type[exceptions.BotoCoreError]", kind)(**members)
