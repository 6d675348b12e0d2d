"""Where jobs read and write: URLs of S3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pinpoint_mock.core.checks import invalid
from pinpoint_mock.core.errors import S3NotMocked

if TYPE_CHECKING:
    from pinpoint_mock.state.ports import ObjectStore
    from pinpoint_mock.state.world import App

S3_URL = re.compile(r"s3://(?P<bucket>[^/]+)(?:/(?P<key>.*))?", re.DOTALL)


class Location(NamedTuple):
    """An object in S3, or the prefix of several."""

    bucket: str
    key: str

    @property
    def url(self) -> str:
        """The location as one text.

        >>> Location("audience", "users.csv").url
        's3://audience/users.csv'
        """
        return f"s3://{self.bucket}/{self.key}"


def read_location(member: str, url: str) -> Location:
    """The location that a URL names, else BadRequestException. A URL without a key names the whole bucket.

    Source: MODEL ImportJobRequest.S3Url; MODEL ExportJobRequest.S3UrlPrefix.

    >>> read_location("S3Url", "s3://audience/2026/users.csv")
    Location(bucket='audience', key='2026/users.csv')
    """
    match = S3_URL.fullmatch(url)
    if match is None:
        raise invalid(member, "must have the form s3://bucket-name/folder-name/file-name", url)
    return Location(match["bucket"], match["key"] or "")


def object_store(app: App, location: Location) -> ObjectStore:
    """What stands in place of S3 for the account and region of an application; S3NotMocked if nothing does."""
    backend = app.backend
    store = backend.world.object_stores(backend.account_id, backend.region_name)
    if store is None:
        raise S3NotMocked("s3", location.url)
    return store
