"""Which service botocore calls just now: the request itself does not say, unless its signature or its host does.

A client without a signature and with an `endpoint_url` of its own leaves nothing in the request that tells. botocore
still knows when it sends it, and hands it to nobody below, so it is read where botocore has it: in the frame of the
function that sends. Only requests of that kind are looked up so, and others cost nothing.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from types import FrameType

ENDPOINTS = ("botocore.endpoint", "aiobotocore.endpoint")
SENDING = "_do_get_response"
"""The method of an endpoint that sends a request; its arguments are `operation_model` and `context`, among others."""


class Call(NamedTuple):
    """The signing name of the service, and the region of the client."""

    service: str
    region_name: str | None


def current_call() -> Call | None:
    """The call of a client whose request is being sent; None for a request that no client makes."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name == SENDING and frame.f_globals.get("__name__") in ENDPOINTS:
            arguments: dict[str, Any] = frame.f_locals
            service: str = arguments["operation_model"].service_model.signing_name
            return Call(service, arguments["context"].get("client_region"))
        frame = frame.f_back
    return None
