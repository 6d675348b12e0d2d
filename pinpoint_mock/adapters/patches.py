"""All that is patched while a mock is active, and the ways in and out: `enter` and `leave`.

The patches are put on at the first entry and come off after the last; those that send requests stay on while the real
Pinpoint is refused. Without an active mock each of them does what it has replaced.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import botocore.endpoint
from botocore.retries.bucket import TokenBucket
from botocore.session import Session
from botocore.signers import RequestSigner

from pinpoint_mock.adapters import aio, backoff, credentials, transport
from pinpoint_mock.adapters.moto.joining import Joining
from pinpoint_mock.adapters.moto.s3 import mocked_s3
from pinpoint_mock.adapters.moto.streams import mocked_stream
from pinpoint_mock.adapters.patching import Patch
from pinpoint_mock.engagement.running import work_off
from pinpoint_mock.protocol import dispatch
from pinpoint_mock.state import activation
from pinpoint_mock.state.activation import Activation, Entry
from pinpoint_mock.state.world import World

OnAndOff = tuple[Callable[[], None], Callable[[], None]]


def enter(entry: Entry, resumed: Activation | None = None, *, joins_background: bool = True) -> Activation:
    """Join the activation in force, or begin a new one; `resumed` is one that has ended and then goes on instead."""
    dispatch.load()
    with activation.lock:
        active = activation.current()
        if active is not None and (joins_background or not active.is_background):
            active.entries.append(entry)
            active.apply_options()
            return active
        begun = resumed or Activation(World(object_stores=mocked_s3, streams=mocked_stream))
        begun.entries = [entry]
        begun.apply_options()
        begun.world.attach(work_off)
        activation.begin(begun)
        if active is None:
            for put_on, _ in PATCHES:
                put_on()
        return begun


def leave(entry: Entry) -> Activation | None:
    """Leave; the activation is returned if this was its last entry."""
    with activation.lock:
        left = activation.activation_of(entry)
        if left.entries == [entry]:
            joining.apply_patches()  # a mock_aws that was entered since moto's late import goes on with this world
        if left.entries != [entry]:
            left.entries.remove(entry)
            left.apply_options()
            return None
        left.world.detach()
        activation.end(left)
        if activation.current() is None:
            _take_off()
        return left


def abandon(entry: Entry | None) -> None:
    """Leave what an error, such as that of a signal, has let be entered or left by half; done once more it is done."""
    with activation.lock:
        if entry is not None and any(entry in active.entries for active in activation.in_force()):
            leave(entry)
        for active in activation.in_force():
            active.apply_options()
        if activation.current() is None:
            _take_off()


def refuse_real_pinpoint() -> None:
    """From now on refuse requests to Pinpoint that come while no mock is active.

    What has been imported of aiobotocore since this was last called refuses them too.
    """
    with activation.lock:
        transport.refuses_real_pinpoint = True
        for put_on, _ in SENDING:
            put_on()


def allow_real_pinpoint() -> None:
    """Undo `refuse_real_pinpoint`."""
    with activation.lock:
        transport.refuses_real_pinpoint = False
        if activation.current() is None:
            _take_off()


def _take_off() -> None:
    for pair in reversed(PATCHES):
        if not (transport.refuses_real_pinpoint and pair in SENDING):
            pair[1]()


joining = Joining(enter, leave, abandon)


def _make_init(original: Callable[..., None]) -> Callable[..., None]:
    """Patch what has been imported since the mock was entered, before it can make a client: that takes a session."""

    @functools.wraps(original)
    def init(session: Any, *args: Any, **kwargs: Any) -> None:
        with activation.lock:
            if activation.current() is not None:
                aio.apply_patches()
                joining.apply_patches()
        original(session, *args, **kwargs)

    return init


def _on_and_off(owner: Any, name: str, make: Callable[[Any], Any]) -> OnAndOff:
    patch = Patch(owner, name, make)
    return patch.apply, patch.remove


SENDING: tuple[OnAndOff, ...] = (
    (transport.SEND.apply, transport.SEND.remove),
    (aio.apply_patches, aio.remove_patches),
)
"""What answers requests, or refuses them."""

PATCHES: tuple[OnAndOff, ...] = (
    *SENDING,
    _on_and_off(Session, "__init__", _make_init),
    _on_and_off(Session, "create_client", credentials.make_create_client),
    _on_and_off(Session, "get_credentials", credentials.make_get_credentials),
    _on_and_off(Session, "get_scoped_config", credentials.make_get_scoped_config),
    _on_and_off(RequestSigner, "get_auth_instance", credentials.make_get_auth_instance),
    _on_and_off(botocore.endpoint, "time", backoff.make_time),
    _on_and_off(TokenBucket, "_sleep_amount", backoff.make_sleep_amount),
    (joining.apply_patches, joining.remove_patches),
)
"""How each patch is put on and taken off."""
