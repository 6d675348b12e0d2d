"""botocore's transport: while a mock is active, `URLLib3Session.send` answers Pinpoint and refuses other AWS hosts.

The whole of botocore above it stays real: parameter checks, signing, parsing, retries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import EndpointConnectionError
from botocore.httpsession import URLLib3Session

from pinpoint_mock.adapters.accounts import account_of
from pinpoint_mock.adapters.moto.requests import answer_other, is_mocking
from pinpoint_mock.adapters.patching import Patch
from pinpoint_mock.adapters.recognition import Target, is_metadata_host, recognise
from pinpoint_mock.core.errors import ExpectationFailed, RealAWSRefused, S3NotMocked
from pinpoint_mock.protocol.dispatch import Request, Response, answer
from pinpoint_mock.state import activation
from pinpoint_mock.state.activation import Activation

Send = Callable[[Any, AWSPreparedRequest], AWSResponse]

refuses_real_pinpoint = False
"""Whether a request to Pinpoint is refused while no mock is active; otherwise it goes on."""


class RealPinpointRefused(RealAWSRefused):
    """Raised instead of letting a call reach the real Pinpoint while no mock is active."""

    def __str__(self) -> str:
        return (
            f"pinpoint_mock: a call to the real Amazon Pinpoint was refused ({self.url}): no mock is active. "
            "If a thread has outlived its test, let the test wait for it. If a fixture of a class, module or session "
            "makes the call, put `with mock_pinpoint():` around its yield."
        )


class Body:
    """The raw body of a response, as botocore reads it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *args: Any, **kwargs: Any) -> Iterator[bytes]:
        """The content, in one piece."""
        yield self._content


def make_send(original: Send) -> Send:
    """A `send` of botocore's HTTP session that asks the active mock first."""

    def send(session: Any, request: AWSPreparedRequest) -> AWSResponse:
        response = answer_request(request)
        return original(session, request) if response is None else response

    return send


SEND = Patch(URLLib3Session, "send", make_send)


def keep_answering(*patches: Patch) -> None:
    """Put patches on again that somebody else's patch, which is older than the mock, has taken along when it ended."""
    for patch in patches:
        if patch.is_undone():
            with activation.lock:
                if activation.current() is not None:
                    patch.apply()


def answer_request(request: AWSPreparedRequest) -> AWSResponse | None:
    """What the active mock answers to a request; None lets it go on.

    RealAWSRefused for another AWS service, EndpointConnectionError for a metadata host, and what a test has declared;
    RealPinpointRefused where a whole suite refuses the real Pinpoint and no mock is active.
    """
    active = activation.current()
    if active is None and not refuses_real_pinpoint:
        return None
    target = recognise(request.url, _text(request.headers.get("Authorization")))
    if active is None:
        if target.is_pinpoint:
            raise RealPinpointRefused("pinpoint", request.url)
        return None
    if not target.is_pinpoint:
        return _answer_other(active, target, request)
    response = _answer_pinpoint(active, target, request)
    return AWSResponse(request.url, response.status, cast(Any, response.headers), Body(response.body))


def _answer_pinpoint(active: Activation, target: Target, request: AWSPreparedRequest) -> Response:
    """The answer to a request for Pinpoint.

    An expectation of the test that fails on the way, and a job that needs the real S3, are kept to be reported.
    """
    parts = urlsplit(request.url)
    try:
        return answer(
            active.world,
            Request(
                method=request.method,
                path=parts.path,
                query=parts.query,
                body=_bytes(request.body),
                account_id=account_of(target.access_key),
                region_name=target.region_name,
            ),
        )
    except ExpectationFailed as error:
        active.failed_expectations.append(error)
        raise
    except S3NotMocked as error:
        active.refused.append(error)
        raise


def _answer_other(active: Activation, target: Target, request: AWSPreparedRequest) -> AWSResponse | None:
    """The answer to a request that is not for Pinpoint; None lets it pass."""
    if target.service is not None and is_mocking():
        return answer_other(request)
    if active.world.options.allow_real_aws:
        return None
    if is_metadata_host(request.url):
        raise EndpointConnectionError(endpoint_url=request.url)
    if target.service is None:
        return None
    refused = RealAWSRefused(target.service, request.url)
    active.refused.append(refused)
    raise refused


def _bytes(body: Any) -> bytes:
    if body is None:
        return b""
    if hasattr(body, "read"):
        body = body.read()
    return body.encode() if isinstance(body, str) else bytes(body)


def _text(value: str | bytes | None) -> str | None:
    return value.decode() if isinstance(value, bytes) else value
