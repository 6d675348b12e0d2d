"""Objects in memory, in place of S3."""

from __future__ import annotations


class Objects:
    """An `ObjectStore` in a dict, in which every bucket exists.

    >>> objects = Objects()
    >>> objects.write("audience", "users.csv", b"Id")
    >>> objects.keys("audience", "users"), objects.read("audience", "users.csv")
    (['users.csv'], b'Id')
    """

    def __init__(self) -> None:
        self.contents: dict[tuple[str, str], bytes] = {}

    def keys(self, bucket: str, prefix: str) -> list[str]:
        """The keys in a bucket that begin with a prefix, sorted."""
        return sorted(key for name, key in self.contents if name == bucket and key.startswith(prefix))

    def read(self, bucket: str, key: str) -> bytes:
        """The content of an object that exists."""
        return self.contents[bucket, key]

    def write(self, bucket: str, key: str, content: bytes) -> None:
        """Create or replace an object."""
        self.contents[bucket, key] = content
