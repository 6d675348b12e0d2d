"""Snapshots of a world, against a dict of the same documents."""

from __future__ import annotations

from collections.abc import Iterator

from pinpoint_mock import mock_pinpoint
from tests.bench.measuring import Row, ratio

REGION = "us-east-1"
ENDPOINTS = 20_000


def rows() -> Iterator[Row]:
    with mock_pinpoint(region_name=REGION) as pinpoint:
        app_id = pinpoint.add_app()
        for number in range(ENDPOINTS):
            pinpoint.add_endpoint(
                app_id,
                endpoint_id=f"e{number}",
                channel="SMS",
                address=f"+1555{number:07}",
                user_id=f"u{number}",
                attributes={"plan": ["gold"]},
                user_attributes={"FirstName": ["Ada"]},
            )
        backend = pinpoint.backend()
        documents = {document["Id"]: document for document in backend.apps[app_id].endpoints}

        def there_and_back() -> None:
            backend.world.restore(backend.world.snapshot())

        measured = ratio(there_and_back, lambda: dict(documents), rounds=15, against_times=10)
    yield Row(f"snapshot and restore of {ENDPOINTS:,} endpoints, against dict() of them", measured, 20)
