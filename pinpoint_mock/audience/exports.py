"""Exports: the endpoints of an application or segment as an object in S3."""

from __future__ import annotations

import gzip
from collections.abc import Iterable

from pinpoint_mock.audience.locations import Location
from pinpoint_mock.core.strict_json import ascii_json
from pinpoint_mock.state.endpoints import Document
from pinpoint_mock.state.ports import ObjectStore


def export_location(prefix: Location, job_id: str) -> Location:
    """Where a job exports to. A prefix is a folder, whether or not it ends in a slash.

    AWS documents that the key begins with the prefix and ends in `.gz`; here the id of the job is between them, so that
    no export replaces another one.

    Source: DG audience-data-export.

    >>> export_location(Location("audience", "exports"), "j1").url
    's3://audience/exports/j1.gz'
    """
    folder = prefix.key if prefix.key.endswith("/") or not prefix.key else f"{prefix.key}/"
    return Location(prefix.bucket, f"{folder}{job_id}.gz")


def export_endpoints(store: ObjectStore, location: Location, documents: Iterable[Document]) -> int:
    """Write endpoints, as GetEndpoint returns them, one on each line, compressed by gzip; how many they are.

    Without any endpoint the object is an empty file, compressed. ObjectStoreError if there is no such bucket.

    Source: DG audience-data-export; UG migrate.
    """
    lines = [ascii_json(document) for document in documents]
    content = b"".join(line + b"\n" for line in lines)
    store.write(location.bucket, location.key, gzip.compress(content, mtime=0))  # the same for the same endpoints
    return len(lines)
