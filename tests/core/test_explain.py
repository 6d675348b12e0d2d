"""How explanations show what was sent and what exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.core.explain import CREDENTIALS, and_more, listed, shown, was
from pinpoint_mock.operations._channels import CHANNEL_RULES
from tests.wire import send

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x" * 60, f"'{'x' * 60}'"),
        ("x" * 61, f"'{'x' * 59}…"),
        ("x" * 9999, f"'{'x' * 59}…"),
        (10**80, f"1{'0' * 59}…"),
        ({"Body": "Hello"}, "an object"),
        (["Hello"], "a list"),
        (None, "None"),
        (7.5, "7.5"),
    ],
)
def test_a_value_is_short(value: object, text: str) -> None:
    assert shown(value) == text
    assert was("Name", value) == f"Name was {text}"


@pytest.mark.parametrize("value", ["secret", {"secret": 1}, ["secret"], 7])
def test_a_value_of_a_credential_is_not_shown(value: object) -> None:
    assert was("ApiKey", value) == "ApiKey was a value that is not shown"


@pytest.mark.parametrize(
    ("names", "wanted", "text"),
    [
        (["b", "a"], "", "'b', 'a'"),
        (["b", "a", "d", "c"], "", "'b', 'a', 'd' and 1 more"),
        (["north", "south", "east", "shop-1", "west"], "shop", "'shop-1', 'north', 'south' and 2 more"),
        ([*map(str, range(20)), "shop"], "shop", "'0', '1', '2' and 18 more"),
        (["x" * 61], "", f"'{'x' * 59}…"),
    ],
    ids=["all of them", "the first", "the nearest", "the nearest of the first 20", "a long one"],
)
def test_a_few_of_the_names_that_exist(names: list[str], wanted: str, text: str) -> None:
    assert listed(names, wanted) == listed(iter(names), wanted, len(names)) == text


def test_no_more_names_are_read_than_are_compared() -> None:
    numbers = iter(map(str, range(1000)))
    assert listed(numbers, total=1000) == "'0', '1', '2' and 997 more"
    assert next(numbers) == "20"


@pytest.mark.parametrize(
    ("parts", "total", "text"), [([], 0, "none"), (["a"], 1, "a"), (["a", "b"], 2, "a, b"), (["a"], 3, "a and 2 more")]
)
def test_parts_of_a_list(parts: list[str], total: int, text: str) -> None:
    assert and_more(parts, total) == text


def test_credentials_are_never_shown(pinpoint: PinpointMock, app_id: str) -> None:
    secrets: Any = {member: {"s3cr3t": 1} for member in CREDENTIALS} | {"Enabled": True}
    for path, request in {"apns": "APNSChannelRequest", "gcm": "GCMChannelRequest", "adm": "ADMChannelRequest"}.items():
        for secret in (12345678, {"s": "12345678"}, ["12345678"]):
            send("PUT", f"/v1/apps/{app_id}/channels/{path}", dict.fromkeys(secrets, secret))
            found = pinpoint.requests.last
            assert found.explanation is not None, request
            assert "12345678" not in found.describe()


def test_every_credential_of_a_channel_is_known() -> None:
    needed = {member for rules in CHANNEL_RULES for names in rules.needed for member in names}
    public = {"BundleId", "TeamId", "TokenKeyId", "ClientId", "FromAddress", "Identity"}
    assert needed - public == CREDENTIALS
