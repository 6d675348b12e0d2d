"""`World`: all that one mock holds, by account and region, and by application."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import math
import threading
import weakref
from collections.abc import Callable, Collection
from typing import Any

from pinpoint_mock.core.arns import arn
from pinpoint_mock.core.clock import machine_time, now
from pinpoint_mock.core.ids import Ids
from pinpoint_mock.logs.due import undone_text
from pinpoint_mock.logs.event import Event
from pinpoint_mock.logs.message import MessageLog
from pinpoint_mock.logs.otp_check import OtpCheck
from pinpoint_mock.logs.request import ApiRequest
from pinpoint_mock.state.agenda import Agenda, AppPlace
from pinpoint_mock.state.campaigns import CampaignStore
from pinpoint_mock.state.endpoints import EndpointStore
from pinpoint_mock.state.faults import Declaration, Faults
from pinpoint_mock.state.functions import Functions
from pinpoint_mock.state.jobs import JobStore
from pinpoint_mock.state.journal import Journal
from pinpoint_mock.state.message_counts import MessageCounts
from pinpoint_mock.state.options import UNSET
from pinpoint_mock.state.otps import Otp
from pinpoint_mock.state.ports import ObjectStores, Streams, no_object_store, no_stream
from pinpoint_mock.state.recommenders import RecommenderStore
from pinpoint_mock.state.segments import SegmentStore
from pinpoint_mock.state.stored import (
    Stored,
    StoredApp,
    StoredApps,
    StoredEndpoint,
    StoredEndpoints,
    StoredTemplate,
    StoredTemplates,
    stored_endpoint,
    stored_template,
)
from pinpoint_mock.state.templates import TemplateStore


@dataclasses.dataclass
class App:
    """One application of a backend.

    `channels` maps a channel type such as `SMS` to the document of its channel; `otps` holds the codes
    by ReferenceId and DestinationIdentity; the other dicts hold documents in the service's own shapes. Documents are
    replaced, never changed in place.
    """

    backend: PinpointBackend
    application_id: str
    name: str
    creation_date: datetime.datetime
    tags: dict[str, str] = dataclasses.field(default_factory=dict)
    settings: dict[str, Any] = dataclasses.field(default_factory=dict)
    event_stream: dict[str, Any] | None = None
    channels: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)
    endpoints: EndpointStore = dataclasses.field(default_factory=EndpointStore)
    segments: SegmentStore = dataclasses.field(default_factory=SegmentStore)
    import_jobs: JobStore = dataclasses.field(default_factory=JobStore)
    export_jobs: JobStore = dataclasses.field(default_factory=JobStore)
    campaigns: CampaignStore = dataclasses.field(default_factory=CampaignStore)
    message_counts: MessageCounts = dataclasses.field(default_factory=MessageCounts)
    otps: dict[tuple[str, str], Otp] = dataclasses.field(default_factory=dict)

    def copy(self, backend: PinpointBackend) -> App:
        """The application in another backend, with stores of its own and the same documents."""
        return dataclasses.replace(
            self,
            backend=backend,
            channels=dict(self.channels),
            endpoints=self.endpoints.copy(),
            segments=self.segments.copy(),
            import_jobs=self.import_jobs.copy(),
            export_jobs=self.export_jobs.copy(),
            campaigns=self.campaigns.copy(),
            message_counts=self.message_counts.copy(),
            otps=dict(self.otps),
        )

    @property
    def place(self) -> AppPlace:
        """Where the application is, for work that is due."""
        return self.backend.account_id, self.backend.region_name, self.application_id

    @property
    def arn(self) -> str:
        """The ARN of the application."""
        return arn(self.backend.region_name, self.backend.account_id, f"apps/{self.application_id}")

    def record(self) -> StoredApp:
        """The application as a record for Python."""
        return StoredApp(
            application_id=self.application_id,
            name=self.name,
            arn=self.arn,
            region_name=self.backend.region_name,
            account_id=self.backend.account_id,
            creation_date=self.creation_date,
            channels=[channel_type for channel_type, document in self.channels.items() if document["Enabled"]],
            tags=self.tags,
        )


class PinpointBackend:
    """The resources of one account in one region, by id.

    `app_numbers` rise with each application that is added. Those of deleted applications stay, because a token of
    GetApps may name one.
    """

    def __init__(self, world: World, account_id: str, region_name: str) -> None:
        self.world = world
        self.account_id = account_id
        self.region_name = region_name
        self.apps: dict[str, App] = {}
        self.app_numbers: dict[str, int] = {}
        self.phone_numbers: dict[str, dict[str, Any]] = {}
        self.templates = TemplateStore()
        self.recommenders = RecommenderStore()

    def new_app(self, name: str, tags: dict[str, str], application_id: str | None = None) -> App:
        """A new application under a chosen id or a new one; the backend does not hold it yet."""
        return App(self, application_id or self.world.ids.application_id(), name, now(), tags)

    def add(self, app: App) -> None:
        """Hold an application, as the newest."""
        self.apps[app.application_id] = app
        self.app_numbers[app.application_id] = max(self.app_numbers.values(), default=0) + 1

    @property
    def stored(self) -> Stored:
        """The applications, endpoints and templates as records for Python: live views.

        >>> backend = World().backend("123456789012", "us-east-1")
        >>> backend.add(backend.new_app("shop", tags={}))
        >>> backend.stored.apps.one().name
        'shop'
        """
        return _stored(self.world, lambda: [self])

    def app_records(self) -> list[StoredApp]:
        """A record for each application."""
        with self.world.lock:
            return [app.record() for app in self.apps.values()]

    def endpoint_records(self) -> list[StoredEndpoint]:
        """A record for each endpoint of each application."""
        with self.world.lock:
            return [
                stored_endpoint(document, region_name=self.region_name, account_id=self.account_id)
                for app in self.apps.values()
                for document in app.endpoints
            ]

    def template_records(self) -> list[StoredTemplate]:
        """A record for each template."""
        with self.world.lock:
            return [
                stored_template(template, region_name=self.region_name, account_id=self.account_id)
                for template in self.templates
            ]

    def copy(self, world: World) -> PinpointBackend:
        """The backend in another world or again in its own, with stores of its own and the same documents."""
        backend = PinpointBackend(world, self.account_id, self.region_name)
        backend.apps = {application_id: app.copy(backend) for application_id, app in self.apps.items()}
        backend.app_numbers = dict(self.app_numbers)
        backend.phone_numbers = dict(self.phone_numbers)
        backend.templates = self.templates.copy()
        backend.recommenders = self.recommenders.copy()
        return backend

    def __repr__(self) -> str:
        return f"PinpointBackend(account_id={self.account_id!r}, region_name={self.region_name!r})"


def _stored(world: World, backends: Callable[[], list[PinpointBackend]]) -> Stored:
    return Stored(
        StoredApps(lambda: [record for backend in backends() for record in backend.app_records()], world),
        StoredEndpoints(lambda: [record for backend in backends() for record in backend.endpoint_records()], world),
        StoredTemplates(lambda: [record for backend in backends() for record in backend.template_records()], world),
    )


Backends = dict[tuple[str, str], PinpointBackend]


@dataclasses.dataclass(frozen=True)
class Snapshot:
    """All that a world holds but its logs, and its options, which end with the mocks that set them.

    It is never changed: the world copies the stores both ways.
    """

    backends: Backends
    faults: Faults
    functions: Functions
    ids: Ids
    agenda: Agenda


class World:
    """The backends by account and region, the logs, the ids, and the lock under which handlers run.

    `faults` and `functions` are what a test has declared and registered.

    `options` are those in force: an activation keeps them up to date as mocks are entered and left. `earlier_threads`
    are those that are older than the world, or than the test that uses it. `applied_faults` is how often each has
    applied, in all tests that share it: to restore a snapshot does not change that. `object_stores` gives what stands
    in place of S3 for imports and exports, `streams` what stands in place of Kinesis and Firehose. `journal` is what
    records and KPIs are made from. `agenda` is the work that is due some time, `work_off` what does it as long
    as a mock is in the world, and `undone` how much of it was due when the last one ended.
    """

    def __init__(
        self,
        seed: int | str | None = None,
        object_stores: ObjectStores = no_object_store,
        streams: Streams = no_stream,
    ) -> None:
        self.lock = threading.RLock()
        self.object_stores = object_stores
        self.streams = streams
        self.ids = Ids(seed)
        self.agenda = Agenda()
        self.work_off: Callable[[World], None] | None = None
        self.undone = 0
        self.requests: list[ApiRequest] = []
        self.messages = MessageLog(self.requests, self)
        self.events: list[Event] = []
        self.otp_checks: list[OtpCheck] = []
        self.journal = Journal()
        self.faults = Faults()
        self.functions = Functions()
        self.applied_faults: collections.Counter[Declaration] = collections.Counter()
        self.options = UNSET
        self.note_threads()
        self._backends: Backends = {}

    def note_threads(self) -> None:
        """Remember the threads that run now: what they send is not begun by the test that begins now."""
        own = {threading.current_thread(), threading.main_thread()}
        others = set(threading.enumerate()) - own
        self.earlier_threads: Collection[threading.Thread] = weakref.WeakSet(others) if others else ()

    def earlier_thread(self) -> str | None:
        """The name of the thread that calls this, if it is one of the earlier ones."""
        if not self.earlier_threads:
            return None
        thread = threading.current_thread()
        return thread.name if thread in self.earlier_threads else None

    def backend(self, account_id: str, region_name: str) -> PinpointBackend:
        """The backend of an account and region, made when it is first asked for."""
        key = (account_id, region_name)
        backend = self._backends.get(key)
        if backend is None:
            backend = self._backends.setdefault(key, PinpointBackend(self, account_id, region_name))
        return backend

    def backends(self) -> list[PinpointBackend]:
        """All backends that exist."""
        return list(self._backends.values())

    def app(self, place: AppPlace) -> App | None:
        """The application at a place, or None."""
        account_id, region_name, application_id = place
        backend = self._backends.get((account_id, region_name))
        return backend.apps.get(application_id) if backend is not None else None

    @property
    def stored(self) -> Stored:
        """What all backends hold: live views."""
        return _stored(self, self.backends)

    def now(self) -> datetime.datetime:
        """The present moment: that of the clock, or the one that the time was moved to by hand if that is later.

        A piece of work stands at a moment of its own: it asks `core.clock.now`, as handlers do.
        """
        moment, earliest = machine_time(), self.agenda.advanced_to
        return moment if earliest is None or earliest < moment else earliest

    def attach(self, work_off: Callable[[World], None]) -> None:
        """Do what is due from now on, by a function, as a mock is in the world."""
        self.work_off = work_off
        self.undone = 0

    def detach(self) -> None:
        """Do nothing more that is due, as the last mock has ended, and note how much is due now.

        Without the lock, for whoever ends a mock holds that of the activations, which others may wait for under this.
        """
        self.work_off = None
        self.undone = len(self.agenda.due(self.now()))

    @property
    def is_attached(self) -> bool:
        """Whether a mock is in the world, so that what is due is done."""
        return self.work_off is not None

    def catch_up(self) -> None:
        """Do what is due by now, if anything is: before each call and each look."""
        moment = self.agenda.next_moment
        if moment is not None and moment <= self.now() and self.work_off is not None:
            self.work_off(self)

    def seconds_to_next(self) -> float:
        """How long it is, by the clock, until more work is due; infinity if none will be."""
        moment = self.agenda.next_moment
        if moment is None or not self.is_attached:
            return math.inf
        return (moment - self.now()).total_seconds()

    def undone_lines(self) -> list[str]:
        """What texts have to add if work was due when the last mock ended."""
        return [undone_text(self.undone)] if self.undone else []

    def clear(self) -> None:
        """Empty the logs."""
        with self.lock:
            self.messages.clear()
            self.events.clear()
            self.otp_checks.clear()
            self.journal.clear()
            self.requests.clear()

    def reset(self) -> None:
        """Empty everything."""
        with self.lock:
            self.clear()
            self.faults.clear()
            self.functions.clear()
            self.agenda = Agenda()
            self.undone = 0
            self._backends = {}

    def add_copy(self, backend: PinpointBackend) -> None:
        """Hold a copy of a backend, which may be another world's, as the one of its account and region."""
        self._backends[backend.account_id, backend.region_name] = backend.copy(self)

    def snapshot(self) -> Snapshot:
        """All that the world holds but its logs, as copies of the stores that share the documents.

        >>> world = World()
        >>> snapshot = world.snapshot()
        >>> backend = world.backend("123456789012", "us-east-1")
        >>> world.restore(snapshot)
        >>> world.backends()
        []
        """
        with self.lock:
            return Snapshot(
                self._copied(self._backends),
                self.faults.copy(),
                self.functions.copy(),
                self.ids.copy(),
                self.agenda.copy(),
            )

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot, with empty logs; the snapshot can be used again."""
        with self.lock:
            self.clear()
            self._backends = self._copied(snapshot.backends)
            self.faults = snapshot.faults.copy()
            self.functions = snapshot.functions.copy()
            self.ids = snapshot.ids.copy()
            self.agenda = snapshot.agenda.copy()

    def _copied(self, backends: Backends) -> Backends:
        return {key: backend.copy(self) for key, backend in backends.items()}
