"""Measure the costs to hold and print them with their targets."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest import mock

import boto3
from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session
from moto import mock_aws
from rich.console import Console
from rich.table import Table

from pinpoint_mock import mock_pinpoint

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

REGION = "us-east-1"
PHONE = "+15550100"
Action = Callable[[], object]


def seconds(action: Action, times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        action()
    return (time.perf_counter() - start) / times


def ratio(ours: Action, theirs: Action, *, rounds: int, times: int, theirs_times: int | None = None) -> float:
    """The median over rounds in which both are measured next to each other."""
    ours()
    theirs()
    return statistics.median(seconds(ours, times) / seconds(theirs, theirs_times or times) for _ in range(rounds))


class _Raw:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self) -> Iterator[bytes]:
        yield self._content


@contextmanager
def constant_transport(client: PinpointClient, call: Callable[[], Any]) -> Iterator[Callable[[], Any]]:
    """A way to make `call` with the transport answering what the mock answered, without any work."""
    answers: list[AWSResponse] = []
    mocked = URLLib3Session.send

    def record(session: Any, request: Any) -> AWSResponse:
        answers.append(mocked(session, request))
        return answers[-1]

    with mock.patch.object(URLLib3Session, "send", record):
        call()
    status, headers, content = answers[-1].status_code, dict(answers[-1].headers), answers[-1].content

    def constant(session: Any, request: Any) -> AWSResponse:
        return AWSResponse(request.url, status, headers, _Raw(content))  # type: ignore[arg-type]  # as urllib3's

    def with_constant() -> Any:
        URLLib3Session.send = constant  # type: ignore[assignment,method-assign]  # mock.patch costs more
        try:
            call()
        finally:
            URLLib3Session.send = mocked  # type: ignore[method-assign]  # back again

    yield with_constant


def calls() -> Iterator[tuple[str, float, str]]:
    with mock_pinpoint() as pinpoint:
        client = boto3.client("pinpoint", region_name=REGION)
        app_id = pinpoint.add_app()
        pinpoint.add_endpoint(
            app_id, endpoint_id="e", channel="SMS", address=PHONE, user_id="u", attributes={"a": ["1", "2"]}
        )

        def get_endpoint() -> object:
            return client.get_endpoint(ApplicationId=app_id, EndpointId="e")

        def send_messages() -> object:
            return client.send_messages(
                ApplicationId=app_id,
                MessageRequest={
                    "Addresses": {PHONE: {"ChannelType": "SMS"}},
                    "MessageConfiguration": {"SMSMessage": {"Body": "Hello {{name}}"}},
                },
            )

        for name, call, target in (
            ("get_endpoint", get_endpoint, 1.10),
            ("send_messages, one SMS", send_messages, 1.30),
        ):
            with constant_transport(client, call) as constant:
                measured = ratio(call, constant, rounds=60, times=60)
            yield f"{name}, against a constant in the transport", measured, f"<= {target:.2f}"


def entering() -> Iterator[tuple[str, float, str]]:
    def ours() -> None:
        with mock_pinpoint():
            pass

    def theirs() -> None:
        with mock_aws():
            pass

    measured = ratio(ours, theirs, rounds=15, times=200, theirs_times=4)
    yield "enter and leave, against mock_aws", measured, "<= 1/50 = 0.020"


def small_test() -> Iterator[tuple[str, float, str]]:
    def body() -> None:
        client = boto3.client("pinpoint", region_name=REGION)
        app = client.create_app(CreateApplicationRequest={"Name": "shop"})["ApplicationResponse"]
        client.get_app(ApplicationId=app["Id"])

    measured = ratio(mock_pinpoint(body), mock_aws(body), rounds=15, times=3, theirs_times=2)
    yield "a small whole test, against mock_aws", measured, "<= 1/8 = 0.125"


IMPORT = """
import time, boto3
start = time.perf_counter()
from pinpoint_mock import mock_pinpoint
print((time.perf_counter() - start) * 1000)
"""


def importing() -> Iterator[tuple[str, float, str]]:
    times = [float(subprocess.check_output([sys.executable, "-c", IMPORT])) for _ in range(9)]
    yield "import of mock_pinpoint after boto3, ms", statistics.median(times), "<= 15 ms"


def pytest_start() -> Iterator[tuple[str, float, str]]:
    with tempfile.TemporaryDirectory() as folder:

        def start(*options: str) -> float:
            command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *options]
            begin = time.perf_counter()
            subprocess.run(command, cwd=folder, capture_output=True, check=False)
            return (time.perf_counter() - begin) * 1000

        start()
        differences = [start() - start("-p", "no:pinpoint_mock") for _ in range(21)]
    yield "pytest start-up with the plugin less without, ms", statistics.median(differences), "<= 5 ms"


def snapshots() -> Iterator[tuple[str, float, str]]:
    """CPU time, the best of several: what a snapshot costs must not depend on what else the machine does."""
    with mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app(region_name=REGION)
        for number in range(20_000):
            pinpoint.add_endpoint(
                app_id,
                endpoint_id=f"e{number}",
                channel="SMS",
                address=f"+1555{number:07}",
                user_id=f"u{number}",
                attributes={"plan": ["gold"]},
                user_attributes={"FirstName": ["Ada"]},
                region_name=REGION,
            )
        backend = pinpoint.backend(REGION)
        documents = {document["Id"]: document for document in backend.apps[app_id].endpoints}

        def there_and_back() -> None:
            backend.world.restore(backend.world.snapshot())

        def cpu_seconds(action: Action) -> float:
            start = time.process_time()
            action()
            return time.process_time() - start

        ours, theirs = (
            min(cpu_seconds(action) for _ in range(20)) for action in (there_and_back, lambda: dict(documents))
        )
    yield "snapshot and restore of 20,000 endpoints, against dict() of them", ours / theirs, "<= 20"


def main() -> None:
    table = Table("What", "Measured", "Target")
    for group in (calls, entering, small_test, importing, pytest_start, snapshots):
        for name, measured, target in group():
            table.add_row(name, f"{measured:.3f}", target)
    Console(width=100).print(table)


main()
