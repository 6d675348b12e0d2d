"""HTTP to the mock as it goes over the wire, also what boto3 would not send."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

HOST = "https://pinpoint.us-east-1.amazonaws.com"
CREDENTIALS = Credentials("AKIDEXAMPLE", "secret")


class Answer(NamedTuple):
    """A response; its headers ignore case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def document(self) -> Any:
        return json.loads(self.body)


@functools.cache
def _session() -> URLLib3Session:
    return URLLib3Session()


def send(
    method: str,
    path: str,
    body: object = b"",
    *,
    host: str = HOST,
    signed: bool = True,
    service: str = "mobiletargeting",
    region_name: str = "us-east-1",
    presigned: bool = False,
) -> Answer:
    """Send a request through botocore's transport. `path` goes out as it is; a dict as `body` goes out as JSON."""
    data = json.dumps(body) if isinstance(body, dict) else body
    request = AWSRequest(method=method, url=host + path, data=data)
    if presigned:
        SigV4QueryAuth(CREDENTIALS, service, region_name).add_auth(request)
    elif signed:
        SigV4Auth(CREDENTIALS, service, region_name).add_auth(request)
    response = _session().send(request.prepare())
    return Answer(response.status_code, response.headers, response.content)
