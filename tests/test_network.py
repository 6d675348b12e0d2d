"""That a test which would leave this machine fails, and what counts as this machine."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from tests import network

if TYPE_CHECKING:
    from collections.abc import Callable


def tcp(host: str) -> None:
    with socket.socket() as tcp_socket:
        tcp_socket.connect((host, 80))


def udp(host: str) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as udp_socket:
        udp_socket.sendto(b"", (host, 53))


def look_up(host: str) -> None:
    socket.getaddrinfo(host, 80)


@pytest.mark.parametrize(
    ("leave", "host"),
    [(tcp, "192.0.2.1"), (udp, "192.0.2.1"), (look_up, "example.com"), (socket.gethostbyname, "example.com")],
)
def test_who_leaves_this_machine_is_stopped_and_noted(leave: Callable[[str], object], host: str) -> None:
    with pytest.raises(OSError, match=f"a test would have left this machine: .*{host}"):
        leave(host)
    (attempt,) = network.attempts
    network.attempts.clear()  # else this test fails as any other would
    assert host in attempt


@pytest.mark.parametrize(
    ("address", "near"),
    [
        (("127.0.0.1", 80), True),
        (("127.9.9.9", 80), True),
        (("::1", 80, 0, 0), True),
        (("localhost", 80), True),
        (("", 0), True),
        ("/tmp/a.socket", True),
        (b"\0abstract", True),
        (None, True),
        ("localhost", True),
        (("169.254.169.254", 80), False),
        (("fd00:ec2::254", 80, 0, 0), False),
        (("pinpoint.us-east-1.amazonaws.com", 443), False),
        ("pinpoint.us-east-1.amazonaws.com", False),
    ],
)
def test_what_is_near(address: Any, near: bool) -> None:
    assert network.is_near(address) is near
