"""Segments of an application, and their versions.

A version is compiled when it is written: the functions in it decide on an endpoint without looking at the criteria that
were sent.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pinpoint_mock.core.explain import shown
from pinpoint_mock.state.endpoints import Document

Predicate = Callable[[Document], bool]
"""Decides on an endpoint by its document."""

Criteria = Callable[[datetime.datetime], Predicate]
"""What one Dimensions object asks of an endpoint at a moment, on which only the recency depends."""


class SegmentReference(NamedTuple):
    """A segment that another one is built on; without a version it is the current one, whenever it is evaluated."""

    segment_id: str
    version: int | None = None


@dataclasses.dataclass(frozen=True)
class Group:
    """One of the groups of a segment: the segments it is built on, what it asks, and how each of them are joined.

    `source_type` and `type` are `ALL`, `ANY` or `NONE`.
    """

    sources: tuple[SegmentReference, ...] = ()
    source_type: str = "ALL"
    criteria: tuple[Criteria, ...] = ()
    type: str = "ALL"


@dataclasses.dataclass(frozen=True)
class Imported:
    """Whom an imported segment names.

    `endpoint_ids` are those of endpoints that were stored, in lower case; `user_ids` those of users with all their
    endpoints; `definitions`, by id in lower case, are the documents of endpoints that only the segment knows, because
    the import did not register them. They have the shape of stored endpoints.
    """

    endpoint_ids: frozenset[str] = frozenset()
    user_ids: frozenset[str] = frozenset()
    definitions: Mapping[str, Document] = dataclasses.field(default_factory=dict)

    def __or__(self, other: Imported) -> Imported:
        """Everybody whom one of the two names.

        Of two definitions with one id that of `other` is left, and none of an endpoint that `other` has stored.
        """
        kept = {key: each for key, each in self.definitions.items() if key not in other.endpoint_ids}
        return Imported(
            self.endpoint_ids | other.endpoint_ids,
            self.user_ids | other.user_ids,
            {**kept, **other.definitions},
        )


@dataclasses.dataclass(frozen=True)
class SegmentVersion:
    """One version of a segment: its document in the shape SegmentResponse, without tags, and what it compiles to.

    `include` says how the groups are joined: `ALL`, `ANY` or `NONE`. `imported` is there in imported segments alone.
    """

    document: dict[str, Any]
    groups: tuple[Group, ...] = ()
    include: str = "ALL"
    imported: Imported | None = None

    @property
    def number(self) -> int:
        """The number of the version."""
        number: int = self.document["Version"]
        return number

    @property
    def sources(self) -> list[SegmentReference]:
        """The segments that this version is directly built on."""
        return [source for group in self.groups for source in group.sources]

    @property
    def reference(self) -> SegmentReference:
        """What names this version, whether or not it is the current one."""
        return SegmentReference(self.document["Id"], self.number)


@dataclasses.dataclass(frozen=True)
class Segment:
    """A segment with at least one version; it is replaced, never changed in place.

    `number` grows with each segment of the application; `versions` is ordered, the current one last.
    """

    segment_id: str
    number: int
    versions: Mapping[int, SegmentVersion]
    tags: dict[str, str]

    @property
    def name(self) -> str:
        """The name in the newest version, or ""."""
        name: str = self.current.document.get("Name", "")
        return name

    @property
    def described(self) -> str:
        """The id and the name, for texts."""
        return f"{shown(self.segment_id)} ({shown(self.name)})" if self.name else shown(self.segment_id)

    @property
    def current(self) -> SegmentVersion:
        """The newest version."""
        return self.versions[len(self.versions)]  # versions begin with 1, and none is ever deleted

    def find(self, version: int | None) -> SegmentVersion | None:
        """A version by its number, None is the current one. None if it does not exist."""
        return self.current if version is None else self.versions.get(version)

    def with_version(self, version: SegmentVersion) -> Segment:
        """The segment with a version that is newer than all others, or in place of the one of its number."""
        return dataclasses.replace(self, versions={**self.versions, version.number: version})


class SegmentStore:
    """The segments of an application by id, in the order of their creation."""

    def __init__(self) -> None:
        self._segments: dict[str, Segment] = {}
        self._deleted: dict[str, None] = {}
        self._created = 0

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._segments.values())

    def copy(self) -> SegmentStore:
        """A store of the same segments, in dicts of its own."""
        store = SegmentStore()
        store._segments = dict(self._segments)
        store._deleted = dict(self._deleted)
        store._created = self._created
        return store

    def get(self, segment_id: str) -> Segment | None:
        """The segment of that id, or None."""
        return self._segments.get(segment_id)

    def find(self, reference: SegmentReference) -> SegmentVersion | None:
        """The version of a segment that is named. None if the segment or the version does not exist."""
        segment = self.get(reference.segment_id)
        return segment.find(reference.version) if segment else None

    def was_deleted(self, segment_id: str) -> bool:
        """Whether a segment of that id existed once."""
        return segment_id in self._deleted

    def create(self, version: SegmentVersion, tags: dict[str, str]) -> Segment:
        """Hold a new segment, as the newest, with its first version."""
        self._created += 1
        segment = Segment(version.document["Id"], self._created, {version.number: version}, tags)
        self.put(segment)
        return segment

    def put(self, segment: Segment) -> None:
        """Hold a segment in place of the one of its id."""
        self._segments[segment.segment_id] = segment

    def delete(self, segment: Segment) -> None:
        """Delete a segment with all versions."""
        del self._segments[segment.segment_id]
        self._deleted[segment.segment_id] = None
