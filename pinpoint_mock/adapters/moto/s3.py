"""moto's S3 of this process, from which jobs import and to which they export."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

from pinpoint_mock.adapters.moto.requests import is_mocking
from pinpoint_mock.core.arns import partition
from pinpoint_mock.core.explain import listed, shown
from pinpoint_mock.state.ports import ObjectStore, ObjectStoreError

NO_BUCKET = "The specified bucket does not exist"
"""The words of S3."""


def mocked_s3(account_id: str, region_name: str) -> ObjectStore | None:
    """The S3 that an account sees from a region in moto; None if moto does not mock S3 now."""
    if not is_mocking():
        return None
    from moto.core.config import passthrough_service

    return None if passthrough_service("s3") else MotoS3(account_id, region_name)


class MotoS3:
    """An `ObjectStore` of the buckets that moto holds. As in S3, the buckets of other accounts can be used too."""

    def __init__(self, account_id: str, region_name: str) -> None:
        self.account_id = account_id
        self.region_name = region_name

    def keys(self, bucket: str, prefix: str) -> list[str]:
        """The keys in a bucket that begin with a prefix, sorted."""
        with self._backend(bucket) as backend:
            keys = sorted(key for key in backend.get_bucket(bucket).keys if key.startswith(prefix))
            return [key for key in keys if backend.get_object(bucket, key) is not None]  # it can be marked as deleted

    def read(self, bucket: str, key: str) -> bytes:
        """The content of an object that exists."""
        with self._backend(bucket) as backend:
            content: bytes = backend.get_object(bucket, key).value
            return content

    def write(self, bucket: str, key: str, content: bytes) -> None:
        """Create or replace an object."""
        with self._backend(bucket) as backend:
            backend.put_object(bucket, key, content)

    @contextlib.contextmanager
    def _backend(self, bucket: str) -> Iterator[Any]:
        """The backend in moto; its error about the bucket becomes an ObjectStoreError."""
        if "moto.s3.models" not in sys.modules:  # nobody has used moto's S3 yet
            raise ObjectStoreError(NO_BUCKET, self._explanation(bucket, []))
        from moto.s3.exceptions import S3ClientError
        from moto.s3.models import s3_backends

        backends = s3_backends[self.account_id]
        name = partition(self.region_name)
        try:
            yield backends[name if name in backends.regions else "global"]  # as older versions of moto call it
        except S3ClientError as error:
            raise ObjectStoreError(error.message, self._explanation(bucket, s3_backends.bucket_accounts)) from None

    def _explanation(self, bucket: str, known: Any) -> str:
        return f"no bucket {shown(bucket)} that {self.account_id} can use; there: {listed(known, bucket)}"
