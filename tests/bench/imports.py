"""An import of many endpoints, per line, against one document there and back through JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pinpoint_mock.audience.imports import import_files, read_files
from pinpoint_mock.audience.locations import Location
from pinpoint_mock.state.objects import Objects
from pinpoint_mock.state.world import World
from tests.bench.measuring import Row, ratio

LINES = 100_000


def document(number: int) -> dict[str, object]:
    """A typical endpoint: six members and a user."""
    return {
        "Id": f"endpoint-{number}",
        "ChannelType": "SMS",
        "Address": f"+1555{number:07}",
        "Attributes": {"plan": ["pro" if number % 3 else "free"], "likes": ["tea", "cake"]},
        "Demographic": {"Locale": "en_US", "Timezone": "Europe/Paris"},
        "Location": {"Country": "FR", "City": "Paris", "Latitude": 48.85, "Longitude": 2.35},
        "Metrics": {"visits": number % 50},
        "User": {"UserId": f"user-{number // 2}", "UserAttributes": {"name": ["Ada"]}},
    }


def rows() -> Iterator[Row]:
    objects = Objects()
    objects.write("audience", "users.json", b"\n".join(json.dumps(document(n)).encode() for n in range(LINES)))
    location = Location("audience", "users.json")

    def run() -> None:
        app = World().backend("123456789012", "us-east-1").new_app("shop", {})
        import_files(app, read_files(objects, location, "JSON"), "request", registers=True)

    one = document(7)
    measured = ratio(run, lambda: json.loads(json.dumps(one)), rounds=5, against_times=LINES) / LINES
    yield Row(f"import of {LINES:,} JSON lines, per line, against a document there and back through JSON", measured, 12)
