"""The store of endpoints: whatever happens to it, its indexes say what a scan over all documents would."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
from typing import TYPE_CHECKING, Any

import hypothesis
import hypothesis.strategies as st
import pytest

from pinpoint_mock.audience.endpoint_rules import put_endpoint
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.operations.attributes import ATTRIBUTE_TYPES
from pinpoint_mock.state.endpoints import EndpointStore, channel_family
from pinpoint_mock.state.world import World

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

USERS = ["ada", "bob"]
IDS = [f"e{number}" for number in range(18)]


def make_app() -> App:
    return World(seed=1).backend("123456789012", "us-east-1").new_app("shop", {})


@dataclasses.dataclass
class Scanned:
    """An application, the ids of its endpoints in the order of their creation, and stores that copies have replaced."""

    app: App
    ids: list[str] = dataclasses.field(default_factory=list)
    left: list[tuple[EndpointStore, list[Any]]] = dataclasses.field(default_factory=list)

    def put(self, endpoint_id: str, request: dict[str, Any]) -> None:
        put_endpoint(self.app, endpoint_id, request, "request-id")
        if endpoint_id not in self.ids:
            self.ids.append(endpoint_id)

    def documents(self) -> list[Any]:
        return [self.app.endpoints.get(endpoint_id) for endpoint_id in self.ids]

    def check(self) -> None:
        """The store against a scan, and the rules that it keeps by itself."""
        store, documents = self.app.endpoints, self.documents()
        assert len(store) == len(documents)
        assert list(store) == documents
        for user_id in USERS:
            of_user = [document for document in documents if document["User"].get("UserId") == user_id]
            assert store.of_user(user_id) == of_user
            assert len(of_user) <= 15
            assert all(document["User"] is store.user(user_id) for document in of_user)
        addresses = [
            (channel_family(document["ChannelType"]), document["Address"])
            for document in documents
            if document["EndpointStatus"] == "ACTIVE" and "Address" in document
        ]
        assert len(set(addresses)) == len(addresses)

    def used_names(self) -> dict[str, set[str]]:
        documents = self.documents()
        return {
            "Attributes": {name for document in documents for name in document["Attributes"]},
            "Metrics": {name for document in documents for name in document.get("Metrics", {})},
            "UserAttributes": {name for document in documents for name in document["User"].get("UserAttributes", {})},
        }


names = st.sampled_from(["x", "y", "z"])
lists = st.dictionaries(names, st.lists(st.sampled_from(["1", "2"]), max_size=2), max_size=2)
requests = st.fixed_dictionaries(
    {},
    optional={
        "Address": st.sampled_from(["", "one", "two", "three"]),
        "ChannelType": st.sampled_from(["SMS", "GCM", "APNS", "EMAIL"]),
        "EndpointStatus": st.sampled_from(["ACTIVE", "INACTIVE", "unknown"]),
        "Attributes": lists,
        "Metrics": st.dictionaries(names, st.just(1.0), max_size=2),
        "User": st.fixed_dictionaries({}, optional={"UserId": st.sampled_from([*USERS, ""]), "UserAttributes": lists}),
    },
)
ids = st.sampled_from(IDS)
items = st.tuples(ids, requests)
steps = st.one_of(
    st.tuples(st.just("put"), items),
    st.tuples(st.just("delete"), ids),
    st.tuples(st.just("deactivate"), ids),
    st.tuples(st.just("batch"), st.lists(items, max_size=5)),
    st.tuples(st.just("copy"), st.none()),
)


def run(scanned: Scanned, action: str, argument: Any) -> None:
    """One step; a step that is refused must leave everything as it was."""
    store = scanned.app.endpoints
    before, ids_before = copy.deepcopy(scanned.documents()), list(scanned.ids)
    try:
        if action == "put":
            scanned.put(*argument)
        elif action == "batch":
            with store.all_or_nothing():
                for item in argument:
                    scanned.put(*item)
        elif action == "copy":
            scanned.left.append((store, before))
            scanned.app = dataclasses.replace(scanned.app, endpoints=store.copy())
        elif argument in scanned.ids and action == "deactivate":
            store.deactivate(argument.upper())
        elif action == "delete":
            deleted = store.delete(argument.upper())
            assert (deleted is not None) == (argument in scanned.ids)
            if deleted:
                scanned.ids.remove(argument)
    except BadRequestException:
        scanned.ids = ids_before
        assert scanned.documents() == before


@hypothesis.given(full_user=st.booleans(), actions=st.lists(steps, max_size=25))
def test_any_sequence_of_changes_keeps_the_indexes_true(full_user: bool, actions: list[tuple[str, Any]]) -> None:
    scanned = Scanned(make_app())
    for endpoint_id in IDS[:15] if full_user else ():
        scanned.put(endpoint_id, {"Address": endpoint_id, "ChannelType": "GCM", "User": {"UserId": "ada"}})
    for action, argument in actions:
        run(scanned, action, argument)
        scanned.check()
    assert [list(store) for store, _ in scanned.left] == [documents for _, documents in scanned.left]
    attribute_names = scanned.app.endpoints.attribute_names
    for member, used in scanned.used_names().items():
        assert attribute_names.remove(member, ["*"]) == sorted(used)


def test_every_attribute_type_is_a_member_whose_names_are_kept() -> None:
    app = make_app()
    assert {member: app.endpoints.attribute_names.remove(member, ["*"]) for member in ATTRIBUTE_TYPES.values()} == {
        "Attributes": [],
        "Metrics": [],
        "UserAttributes": [],
    }


def test_the_members_of_a_document_are_in_alphabetical_order() -> None:
    scanned = Scanned(make_app())
    scanned.put("e0", {"Metrics": {"m": 1.0}, "Demographic": {"Platform": "ios"}, "User": {"UserId": "ada"}})
    scanned.put("e0", {"Demographic": {"Make": "apple"}, "User": {"UserAttributes": {"x": ["1"]}}})
    scanned.put("e0", {"Location": {"Region": "WA", "City": "Seattle"}, "Address": "one", "ChannelType": "SMS"})
    scanned.app.endpoints.deactivate("e0")
    document = scanned.app.endpoints.get("e0")
    assert document is not None
    for part in (document, document["Demographic"], document["Location"], document["User"]):
        assert list(part) == sorted(part)


def test_a_deactivated_endpoint_keeps_everything_but_its_status() -> None:
    scanned = Scanned(make_app())
    scanned.put("e0", {"Address": "one", "ChannelType": "GCM", "User": {"UserId": "ada"}})
    before = scanned.app.endpoints.get("e0")
    assert before is not None
    scanned.app.endpoints.deactivate("E0")
    assert scanned.app.endpoints.get("e0") == {**before, "EndpointStatus": "INACTIVE"}
    assert before["EndpointStatus"] == "ACTIVE"


def test_a_copy_of_an_app_goes_its_own_way() -> None:
    scanned = Scanned(make_app())
    for endpoint_id in ("e0", "e1"):
        scanned.put(endpoint_id, {"Attributes": {"x": ["1"]}, "User": {"UserId": "ada"}})
    before = copy.deepcopy(scanned.documents())
    other = Scanned(dataclasses.replace(scanned.app, endpoints=scanned.app.endpoints.copy()), list(scanned.ids))
    other.put("e1", {"User": {"UserAttributes": {"y": ["2"]}}})
    other.app.endpoints.delete("e0")
    other.ids.remove("e0")
    other.put("e0", {"User": {"UserId": "ada"}})
    assert scanned.documents() == before
    for each in (scanned, other):
        each.check()


def interrupt_a_batch(app: App) -> None:
    with app.endpoints.all_or_nothing():
        put_endpoint(app, "e0", {"Attributes": {"x": ["2"]}}, "request-id")
        app.endpoints.delete("e0")
        put_endpoint(app, "e2", {}, "request-id")
        raise KeyboardInterrupt


def test_an_interrupted_batch_is_undone() -> None:
    scanned = Scanned(make_app())
    scanned.put("e0", {"Attributes": {"x": ["1"]}})
    scanned.put("e1", {})
    before, number = scanned.documents(), scanned.app.endpoints._created
    with pytest.raises(KeyboardInterrupt):
        interrupt_a_batch(scanned.app)
    assert (scanned.documents(), scanned.app.endpoints._created) == (before, number)
    assert scanned.app.endpoints.get("e2") is None
    scanned.put("e2", {})
    scanned.check()


@hypothesis.settings(deadline=None, max_examples=60, derandomize=True)
@hypothesis.given(put=st.lists(items, max_size=20))
def test_many_endpoints_are_put_as_each_would_be(put: list[tuple[str, dict[str, Any]]]) -> None:
    documents = [document for item in put for document in made(*item)]
    one_by_one, at_once = EndpointStore(), EndpointStore()
    for document in documents:
        one_by_one.put(document)
    for half in (documents[:10], documents[10:]):
        at_once.put_many(half)
    assert list(at_once) == list(one_by_one)
    assert [at_once.of_user(user_id) for user_id in USERS] == [one_by_one.of_user(user_id) for user_id in USERS]


def made(endpoint_id: str, request: dict[str, Any]) -> list[Any]:
    """The document of an endpoint that is the first of its application, or nothing if the request is refused."""
    app = make_app()
    with contextlib.suppress(BadRequestException):
        put_endpoint(app, endpoint_id, request, "request-id")
    return list(app.endpoints)


def test_a_store_may_change_while_it_is_iterated() -> None:
    scanned = Scanned(make_app())
    for endpoint_id in ("e0", "e1"):
        scanned.put(endpoint_id, {})
    store = scanned.app.endpoints
    assert [store.delete(document["Id"]) is document for document in store] == [True, True]
    assert list(store) == []
