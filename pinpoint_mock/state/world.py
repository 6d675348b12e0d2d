"""`World`: all that one mock holds, over all accounts and regions."""

from __future__ import annotations

import copy
import threading

from pinpoint_mock.core.ids import Ids
from pinpoint_mock.state.backend import PinpointBackend
from pinpoint_mock.state.events import Event
from pinpoint_mock.state.faults import Faults
from pinpoint_mock.state.messages import MessageLog
from pinpoint_mock.state.requests import ApiRequest

Backends = dict[tuple[str, str], PinpointBackend]


class World:
    """The backends by account and region, the logs, the ids, the faults, and the lock under which handlers run.

    With `strict_templates` a template variable without a value fails its recipient.
    """

    def __init__(self, seed: int | str | None = None) -> None:
        self.lock = threading.RLock()
        self.ids = Ids(seed)
        self.messages = MessageLog()
        self.events: list[Event] = []
        self.requests: list[ApiRequest] = []
        self.faults = Faults()
        self.strict_templates = False
        self._backends: Backends = {}

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

    def clear(self) -> None:
        """Empty the logs."""
        with self.lock:
            self.messages.clear()
            self.events.clear()
            self.requests.clear()

    def reset(self) -> None:
        """Empty everything."""
        with self.lock:
            self.clear()
            self.faults.clear()
            self._backends = {}

    def snapshot(self) -> Backends:
        """A copy of all resources, without the logs."""
        with self.lock:
            return self._copy(self._backends)

    def restore(self, backends: Backends) -> None:
        """Go back to a snapshot, with empty logs; the snapshot can be used again."""
        with self.lock:
            self.clear()
            self._backends = self._copy(backends)

    def _copy(self, backends: Backends) -> Backends:
        return copy.deepcopy(backends, {id(self): self})
