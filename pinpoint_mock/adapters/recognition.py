"""What a request is for: Pinpoint, another AWS service, a metadata host, or none of AWS's business.

The credential scope of the signature names region and service at any host, so an `endpoint_url` changes nothing.
Without a signature only an exact Pinpoint host is Pinpoint; `sms-voice.pinpoint.<region>` is another service.
Source: the signing name in the service model; the host forms of botocore's endpoint rules for Pinpoint.
"""

from __future__ import annotations

import os
import re
import sys
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

SIGNING_NAME = "mobiletargeting"
DEFAULT_REGION = "us-east-1"
DEFAULT_ACCOUNT_ID = "123456789012"

AWS_DOMAIN = (
    r"(?:amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|api\.aws|api\.amazonwebservices\.com\.cn"
    r"|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)"
)
AWS_HOST = re.compile(rf"(?:^|\.){AWS_DOMAIN}$")
PINPOINT_HOST = re.compile(rf"^pinpoint(?:-fips)?\.(?P<region>[a-z0-9-]+)\.{AWS_DOMAIN}$")
CREDENTIAL_SCOPE = re.compile(
    r"Credential=(?P<access_key>[^/,\s]+)/\d{8}/(?:(?P<region>[^/]*)/)?(?P<service>[^/]+)/aws4_request"
)
METADATA_HOSTS = frozenset({"169.254.169.254", "fd00:ec2::254", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"})


class Target(NamedTuple):
    """Where a request goes. `service` is the signing name, or None for hosts that are not AWS's."""

    service: str | None
    region_name: str
    access_key: str | None

    @property
    def is_pinpoint(self) -> bool:
        """Whether the mock answers the request."""
        return self.service == SIGNING_NAME


def recognise(url: str, authorization: str | None) -> Target:
    """The target of a request by its URL and its `Authorization` header.

    >>> recognise("https://pinpoint.eu-west-1.amazonaws.com/v1/apps", None)
    Target(service='mobiletargeting', region_name='eu-west-1', access_key=None)
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    pinpoint_host = PINPOINT_HOST.match(host)
    host_region = pinpoint_host["region"] if pinpoint_host else None
    scope = CREDENTIAL_SCOPE.search(authorization or unquote(parts.query))
    if scope and (scope["service"] == SIGNING_NAME or AWS_HOST.search(host)):
        return Target(scope["service"], scope["region"] or host_region or default_region(), scope["access_key"])
    if host_region:
        return Target(SIGNING_NAME, host_region, None)
    return Target(host.split(".")[0] if AWS_HOST.search(host) else None, default_region(), None)


def is_metadata_host(url: str) -> bool:
    """Whether a URL is that of the instance's or container's metadata, where credentials come from."""
    return (urlsplit(url).hostname or "") in METADATA_HOSTS


def default_region() -> str:
    """The region of boto3's default session, else AWS_DEFAULT_REGION or AWS_REGION, else us-east-1."""
    boto3 = sys.modules.get("boto3")
    session = boto3.DEFAULT_SESSION if boto3 else None
    return (
        (session.region_name if session else None)
        or os.environ.get("AWS_DEFAULT_REGION")
        or os.environ.get("AWS_REGION")
        or DEFAULT_REGION
    )
