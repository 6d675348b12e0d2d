"""Whom a segment has as members."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from pinpoint_mock.audience.predicates import JOINS, all_of
from pinpoint_mock.core.clock import now
from pinpoint_mock.state.endpoints import Document
from pinpoint_mock.state.segments import Group, Imported, Predicate, SegmentReference, SegmentVersion

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

MOST_NESTED = 20
"""How many source segments deep one function may call another: Python has a limit for that, segments have none."""


def segment_members(app: App, version: SegmentVersion) -> list[Document]:
    """The endpoints that belong to a version of a segment now, as their documents, in the order of their creation.

    The source segments of a group, joined by its SourceType, are its base; without any it is everybody. The Dimensions,
    joined by its Type, choose from them; without any all stay. The groups are joined by Include; without any it is
    everybody. A source that has been deleted has no members. INACTIVE and opted-out endpoints are members too.

    AWS does not document what becomes of endpoints that an import did not register. Here the segment, and those built
    on it, have their definitions as members, after the endpoints of the application, and in place of one of the same
    id.

    Source: MODEL SegmentGroup; MODEL SegmentGroupList; UG segments-building; UG segments-importing.
    """
    versions = _bottom_up(app, version)
    definitions: dict[str, Document] = {}
    for each in versions:
        definitions.update(each.imported.definitions if each.imported else {})
    endpoints = list(app.endpoints)
    unregistered = [document for key, document in definitions.items() if app.endpoints.get(key) is None]
    if definitions:
        endpoints = [definitions.get(document["Id"].lower(), document) for document in endpoints] + unregistered
    evaluation = _Evaluation(app, now(), endpoints, frozenset(document["Id"] for document in unregistered))
    return list(filter(evaluation.run(versions), endpoints))


def is_member(app: App, version: SegmentVersion, endpoint: Document) -> bool:
    """Whether an endpoint belongs to a version of a segment now; no import may be a part of the segment.

    The document need not be the one that the application has.
    """
    evaluation = _Evaluation(app, now(), [endpoint], frozenset())
    return evaluation.run(_bottom_up(app, version))(endpoint)


def _bottom_up(app: App, top: SegmentVersion) -> list[SegmentVersion]:
    """A version and all that it is built on, each once and after those that it is built on itself."""
    found: dict[SegmentReference, SegmentVersion] = {}
    stack = [(top, False)]
    while stack:
        version, is_built = stack.pop()
        if version.reference in found:
            continue
        if is_built:
            found[version.reference] = version
        else:
            stack.append((version, True))
            stack.extend((below, False) for below in _sources(app, version))
    return list(found.values())


def _sources(app: App, version: SegmentVersion) -> list[SegmentVersion]:
    """The versions that a version is directly built on and that exist."""
    found = map(app.segments.find, version.sources)
    return [each for each in found if each is not None]


@dataclasses.dataclass
class _Evaluation:
    """The decisions on the endpoints of an application at a moment, by the versions of segments that make them.

    `unregistered` are the ids of endpoints that do not belong to everybody, because only a segment knows them.
    """

    app: App
    moment: datetime.datetime
    endpoints: Collection[Document]
    unregistered: frozenset[str]
    predicates: dict[SegmentReference, Predicate] = dataclasses.field(default_factory=dict)
    depths: dict[SegmentReference, int] = dataclasses.field(default_factory=dict)

    def run(self, versions: list[SegmentVersion]) -> Predicate:
        """The decision of the last of the versions, each of which is built on those before it.

        A version on which several are built, or which is nested deep, decides on each endpoint once.
        """
        sources = {version.reference: _sources(self.app, version) for version in versions}
        uses = Counter(below.reference for each in sources.values() for below in each)
        for version in versions:
            depth = 1 + max((self.depths[below.reference] for below in sources[version.reference]), default=0)
            predicate = self._predicate(version)
            if uses[version.reference] > 1 or depth == MOST_NESTED:
                predicate, depth = self._decided(predicate), 1
            self.predicates[version.reference], self.depths[version.reference] = predicate, depth
        return predicate

    def _decided(self, predicate: Predicate) -> Predicate:
        ids = frozenset(document["Id"] for document in filter(predicate, self.endpoints))
        return lambda document: document["Id"] in ids

    def _predicate(self, version: SegmentVersion) -> Predicate:
        if version.imported is not None:
            return _is_imported(version.imported)
        return all_of(self._base([self._group(group) for group in version.groups], version.include))

    def _group(self, group: Group) -> Predicate:
        found = [self.app.segments.find(each) for each in group.sources]
        sources = [self.predicates[version.reference] if version else _is_nobody for version in found]
        parts = self._base(sources, group.source_type)
        criteria = [criteria(self.moment) for criteria in group.criteria]
        if criteria:
            parts.append(JOINS[group.type](criteria))
        return all_of(parts)

    def _base(self, predicates: list[Predicate], join: str) -> list[Predicate]:
        """What makes the endpoints from which others choose: everybody if there is nothing to join or to exclude."""
        parts: list[Predicate] = []
        if self.unregistered and (not predicates or join == "NONE"):
            unregistered = self.unregistered
            parts.append(lambda document: document["Id"] not in unregistered)
        if predicates:
            parts.append(JOINS[join](predicates))
        return parts


def _is_imported(imported: Imported) -> Predicate:
    ids, user_ids = imported.endpoint_ids | imported.definitions.keys(), imported.user_ids
    if not user_ids:
        return lambda document: document["Id"].lower() in ids
    return lambda document: document["Id"].lower() in ids or document["User"].get("UserId") in user_ids


def _is_nobody(document: Document) -> bool:
    return False
