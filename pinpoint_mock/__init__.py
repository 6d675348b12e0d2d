"""A mock of Amazon Pinpoint for tests, in process and in memory: see what each recipient would have got."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinpoint_mock.adapters.moto.install import install_into_moto
    from pinpoint_mock.core.errors import ExpectationFailed, RealAWSRefused
    from pinpoint_mock.logs.containing import containing
    from pinpoint_mock.logs.event import Event
    from pinpoint_mock.logs.log import Log, Records
    from pinpoint_mock.logs.message import Message
    from pinpoint_mock.logs.otp_check import OtpCheck
    from pinpoint_mock.logs.request import ApiRequest
    from pinpoint_mock.logs.stream_record import StreamRecord
    from pinpoint_mock.mock.backends import pinpoint_backends
    from pinpoint_mock.mock.clients import PinpointClientFactory
    from pinpoint_mock.mock.facade import PinpointMock
    from pinpoint_mock.mock.lifecycle import current_mock, mock_pinpoint
    from pinpoint_mock.state.stored import StoredApp, StoredEndpoint, StoredTemplate

__version__ = "0.1.0"

_HOMES = {
    "ApiRequest": "pinpoint_mock.logs.request",
    "Event": "pinpoint_mock.logs.event",
    "ExpectationFailed": "pinpoint_mock.core.errors",
    "Log": "pinpoint_mock.logs.log",
    "Message": "pinpoint_mock.logs.message",
    "OtpCheck": "pinpoint_mock.logs.otp_check",
    "PinpointClientFactory": "pinpoint_mock.mock.clients",
    "PinpointMock": "pinpoint_mock.mock.facade",
    "RealAWSRefused": "pinpoint_mock.core.errors",
    "Records": "pinpoint_mock.logs.log",
    "StoredApp": "pinpoint_mock.state.stored",
    "StoredEndpoint": "pinpoint_mock.state.stored",
    "StoredTemplate": "pinpoint_mock.state.stored",
    "StreamRecord": "pinpoint_mock.logs.stream_record",
    "containing": "pinpoint_mock.logs.containing",
    "current_mock": "pinpoint_mock.mock.lifecycle",
    "install_into_moto": "pinpoint_mock.adapters.moto.install",
    "mock_pinpoint": "pinpoint_mock.mock.lifecycle",
    "pinpoint_backends": "pinpoint_mock.mock.backends",
}

__all__ = [
    "ApiRequest",
    "Event",
    "ExpectationFailed",
    "Log",
    "Message",
    "OtpCheck",
    "PinpointClientFactory",
    "PinpointMock",
    "RealAWSRefused",
    "Records",
    "StoredApp",
    "StoredEndpoint",
    "StoredTemplate",
    "StreamRecord",
    "containing",
    "current_mock",
    "install_into_moto",
    "mock_pinpoint",
    "pinpoint_backends",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return __all__
