"""Applications that were there before this mock was: they move in with what they have."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.clock import parse_timestamp, timestamp
from pinpoint_mock.operations.settings import STORED_MEMBERS
from pinpoint_mock.state.world import App

if TYPE_CHECKING:
    from pinpoint_mock.state.world import PinpointBackend, World


def take_over_from_moto(world: World, taken_over: set[str]) -> None:
    """Copy the applications that moto's own Pinpoint holds into a world.

    `taken_over` are the ids of those that the world has had already: they are left out, and the new ones are added.
    """
    models = sys.modules.get("moto.pinpoint.models")
    if models is None:
        return
    with world.lock:
        for account_id, backends in list(models.pinpoint_backends.items()):
            for region_name, stock in list(backends.items()):
                backend = world.backend(account_id, region_name)
                for app in stock.apps.values():
                    if app.application_id not in taken_over:
                        taken_over.add(app.application_id)
                        backend.add(_app(backend, app, stock.tagger))


def take_over_from_world(source: World, world: World) -> None:
    """Copy what one world holds into another; of a backend that both have, only the applications.

    What is due for them comes along.
    """
    with world.lock:
        known = {(backend.account_id, backend.region_name): backend for backend in world.backends()}
        places = [app.place for held in source.backends() for app in held.apps.values()]
        world.agenda.take_over(source.agenda, [place for place in places if world.app(place) is None])
        for held in source.backends():
            backend = known.get((held.account_id, held.region_name))
            if backend is None:
                world.add_copy(held)
                continue
            apps = {application_id: app.copy(backend) for application_id, app in held.apps.items()} | backend.apps
            backend.apps = {}
            for app in apps.values():
                backend.add(app)


def _app(backend: PinpointBackend, app: Any, tagger: Any) -> App:
    return App(
        backend,
        app.application_id,
        app.name,
        datetime.datetime.fromtimestamp(app.created, datetime.timezone.utc),
        tags=tagger.get_tag_dict_for_resource(app.arn),
        settings=_settings(app.settings),
        event_stream=_event_stream(app.application_id, app.event_stream),
    )


def _settings(settings: Any) -> dict[str, Any]:
    written = {member: value for member, value in settings.settings.items() if member in STORED_MEMBERS}
    return written and {**written, "LastModifiedDate": _date(settings.last_modified)}


def _event_stream(application_id: str, stream: Any) -> dict[str, Any] | None:
    return stream and {
        "ApplicationId": application_id,
        "DestinationStreamArn": stream.stream_arn,
        "RoleArn": stream.role_arn,
        "LastModifiedDate": _date(stream.last_modified),
    }


def _date(text: str) -> str:
    moment = parse_timestamp(text)
    assert moment is not None, "moto writes ISO 8601"
    return timestamp(moment)
