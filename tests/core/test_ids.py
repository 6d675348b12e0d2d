"""The forms of ids, and the private source that they come from."""

from __future__ import annotations

import base64
import random
import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.core.ids import Ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
FORMS: dict[str, tuple[Callable[[Ids], str], str]] = {
    "request": (Ids.request_id, UUID),
    "application": (Ids.application_id, r"[0-9a-f]{32}"),
    "job": (Ids.job_id, r"[0-9a-f]{32}"),
    "endpoint": (Ids.endpoint_id, r"[a-z0-9+/]{27}"),
    "recommender": (Ids.recommender_id, r"[0-9a-f]{32}"),
    "cohort": (Ids.cohort_id, r"\d|[1-9]\d"),
    "message": (Ids.message_id, r"[0-9a-v]{39}0"),
    "e-mail message": (Ids.email_message_id, rf"010001[0-9a-f]{{10}}-{UUID}-000000"),
    "one-time password": (lambda ids: ids.numeric_code(6), r"[0-9]{6}"),
    "gateway": (Ids.gateway_id, r"[A-Za-z0-9+/]{15}="),
    "trace": (lambda ids: ids.trace_id(1570560016), r"Root=1-5d9cd810-[0-9a-f]{24}"),
}


@pytest.mark.parametrize(("make", "form"), FORMS.values(), ids=FORMS)
def test_ids_have_the_forms_of_the_service(make: Callable[[Ids], str], form: str) -> None:
    made = [make(Ids(seed)) for seed in range(200)]
    assert [text for text in made if not re.fullmatch(form, text)] == []


@pytest.mark.parametrize("make", [make for make, _ in FORMS.values()], ids=FORMS)
def test_a_seed_fixes_what_is_made(make: Callable[[Ids], str]) -> None:
    first, second, third = Ids("seed"), Ids("other"), Ids(3)
    second.seed("seed")
    assert [make(first) for _ in range(20)] == [make(second) for _ in range(20)] != [make(third) for _ in range(20)]


def test_a_request_id_is_a_uuid_of_version_4() -> None:
    parsed = uuid.UUID(Ids(1).request_id())
    assert (parsed.version, parsed.variant) == (4, uuid.RFC_4122)


def test_a_gateway_id_is_base64_of_11_bytes() -> None:
    encoded = Ids(1).gateway_id()
    assert base64.b64encode(base64.b64decode(encoded)).decode() == encoded


def test_the_random_numbers_of_the_user_stay_as_they_are(client: PinpointClient) -> None:
    state: Any = random.getstate()
    client.create_app(CreateApplicationRequest={"Name": "shop"})
    assert random.getstate() == state


def test_a_seeded_user_does_not_fix_the_ids_of_the_mock() -> None:
    made = []
    for _ in range(2):
        random.seed(1)
        with mock_pinpoint() as pinpoint:
            made.append(pinpoint.add_app())
    assert made[0] != made[1]
