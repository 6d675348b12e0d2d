"""The records of events that apps report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pinpoint_mock.core.clock import parse_timestamp
from pinpoint_mock.engagement.record_forms import Holder, given, milliseconds, stream_record
from pinpoint_mock.logs.event import Event
from pinpoint_mock.logs.stream_record import StreamRecord

Document = Mapping[str, Any]

APP_EVENT_VERSION = "3.0"
"""The version of the form of these records.

Source: DG event-streams-data-app.
"""


def of_event(event: Event, endpoint: Document | None) -> Iterator[StreamRecord]:
    """The record of an event that an app has reported. The ids of Cognito are not known, and left out.

    Source: DG event-streams-data-app; MODEL Event; MODEL Session; MODEL EndpointDemographic.
    """
    demographic: Document = (endpoint or {}).get("Demographic", {})
    session: Document = event.session or {}
    application = {
        "app_id": event.application_id,
        "package_name": event.app_package_name,
        "sdk": given({"name": event.sdk_name, "version": event.client_sdk_version}),
        "title": event.app_title,
        "version_name": demographic.get("AppVersion"),
        "version_code": event.app_version_code,
    }
    record = {
        "event_type": event.event_type,
        "event_timestamp": _milliseconds_of(event.timestamp),
        "arrival_timestamp": milliseconds(event.received_at),
        "event_version": APP_EVENT_VERSION,
        "application": given(application),
        "client": {"client_id": event.endpoint_id},
        "device": _device(demographic),
        "session": given(
            {
                "session_id": session.get("Id"),
                "start_timestamp": _milliseconds_of(session.get("StartTimestamp")),
                "stop_timestamp": _milliseconds_of(session.get("StopTimestamp")),
            }
        ),
        "attributes": event.attributes,
        "metrics": event.metrics,
    }
    yield stream_record(Holder(event.application_id, event.region_name, event.account_id), record, event.received_at)


def _milliseconds_of(text: str | None) -> int | None:
    moment = parse_timestamp(text) if text is not None else None
    return None if moment is None else milliseconds(moment)


def _device(demographic: Document) -> dict[str, Any]:
    device = {
        "locale": _locale(demographic["Locale"]) if demographic.get("Locale") else None,
        "make": demographic.get("Make"),
        "model": demographic.get("Model"),
        "platform": given({"name": demographic.get("Platform"), "version": demographic.get("PlatformVersion")}),
    }
    return given(device)


def _locale(code: str) -> dict[str, Any]:
    language, _, country = code.replace("-", "_").partition("_")
    return given({"code": code, "country": country or None, "language": language})
