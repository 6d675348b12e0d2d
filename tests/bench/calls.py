"""One call of boto3, against the same call with a transport that answers a constant."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from unittest import mock

import boto3
from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.state.agenda import Agenda
from pinpoint_mock.state.world import World
from tests.bench.measuring import Action, Row, ratio

PHONE = "+15550100"


def rows() -> Iterator[Row]:
    with mock_pinpoint() as pinpoint:
        client = boto3.client("pinpoint", region_name="us-east-1")
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
            measured = ratio(call, with_constant_transport(call), rounds=60, times=60)
            yield Row(f"{name}, against a constant in the transport", measured, target)

        def read_log() -> object:
            return pinpoint.sent_messages.one(channel="SMS")

        pinpoint.clear()
        send_messages()
        world, (with_work, without_work) = pinpoint.backend().world, _agendas()
        for name, action, times, target in (
            ("get_endpoint", get_endpoint, 60, 1.03),
            ("sent_messages.one(), of one message,", read_log, 1_000, 1.2),
        ):
            waiting, idle = _with_agenda(world, with_work, action), _with_agenda(world, without_work, action)
            measured = ratio(waiting, idle, rounds=60, times=times)
            yield Row(f"{name} while 1,000 pieces of work wait, against none", measured, target)


def _agendas() -> tuple[Agenda, Agenda]:
    """One with 1,000 pieces of work that are due some time, and one with none."""
    agenda = Agenda()
    moment = datetime.datetime(2999, 1, 1, tzinfo=datetime.timezone.utc)
    for number in range(1_000):
        agenda.schedule(moment, "bench", ("123456789012", "us-east-1", "shop"), f"c{number}")
    return agenda, Agenda()


def _with_agenda(world: World, agenda: Agenda, action: Action) -> Action:
    def with_agenda() -> None:
        world.agenda = agenda
        action()

    return with_agenda


class _Raw:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self) -> Iterator[bytes]:
        yield self._content


def with_constant_transport(call: Action) -> Action:
    """The same call, with the transport answering what the mock answered, without any work."""
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

    def with_constant() -> None:
        URLLib3Session.send = constant  # type: ignore[assignment,method-assign]  # mock.patch costs more
        try:
            call()
        finally:
            URLLib3Session.send = mocked  # type: ignore[method-assign]  # back again

    return with_constant
