"""From a request in botocore's own type to the protocol's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pinpoint_mock.adapters.recognition import Target
from pinpoint_mock.protocol.dispatch import Request, Response, answer

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest

    from pinpoint_mock.state.world import World


def answer_pinpoint(world: World, target: Target, account_id: str, request: AWSPreparedRequest) -> Response:
    """Answer a request to Pinpoint from a world."""
    parts = urlsplit(request.url)
    return answer(
        world,
        Request(
            method=request.method,
            path=parts.path,
            query=parts.query,
            body=_bytes(request.body),
            account_id=account_id,
            region_name=target.region_name,
        ),
    )


def _bytes(body: Any) -> bytes:
    if body is None:
        return b""
    if hasattr(body, "read"):
        body = body.read()
    return body.encode() if isinstance(body, str) else bytes(body)
