"""The endpoints of one application and the users that they belong to."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from pinpoint_mock.core.channels import PUSH_CHANNELS
from pinpoint_mock.state.attribute_names import AttributeNames

Document = dict[str, Any]
"""An endpoint in the service's EndpointResponse shape, replaced and never changed in place."""

NOT_THERE: Document = {"User": {}}


def channel_family(channel_type: str) -> str:
    """What makes two equal addresses the same: all push types are one family, every other type its own.

    >>> channel_family("GCM"), channel_family("APNS_SANDBOX"), channel_family("SMS")
    ('PUSH', 'PUSH', 'SMS')
    """
    return "PUSH" if channel_type in PUSH_CHANNELS else channel_type


def _active_address(document: Document) -> tuple[str, str] | None:
    """Channel family and address of an ACTIVE endpoint that has both."""
    if document.get("EndpointStatus") != "ACTIVE" or "Address" not in document:
        return None
    return channel_family(document["ChannelType"]), document["Address"]


class _Entry(NamedTuple):
    """A stored endpoint; `number` rises with each creation."""

    number: int
    document: Document


class EndpointStore:
    """The endpoints of an application by id, by user and by active address.

    Look-up by id ignores case, user ids are case-sensitive. The store itself sees to two rules: of the endpoints
    with one address in one channel family at most one is ACTIVE, and all endpoints of a user hold one and the same
    `User`. A user exists while an endpoint has it.
    """

    def __init__(self) -> None:
        self.attribute_names = AttributeNames()
        self._entries: dict[str, _Entry] = {}
        self._users: dict[str, tuple[str, ...]] = {}
        self._active: dict[tuple[str, str], str] = {}
        self._created = 0
        self._journal: list[tuple[str, _Entry | None]] | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Document]:
        """The endpoints in the order in which they were created; the store may be changed meanwhile."""
        return iter([entry.document for entry in self._entries.values()])

    def copy(self) -> EndpointStore:
        """A store of the same endpoints, in dicts of its own."""
        store = EndpointStore()
        store.attribute_names = self.attribute_names.copy()
        store._entries = dict(self._entries)
        store._users = dict(self._users)
        store._active = dict(self._active)
        store._created = self._created
        return store

    def get(self, endpoint_id: str) -> Document | None:
        """The endpoint of that id, or None."""
        entry = self._entries.get(endpoint_id.lower())
        return entry.document if entry else None

    def of_user(self, user_id: str) -> list[Document]:
        """The endpoints of a user in the order in which they were created."""
        return [self._entries[key].document for key in self._users.get(user_id, ())]

    def ids(self) -> Iterator[str]:
        """The ids of the endpoints one by one, in no certain order."""
        return (entry.document["Id"] for entry in self._entries.values())

    def user_ids(self) -> Collection[str]:
        """The users that have an endpoint."""
        return self._users.keys()

    def user(self, user_id: str) -> dict[str, Any]:
        """The `User` that all endpoints of a user hold, or `{}` if the user does not exist."""
        keys = self._users.get(user_id)
        user: dict[str, Any] = self._entries[keys[0]].document["User"] if keys else {}
        return user

    def put(self, document: Document) -> None:
        """Create or replace the endpoint of the document's `Id`."""
        key = document["Id"].lower()
        address = _active_address(document)
        holder = self._active.get(address) if address else None
        if holder is not None and holder != key:
            self._replace(holder, EndpointStatus="INACTIVE")
        entry = self._entries.get(key)
        if entry is None:
            self._created += 1
        self._set(key, _Entry(entry.number if entry else self._created, document))
        user = document["User"]
        for other in self._users.get(user.get("UserId"), ()):
            if self._entries[other].document["User"] is not user:
                self._replace(other, User=user)

    def put_many(self, documents: Iterable[Document]) -> None:
        """Create or replace endpoints in the order of their documents, each as `put` does it."""
        for document in documents:
            self.put(document)

    def delete(self, endpoint_id: str) -> Document | None:
        """Delete the endpoint and return it, or None if there is none."""
        document = self.get(endpoint_id)
        if document is not None:
            self._set(endpoint_id.lower(), None)
        return document

    def deactivate(self, endpoint_id: str) -> None:
        """Make the endpoint INACTIVE, if there is one."""
        if self.get(endpoint_id) is not None:
            self._replace(endpoint_id.lower(), EndpointStatus="INACTIVE")

    def detach(self, endpoint_id: str) -> None:
        """Make an existing endpoint INACTIVE and take it from its user."""
        self._replace(endpoint_id.lower(), EndpointStatus="INACTIVE", User={})

    def set_cohort(self, endpoint_id: str, cohort_id: int) -> None:
        """Give an existing endpoint another cohort than the one that was drawn."""
        self._replace(endpoint_id.lower(), CohortId=str(cohort_id))

    @contextlib.contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Undo every change that was made inside, if an exception leaves it."""
        journal = self._journal = []
        created = self._created
        try:
            yield
        except BaseException:
            self._journal, self._created = None, created  # what follows is not to be undone
            is_ordered = True
            for key, entry in reversed(journal):
                is_ordered = is_ordered and (entry is None or key in self._entries)
                self._set(key, entry)
            if not is_ordered:  # an undone deletion has put an endpoint last
                self._entries = dict(sorted(self._entries.items(), key=lambda item: item[1].number))
            raise
        self._journal = None

    def _replace(self, key: str, **members: Any) -> None:
        entry = self._entries[key]
        self._set(key, _Entry(entry.number, {**entry.document, **members}))

    def _set(self, key: str, entry: _Entry | None) -> None:
        """The only place that changes an endpoint, and the indexes with it."""
        old = self._entries.get(key)
        if self._journal is not None:
            self._journal.append((key, old))
        if entry is None:
            del self._entries[key]
        else:
            self._entries[key] = entry
        before, after = old.document if old else NOT_THERE, entry.document if entry else NOT_THERE
        self._index_user(key, before["User"].get("UserId"), after["User"].get("UserId"))
        self._index_address(key, _active_address(before), _active_address(after))
        self.attribute_names.replace(before, after)

    def _index_user(self, key: str, before: str | None, after: str | None) -> None:
        if before == after:
            return
        if before is not None:
            self._users[before] = tuple(other for other in self._users[before] if other != key)
            if not self._users[before]:
                del self._users[before]
        if after is not None:
            keys = (*self._users.get(after, ()), key)
            self._users[after] = tuple(sorted(keys, key=lambda other: self._entries[other].number))

    def _index_address(self, key: str, before: tuple[str, str] | None, after: tuple[str, str] | None) -> None:
        if before == after:
            return
        if before is not None:
            del self._active[before]
        if after is not None:
            self._active[after] = key
