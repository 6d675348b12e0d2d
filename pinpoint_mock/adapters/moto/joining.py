"""An active `mock_aws` is one more entry of the activation: the world lives until the last of both mocks ends.

While a mock is active, moto's handler lets Pinpoint requests go on to this mock's transport, the one place that
answers them.
"""

from __future__ import annotations

import contextlib
import functools
import sys
import threading
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from pinpoint_mock.adapters.moto.requests import is_mocking, loaded_models
from pinpoint_mock.adapters.moto.takeover import take_over_from_moto, take_over_from_world
from pinpoint_mock.adapters.patching import Patch
from pinpoint_mock.state import activation
from pinpoint_mock.state.activation import Activation, Entry
from pinpoint_mock.state.options import Options

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse

    from pinpoint_mock.core.errors import ExpectationFailed, RealAWSRefused

PINPOINT_EVENTS = "before-send.pinpoint."
"""How the names of botocore's events begin that offer a request to Pinpoint to handlers such as moto's."""


class Enter(Protocol):
    """What enters an activation: `pinpoint_mock.adapters.patches.enter`."""

    def __call__(self, entry: Entry, resumed: Activation | None, *, joins_background: bool) -> Activation:
        """Join the activation in force, or begin a new one, which may be one that goes on."""


class Joining:
    """How `mock_aws` joins the activation and leaves it, by `enter` and `leave`, and what is patched for it in moto.

    `abandon` leaves what an error has let be entered or left by half.
    `_detached` is what a `mock_aws` has left behind for the next, as moto's decorated classes do; `_taken_over` are
    the ids of moto's applications that the world has had.
    """

    def __init__(
        self,
        enter: Enter,
        leave: Callable[[Entry], Activation | None],
        abandon: Callable[[Entry], None],
    ) -> None:
        self._enter_activation = enter
        self._leave_activation = leave
        self._abandon_activation = abandon
        self._hooked_models: ModuleType | None = None
        self._patches: dict[ModuleType, tuple[Patch, ...]] = {}
        self._installed = False
        self._moto_entry: Entry | None = None
        self._detached: Activation | None = None
        self._taken_over: set[str] = set()
        self._thread = threading.local()

    def install(self) -> None:
        """Join each `mock_aws` from now on, also where no other mock is active."""
        with activation.lock:
            self._installed = True
            self.apply_patches()

    def uninstall(self) -> None:
        """Undo `install`; an active mock stays as it is until its end."""
        with activation.lock:
            self._installed = False
            if activation.current() is None:
                self.remove_patches()

    def apply_patches(self) -> None:
        """Hook into moto once it has been imported, and join a `mock_aws` that is active already."""
        models = loaded_models()
        if models is None or models is self._hooked_models:
            return
        with activation.lock:
            self._hooked_models = models
            for patch in self._patches_of(models):
                patch.apply()
            self._sync_with_moto(data_kept=False, joins_background=True)

    def remove_patches(self) -> None:
        """Forget the activation that has ended, and leave moto alone unless `install` was called."""
        self._taken_over.clear()
        if self._hooked_models is not None and not self._installed:
            for patch in self._patches_of(self._hooked_models):
                patch.remove()
            self._hooked_models = self._detached = None

    def _patches_of(self, models: Any) -> tuple[Patch, ...]:
        if models not in self._patches:
            self._patches[models] = (
                Patch(models.MockAWS, "start", self._make_start),
                Patch(models.MockAWS, "stop", self._make_stop),
                Patch(models.BackendDict, "reset", self._make_reset),
                Patch(type(models.botocore_stubber), "__call__", _make_call),
            )
        return self._patches[models]

    def _make_start(self, original: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(original)
        def start(mock: Any, reset: bool = True) -> None:
            with self._inside_moto():
                original(mock, reset=reset)
            self._sync_with_moto(data_kept=not reset)

        return start

    def _make_stop(self, original: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(original)
        def stop(mock: Any, remove_data: bool = True) -> None:
            with self._inside_moto():
                original(mock, remove_data=remove_data)
            self._sync_with_moto(data_kept=not remove_data)

        return stop

    def _make_reset(self, original: Any) -> Any:
        @functools.wraps(original.__func__)
        def reset(backend_dict: type) -> None:
            original.__get__(None, backend_dict)()
            if not self._is_inside_moto():  # the user's own reset
                self._detached = None
                active = activation.current()
                if active is not None:
                    active.world.reset()
                    active.clear()

        return classmethod(reset)

    def _is_inside_moto(self) -> bool:
        return getattr(self._thread, "is_inside_moto", False)

    @contextlib.contextmanager
    def _inside_moto(self) -> Iterator[None]:
        """While moto starts or stops in this thread: a reset is then moto's, not the user's."""
        before = self._is_inside_moto()
        self._thread.is_inside_moto = True
        try:
            yield
        finally:
            self._thread.is_inside_moto = before

    def _sync_with_moto(self, *, data_kept: bool, joins_background: bool = False) -> None:
        """Enter or leave as moto has begun or ended to mock; `data_kept` is whether moto has kept what it holds.

        A `mock_aws` that begins inside the mock that every test has is a mock of the test's own, with a world of its
        own; one that was there before joins the background.
        """
        with activation.lock:
            if self._moto_entry is None:
                if is_mocking() and (self._installed or activation.current() is not None):
                    entry = Entry(self._options_inside(joins_background))
                    with self._whole(entry):
                        self._enter(entry, data_kept, joins_background)
            elif not is_mocking():
                unreported = []
                with self._whole(self._moto_entry):
                    unreported = self._leave(self._moto_entry, data_kept)
                if unreported and sys.exc_info()[1] is None:
                    raise unreported[0]

    @contextlib.contextmanager
    def _whole(self, entry: Entry) -> Iterator[None]:
        """While an entry is entered or left: an error, such as that of a signal, leaves nothing by half."""
        try:
            yield
        except BaseException:
            self._moto_entry = None
            self._abandon_activation(entry)
            raise

    def _options_inside(self, joins_background: bool) -> Options:
        outer = activation.current()
        is_inside_background = outer is not None and outer.is_background and not joins_background
        return outer.world.options if outer is not None and is_inside_background else Options()

    def _enter(self, entry: Entry, data_kept: bool, joins_background: bool) -> None:
        detached, self._detached = (self._detached if data_kept else None), None
        self._moto_entry = entry
        active = self._enter_activation(entry, detached, joins_background=joins_background)
        if active is not detached and entry.options.seed is not None:
            active.world.ids.seed(f"{entry.options.seed}, for mock_aws")  # a mock inside it may have the same seed
        if detached is not None and detached is not active:
            take_over_from_world(detached.world, active.world)
        take_over_from_moto(active.world, self._taken_over)

    def _leave(self, entry: Entry, data_kept: bool) -> list[RealAWSRefused | ExpectationFailed]:
        self._moto_entry = None
        ended = self._leave_activation(entry)
        goes_on = self._installed or activation.current() is not None
        self._detached = ended if data_kept and goes_on else None
        return ended.take_unreported() if ended is not None else []

    def end_leftover_world(self) -> None:
        """End a world that only a `mock_aws` still holds which goes on, so that the next test begins with a new one.

        Code that wants moto's Pinpoint for ever has called `install`; its world is left alone.
        """
        with activation.lock:
            entry, active = self._moto_entry, activation.current()
            if entry is not None and not self._installed and active is not None and active.entries == [entry]:
                self._moto_entry = None
                self._leave_activation(entry)


def _make_call(original: Callable[..., AWSResponse | None]) -> Callable[..., AWSResponse | None]:
    @functools.wraps(original)
    def call(stubber: Any, event_name: str, request: AWSPreparedRequest, **kwargs: Any) -> AWSResponse | None:
        if event_name.startswith(PINPOINT_EVENTS) and activation.current() is not None:
            return None  # on to the transport
        return original(stubber, event_name, request, **kwargs)

    return call
