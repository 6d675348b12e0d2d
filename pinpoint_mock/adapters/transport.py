"""botocore's transport: while a mock is active, `URLLib3Session.send` answers Pinpoint and refuses other AWS hosts.

The whole of botocore above it stays real: parameter checks, signing, parsing, retries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import EndpointConnectionError
from botocore.httpsession import URLLib3Session

from pinpoint_mock.adapters import activation, moto
from pinpoint_mock.adapters.activation import Activation
from pinpoint_mock.adapters.answering import answer_pinpoint
from pinpoint_mock.adapters.patching import Patch
from pinpoint_mock.adapters.recognition import Target, is_metadata_host, recognise
from pinpoint_mock.core.errors import RealAWSRefused
from pinpoint_mock.protocol.dispatch import Response

Send = Callable[[Any, AWSPreparedRequest], AWSResponse]


class Body:
    """The raw body of a response, as botocore reads it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *args: Any, **kwargs: Any) -> Iterator[bytes]:
        """The content, in one piece."""
        yield self._content


def _make_send(original: Send) -> Send:
    def send(session: Any, request: AWSPreparedRequest) -> AWSResponse:
        answer = answer_request(request)
        return original(session, request) if answer is None else answer

    return send


patch = Patch(URLLib3Session, "send", _make_send)


def answer_request(request: AWSPreparedRequest) -> AWSResponse | None:
    """What the active mock answers to a request; None lets it go on.

    RealAWSRefused for another AWS service, EndpointConnectionError for a metadata host, and what a test has declared.
    """
    active = activation.current()
    if active is None:
        return None
    target = recognise(request.url, _text(request.headers.get("Authorization")))
    if not target.is_pinpoint:
        return _answer_other(active, target, request)
    account_id = moto.account_id(target.access_key)
    return _to_aws_response(request.url, answer_pinpoint(active.world, target, account_id, request))


def _to_aws_response(url: str, response: Response) -> AWSResponse:
    """A response in botocore's own type."""
    return AWSResponse(url, response.status, cast(Any, response.headers), Body(response.body))


def _answer_other(active: Activation, target: Target, request: AWSPreparedRequest) -> AWSResponse | None:
    """The answer to a request that is not for Pinpoint; None lets it pass."""
    if target.service is not None and moto.is_mocking():
        return moto.answer_other(request)
    if active.world.options.allow_real_aws:
        return None
    if is_metadata_host(request.url):
        raise EndpointConnectionError(endpoint_url=request.url)
    if target.service is None:
        return None
    refused = RealAWSRefused(target.service, request.url)
    active.refused.append(refused)
    raise refused


def _text(value: str | bytes | None) -> str | None:
    return value.decode() if isinstance(value, bytes) else value


activation.register(patch.apply, patch.remove)
