"""What a request is for: Pinpoint, another AWS service, a metadata host, or none of AWS's business.

The credential scope of the signature names region and service at any host, so an `endpoint_url` changes nothing.
Without a signature an exact Pinpoint host is Pinpoint (`sms-voice.pinpoint.<region>` is another service), and at any
other host what botocore calls decides.

Source: BOTOCORE pinpoint/2016-12-01/service-2.json; BOTOCORE pinpoint/2016-12-01/endpoint-rule-set-1.json.
"""

from __future__ import annotations

import os
import re
import sys
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from botocore.session import Session

from pinpoint_mock.adapters.calls import current_call
from pinpoint_mock.state import activation

if TYPE_CHECKING:
    from pinpoint_mock.state.activation import Activation

SIGNING_NAME = "mobiletargeting"
DEFAULT_REGION = "us-east-1"

AWS_DOMAINS = (
    "amazonaws.com",
    "amazonaws.com.cn",
    "amazonaws.eu",
    "api.amazonwebservices.com.cn",
    "api.amazonwebservices.eu",
    "api.aws",
    "api.aws.hci.ic.gov",
    "api.aws.ic.gov",
    "api.aws.scloud",
    "api.cloud-aws.adc-e.uk",
    "c2s.ic.gov",
    "cloud.adc-e.uk",
    "csp.hci.ic.gov",
    "sc2s.sgov.gov",
)
"""The DNS suffixes of all partitions.

Source: BOTOCORE partitions.json.
"""

ANY_AWS_DOMAIN = "|".join(map(re.escape, AWS_DOMAINS))
AWS_HOST = re.compile(rf"^(?P<names>.+)\.(?:{ANY_AWS_DOMAIN})$")
PINPOINT_HOST = re.compile(rf"^pinpoint(?:-fips)?\.(?P<region>[a-z0-9-]+)\.(?:{ANY_AWS_DOMAIN})$")
NOT_A_SERVICE = re.compile(r"[a-z]{2,4}(?:-[a-z]+)+-[0-9]|dualstack|vpce")
CREDENTIAL_SCOPE = re.compile(
    r"Credential=(?P<access_key>[^/,\s]+)/[0-9]{8}/(?:(?P<region>[^/]*)/)?(?P<service>[^/]+)/aws4_request"
)
SHARED_FILES = {"AWS_CONFIG_FILE": "~/.aws/config", "AWS_SHARED_CREDENTIALS_FILE": "~/.aws/credentials"}
SHARED_FILE_SETTINGS = (*SHARED_FILES, "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "HOME", "USERPROFILE")
"""The variables that decide which part of which shared files counts."""

METADATA_HOSTS = frozenset({"169.254.169.254", "fd00:ec2::254", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"})

_regions: weakref.WeakKeyDictionary[Activation, dict[tuple[str | None, ...], str | None]] = weakref.WeakKeyDictionary()
"""What each mock has read in shared files, by the values of SHARED_FILE_SETTINGS."""


class Target(NamedTuple):
    """Where a request goes. `service` is None for hosts that are not AWS's; only Pinpoint needs a region."""

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
    scope = CREDENTIAL_SCOPE.search(authorization or unquote(urlsplit(url).query))
    access_key, region_name, service = scope.groups() if scope else (None, None, None)
    if service == SIGNING_NAME and region_name:
        return Target(service, region_name, access_key)
    host = urlsplit(url).hostname or ""
    pinpoint_host = PINPOINT_HOST.match(host)
    host_region = pinpoint_host["region"] if pinpoint_host else None
    if service == SIGNING_NAME:
        return Target(service, host_region or default_region(), access_key)
    if host_region and not service:
        return Target(SIGNING_NAME, host_region, None)
    if not service:
        call = current_call()
        if call is not None and call.service == SIGNING_NAME:
            return Target(SIGNING_NAME, call.region_name or default_region(), None)
    aws_host = AWS_HOST.match(host)
    if not aws_host:
        return Target(None, "", None)
    return Target(service or _service_of(aws_host["names"]), region_name or "", access_key)


def _service_of(names: str) -> str:
    """The service in names such as `bucket.s3.us-east-1`; the first of `sms-voice.pinpoint`, which is not Pinpoint."""
    services = [name for name in names.split(".") if not NOT_A_SERVICE.fullmatch(name)] or [names]
    return services[0] if services[-1] == "pinpoint" else services[-1]


def is_metadata_host(url: str) -> bool:
    """Whether a URL is that of the instance's or container's metadata, where credentials come from."""
    return (urlsplit(url).hostname or "") in METADATA_HOSTS


def default_region() -> str:
    """The region that the active mock has been given, else that of boto3's default session, AWS_REGION or us-east-1."""
    active = activation.current()
    if active is not None and active.world.options.region_name:
        return active.world.options.region_name
    boto3 = sys.modules.get("boto3")
    session = boto3.DEFAULT_SESSION if boto3 else None
    if session is not None:
        region = session.region_name
    else:
        region = os.environ.get("AWS_DEFAULT_REGION") or _region_in_shared_files(active)
    return region or os.environ.get("AWS_REGION") or DEFAULT_REGION


def _region_in_shared_files(active: Activation | None) -> str | None:
    """The region in the shared files of AWS; a mock reads them once for each state of the variables that name them."""
    if active is None:
        return _read_shared_files()
    known = _regions.setdefault(active, {})
    settings = tuple(map(os.environ.get, SHARED_FILE_SETTINGS))
    if settings not in known:
        known[settings] = _read_shared_files()
    return known[settings]


def _read_shared_files() -> str | None:
    paths = (os.environ.get(variable) or path for variable, path in SHARED_FILES.items())
    if not any(Path(path).expanduser().exists() for path in paths):
        return None  # saves making a session, which takes milliseconds
    region: str | None = Session().get_config_variable("region")
    return region
