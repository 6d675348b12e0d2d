"""What the mock uses of other services, as interfaces: who reaches them is not known here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol


class ObjectStoreError(Exception):
    """A bucket does not exist, or may not be used; the text is that of S3.

    The `explanation` says what was asked for and what there is.
    """

    def __init__(self, text: str, explanation: str) -> None:
        super().__init__(text)
        self.explanation = explanation


class ObjectStore(Protocol):
    """Objects in buckets, as S3 has them. Each method raises ObjectStoreError for a bucket that it cannot use."""

    def keys(self, bucket: str, prefix: str) -> list[str]:
        """The keys in a bucket that begin with a prefix, sorted."""

    def read(self, bucket: str, key: str) -> bytes:
        """The content of an object that exists."""

    def write(self, bucket: str, key: str, content: bytes) -> None:
        """Create or replace an object."""


ObjectStores = Callable[[str, str], "ObjectStore | None"]
"""Gives the object store that an account sees from a region; None if a test has none in place of S3."""


def no_object_store(account_id: str, region_name: str) -> None:
    """An `ObjectStores` without any."""


PutRecords = Callable[[Sequence[tuple[str, bytes]]], None]
"""Puts records on a stream, each with its partition key first. Nobody is told if the stream does not take them."""

Streams = Callable[[str], PutRecords | None]
"""Gives what puts records on the stream of Kinesis or Firehose that has an ARN; None if a test has no such stream."""


def no_stream(stream_arn: str) -> None:
    """A `Streams` without any."""
