"""The world: backends by account and region, and going back to a snapshot."""

from __future__ import annotations

import datetime
import math
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.core.clock import now
from pinpoint_mock.state.world import App, World
from tests.builders import event, message

if TYPE_CHECKING:
    from pinpoint_mock.state.world import PinpointBackend


def add_app(backend: PinpointBackend, application_id: str) -> App:
    app = App(backend, application_id, "shop", now())
    backend.apps[application_id] = app
    return app


@pytest.fixture
def world() -> World:
    """A world with an app in one region, a message and an event."""
    world = World()
    add_app(world.backend("1", "us-east-1"), "a1").channels["SMS"] = {"Enabled": True}
    world.messages.record(message())
    world.events.append(event())
    return world


def logged(world: World) -> tuple[int, int]:
    return len(world.messages.all), len(world.events)


def test_a_backend_is_made_once_for_each_account_and_region(world: World) -> None:
    first = world.backend("1", "us-east-1")
    assert world.backend("1", "us-east-1") is first
    others = [world.backend("2", "us-east-1"), world.backend("1", "eu-west-1")]
    assert [backend.apps for backend in others] == [{}, {}]
    assert world.backends() == [first, *others]
    assert repr(others[1]) == "PinpointBackend(account_id='1', region_name='eu-west-1')"


def test_threads_that_ask_at_once_get_the_same_backend() -> None:
    world = World()
    with ThreadPoolExecutor(8) as pool:
        backends = list(pool.map(lambda _: world.backend("1", "us-east-1"), range(200)))
    assert {id(backend) for backend in backends} == {id(world.backend("1", "us-east-1"))}


def test_clear_empties_the_logs_only(world: World) -> None:
    views = world.messages.all, world.events
    world.clear()
    assert [len(view) for view in views] == [0, 0]
    assert list(world.backend("1", "us-east-1").apps) == ["a1"]


def test_reset_empties_everything(world: World) -> None:
    world.reset()
    assert logged(world) == (0, 0)
    assert world.backends() == []
    assert world.backend("1", "us-east-1").apps == {}


def test_a_snapshot_can_be_restored_more_than_once(world: World) -> None:
    snapshot = world.snapshot()
    for _ in range(2):
        backend = world.backend("1", "us-east-1")
        backend.apps["a1"].channels["SMS"] = {"Enabled": False}
        add_app(backend, "a2")
        world.backend("2", "us-east-1")
        world.messages.record(message())
        world.restore(snapshot)
        assert logged(world) == (0, 0)
        assert [backend.account_id for backend in world.backends()] == ["1"]
        restored = world.backend("1", "us-east-1")
        assert {name: app.channels for name, app in restored.apps.items()} == {"a1": {"SMS": {"Enabled": True}}}
        assert restored.apps["a1"].backend is restored
        assert restored.world is world


def test_a_snapshot_leaves_the_world_as_it_is(world: World) -> None:
    backend = world.backend("1", "us-east-1")
    world.snapshot()
    assert world.backend("1", "us-east-1") is backend
    assert logged(world) == (1, 1)


def test_a_seed_fixes_the_ids_of_a_world() -> None:
    assert World(seed=1).ids.application_id() == World(seed=1).ids.application_id()
    assert World().ids.application_id() != World().ids.application_id()


def test_a_world_alone_has_nothing_in_place_of_s3() -> None:
    assert World().object_stores("1", "us-east-1") is None


def test_what_is_due_is_done_only_while_a_mock_is_in_the_world(world: World) -> None:
    done: list[World] = []
    world.agenda.schedule(now(), "run", ("1", "us-east-1", "a1"), "c1")
    world.catch_up()
    assert (done, world.is_attached, world.seconds_to_next()) == ([], False, math.inf)
    world.attach(done.append)
    world.catch_up()
    assert (done, world.is_attached, world.undone_lines()) == ([world], True, [])
    assert world.seconds_to_next() <= 0
    world.detach()
    world.catch_up()
    assert (done, world.is_attached, world.undone) == ([world], False, 1)
    world.attach(done.append)
    assert world.undone_lines() == []


def test_nothing_is_done_before_it_is_due(world: World) -> None:
    done: list[World] = []
    world.attach(done.append)
    assert world.seconds_to_next() == math.inf
    world.agenda.schedule(now() + datetime.timedelta(days=1), "run", ("1", "us-east-1", "a1"), "c1")
    world.catch_up()
    assert done == []
    assert 0 < world.seconds_to_next() <= 24 * 60 * 60
    world.agenda.advanced_to = now() + datetime.timedelta(days=1)
    world.catch_up()
    assert done == [world]


def test_an_app_is_found_by_its_place(world: World) -> None:
    app = world.backend("1", "us-east-1").apps["a1"]
    assert world.app(app.place) is app
    assert world.app(("1", "us-east-1", "nope")) is None
    assert world.app(("1", "eu-west-1", "a1")) is None
    assert len(world.backends()) == 1
