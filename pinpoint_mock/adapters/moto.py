"""`mock_aws` of moto and our mock as one. Nothing here imports moto before the user's own code has.

While a mock is active, moto's handler lets Pinpoint requests go on to our transport, the one place that answers
them, and an active `mock_aws` is one more entry of the activation: the world lives until the last of both ends.
"""

from __future__ import annotations

import contextlib
import functools
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.adapters import activation
from pinpoint_mock.adapters.activation import Activation, Entry
from pinpoint_mock.adapters.patching import Patch

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse

PINPOINT_EVENTS = "before-send.pinpoint."
"""How the names of botocore's events begin that offer a request to Pinpoint to handlers such as moto's."""


class _Thread(threading.local):
    moto_is_at_work = False


_thread = _Thread()
_hooked: Any = None  # the `moto.core.models` that is patched
_permanent = False  # whether install_into_moto() was called
_entry: Entry | None = None  # the entry of the active mock_aws
_kept: Activation | None = None  # what a mock_aws has left behind for the next, as moto's decorated classes do
_taken_over: set[str] = set()  # the ids of moto's applications that this activation has had


def _models() -> Any:
    """The module `moto.core.models` if the user's code has imported it, else None."""
    models = sys.modules.get("moto.core.models")
    return models if hasattr(models, "botocore_stubber") else None  # it lacks that while it is being imported


def is_mocking() -> bool:
    """Whether a `mock_aws` is active."""
    models = _models()
    return models is not None and models.botocore_stubber.enabled


def answer_other(request: AWSPreparedRequest) -> AWSResponse | None:
    """The answer of moto to a request for another service; None where moto lets it pass."""
    from botocore.awsrequest import AWSResponse
    from moto.core.botocore_stubber import MockRawResponse
    from moto.core.models import botocore_stubber

    answer = botocore_stubber.process_request(request)
    if answer is None:
        return None
    status, headers, body = answer
    return AWSResponse(request.url, status, cast(Any, headers), MockRawResponse(body))


def install_into_moto() -> None:
    """Let moto's `mock_aws` alone give this mock's Pinpoint, from now on.

    Each outermost `mock_aws` begins with an empty world, and `current_mock()` works inside it. For a whole test
    suite call it in `conftest.py`, or set the ini option `pinpoint_mock_install_into_moto` of pytest:

        import pinpoint_mock
        from moto import mock_aws

        pinpoint_mock.install_into_moto()

        @mock_aws
        def test_signup():
            ...
            pinpoint_mock.current_mock().assert_sent(channel="SMS")
    """
    global _permanent
    import moto.core.models  # noqa: F401  (the user asks for it)

    activation.load_patches()
    with activation.lock:
        _permanent = True
        install_if_loaded()


def uninstall_from_moto() -> None:
    """Undo `install_into_moto`; an active mock stays as it is until its end."""
    global _permanent
    with activation.lock:
        _permanent = False
        if activation.current() is None:
            _uninstall()


def install_if_loaded() -> None:
    """Hook into moto once it has been imported, and join a `mock_aws` that is active already."""
    global _hooked
    models = _models()
    if models is None or models is _hooked:
        return
    with activation.lock:
        _hooked = models
        for patch in _patches(models):
            patch.apply()
        _follow(data_kept=False)


def _uninstall() -> None:
    global _hooked, _kept
    _taken_over.clear()
    if _hooked is not None and not _permanent:
        for patch in _patches(_hooked):
            patch.remove()
        _hooked = _kept = None


@functools.cache
def _patches(models: Any) -> tuple[Patch, ...]:
    return (
        Patch(models.MockAWS, "start", _make_start),
        Patch(models.MockAWS, "stop", _make_stop),
        Patch(models.BackendDict, "reset", _make_reset),
        Patch(type(models.botocore_stubber), "__call__", _make_call),
    )


def _make_start(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def start(mock: Any, reset: bool = True) -> None:
        with _moto_at_work():
            original(mock, reset=reset)
        _follow(data_kept=not reset)

    return start


def _make_stop(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def stop(mock: Any, remove_data: bool = True) -> None:
        with _moto_at_work():
            original(mock, remove_data=remove_data)
        _follow(data_kept=not remove_data)

    return stop


def _make_reset(original: Any) -> Any:
    @functools.wraps(original.__func__)
    def reset(backend_dict: type) -> None:
        global _kept
        original.__get__(None, backend_dict)()
        if not _thread.moto_is_at_work:  # the user's own reset
            _kept = None
            active = activation.current()
            if active is not None:
                (active.facade or active.world).reset()

    return classmethod(reset)


def _make_call(original: Callable[..., AWSResponse | None]) -> Callable[..., AWSResponse | None]:
    @functools.wraps(original)
    def call(stubber: Any, event_name: str, request: AWSPreparedRequest, **kwargs: Any) -> AWSResponse | None:
        if event_name.startswith(PINPOINT_EVENTS) and activation.current() is not None:
            return None  # on to our transport
        return original(stubber, event_name, request, **kwargs)

    return call


@contextlib.contextmanager
def _moto_at_work() -> Iterator[None]:
    """While moto starts or stops in this thread: a reset is then moto's, not the user's."""
    before = _thread.moto_is_at_work
    _thread.moto_is_at_work = True
    try:
        yield
    finally:
        _thread.moto_is_at_work = before


def _follow(*, data_kept: bool) -> None:
    """Enter or leave as moto has begun or ended to mock; `data_kept` is whether moto has kept what it holds."""
    with activation.lock:
        if _entry is None:
            if is_mocking() and (_permanent or activation.current() is not None):
                _enter(data_kept)
        elif not is_mocking():
            _leave(_entry, data_kept)


def _enter(data_kept: bool) -> None:
    global _entry, _kept
    from pinpoint_mock.adapters.moto_takeover import take_over_from_moto, take_over_from_world

    kept, _kept = (_kept if data_kept else None), None
    is_outermost = activation.current() is None
    _entry = Entry()
    active = activation.enter(_entry, kept.world if kept else None)
    if kept and is_outermost:
        active.facade = kept.facade
    elif kept:
        take_over_from_world(kept.world, active.world)
    take_over_from_moto(active.world, _taken_over)


def _leave(entry: Entry, data_kept: bool) -> None:
    global _entry, _kept
    _entry = None
    ended = activation.leave(entry)
    _kept = ended if data_kept and _permanent else None
    if ended is not None and ended.refused and sys.exc_info()[1] is None:
        raise ended.refused[0]


def let_go() -> None:
    """End a world that only a `mock_aws` still holds which goes on, so that the next test begins with a new one.

    Code that wants moto's Pinpoint for ever has called `install_into_moto`; its world is left alone.
    """
    global _entry
    with activation.lock:
        active = activation.current()
        if _entry is not None and not _permanent and active is not None and active.entries == [_entry]:
            entry, _entry = _entry, None
            activation.leave(entry)


activation.register(install_if_loaded, _uninstall, before_end=install_if_loaded)
