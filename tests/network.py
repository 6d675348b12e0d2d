"""No connection leaves this machine: whoever tries gets an OSError, and `attempts` names what was to be reached."""

from __future__ import annotations

import contextlib
import ipaddress
import sys
from typing import Any

EVENTS = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
"""The audit events of Python that name an address, and which of their arguments it is."""

attempts: list[str] = []


def is_near(address: Any) -> bool:
    """Whether an address is one of this machine: a loopback host, a path, or none."""
    host = address[0] if isinstance(address, tuple) else address
    if not isinstance(host, str) or host in ("", "localhost") or (host is address and host.startswith("/")):
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _audit(event: str, arguments: tuple[Any, ...]) -> None:  # pragma: no cover  (nothing is traced in such a hook)
    if event in EVENTS and not is_near(arguments[EVENTS[event]]):
        attempts.append(f"{event} {arguments[EVENTS[event]]}")
        raise OSError(f"a test would have left this machine: {attempts[-1]}")


def watch() -> None:
    """Begin, for the rest of the process: Python does not let go of such hooks."""
    sys.addaudithook(_audit)
