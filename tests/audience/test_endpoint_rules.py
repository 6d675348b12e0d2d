"""Rules that an update of an endpoint keeps: status, addresses, quotas, and 15 endpoints for a user."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.builders import OTHER_CHANNELS, PUSH_CHANNELS, TOO_MANY_ENDPOINTS, Audience, not_found, refused

if TYPE_CHECKING:
    pass

SMS = {"Address": "+15550100", "ChannelType": "SMS"}


def test_every_update_makes_an_endpoint_active_unless_it_says_otherwise(audience: Audience) -> None:
    audience.put("a", **SMS, EndpointStatus="INACTIVE")
    assert audience.get("a")["EndpointStatus"] == "INACTIVE"
    audience.put("a", OptOut="ALL")
    assert audience.get("a")["EndpointStatus"] == "ACTIVE"
    audience.put("a", EndpointStatus="INACTIVE")
    audience.put("a", EndpointStatus="ACTIVE")
    assert audience.get("a")["EndpointStatus"] == "ACTIVE"


@pytest.mark.parametrize(
    ("member", "value", "text"),
    [
        ("EndpointStatus", "active", "Invalid EndpointStatus: must be one of ACTIVE, INACTIVE"),
        ("EndpointStatus", "", "Invalid EndpointStatus: must be one of ACTIVE, INACTIVE"),
        ("OptOut", "none", "Invalid OptOut: must be one of ALL, NONE"),
    ],
)
def test_an_unknown_status_or_opt_out_is_refused(audience: Audience, member: str, value: str, text: str) -> None:
    audience.put("a", **SMS)
    before = audience.get("a")
    with refused(text):
        audience.put("a", Address="+15550101", **{member: value})
    assert audience.get("a") == before


@pytest.mark.parametrize(
    ("stored", "sent", "text"),
    [
        (None, {"ChannelType": "SMS"}, "Missing Address"),
        (None, {"ChannelType": "SMS", "Address": ""}, "Missing Address"),
        (None, {"Address": "+15550100"}, "Missing ChannelType"),
        ({}, {"ChannelType": "SMS"}, "Missing Address"),
        ({}, {"Address": "+15550100"}, "Missing ChannelType"),
        (SMS, {"Address": ""}, "Missing Address"),
        (None, {"ChannelType": "SMS", "OptOut": "NONE"}, "Missing Address"),
        (SMS, {"Address": "", "OptOut": "NONE"}, "Missing Address"),
        (None, {"Address": "+15550100", "OptOut": "ALL"}, "Missing ChannelType"),
    ],
)
def test_an_address_and_a_channel_type_need_each_other(
    audience: Audience, stored: Any, sent: dict[str, str], text: str
) -> None:
    if stored is not None:
        audience.put("a", **stored)
    with refused(text):
        audience.put("a", **sent)
    if stored is None:
        with not_found():
            audience.get("a")
    else:
        assert audience.get("a").get("Address") == stored.get("Address")


@pytest.mark.parametrize("sent", [{"ChannelType": "VOICE"}, {"Address": "+15550101"}])
def test_one_of_them_may_change_where_both_are_stored(audience: Audience, sent: dict[str, str]) -> None:
    audience.put("a", **SMS)
    audience.put("a", **sent)
    endpoint = audience.get("a")
    assert {"Address": endpoint["Address"], "ChannelType": endpoint["ChannelType"]} == SMS | sent


@pytest.mark.parametrize("channel_type", [*PUSH_CHANNELS, *OTHER_CHANNELS])
@pytest.mark.parametrize("sent", [{}, {"Address": ""}])
def test_an_endpoint_that_has_opted_out_needs_no_address(
    audience: Audience, channel_type: str, sent: dict[str, str]
) -> None:
    audience.put("a", ChannelType=channel_type, OptOut="ALL", **sent)
    endpoint = audience.get("a")
    assert (endpoint["ChannelType"], endpoint["OptOut"], "Address" in endpoint) == (channel_type, "ALL", False)


def test_an_endpoint_may_lose_its_address_while_it_opts_out(audience: Audience) -> None:
    audience.put("a", **SMS)
    audience.put("a", Address="", OptOut="ALL")
    assert "Address" not in audience.get("a")
    audience.put("b", **SMS)
    audience.put("a", Attributes={"k": ["1"]})
    assert audience.get("b")["EndpointStatus"] == audience.get("a")["EndpointStatus"] == "ACTIVE"


def test_who_opts_in_again_needs_an_address(audience: Audience) -> None:
    audience.put("a", ChannelType="APNS", OptOut="ALL")
    before = audience.get("a")
    with refused("Missing Address"):
        audience.put("a", OptOut="NONE")
    assert audience.get("a") == before
    audience.put("a", OptOut="NONE", Address="token")
    assert audience.get("a")["Address"] == "token"


@pytest.mark.parametrize("opt_out", ["NONE", "ALL"])
@pytest.mark.parametrize("sent", [{}, {"Address": ""}])
def test_an_endpoint_without_both_is_for_analytics_only(audience: Audience, sent: dict[str, str], opt_out: str) -> None:
    audience.put("a", **sent, OptOut=opt_out, Demographic={"Platform": "ios"})
    endpoint = audience.get("a")
    assert endpoint.keys().isdisjoint({"Address", "ChannelType"})
    assert endpoint["EndpointStatus"] == "ACTIVE"


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        *((channel_type, "APNS", "INACTIVE") for channel_type in PUSH_CHANNELS),
        *((channel_type, channel_type, "INACTIVE") for channel_type in OTHER_CHANNELS),
        ("SMS", "VOICE", "ACTIVE"),
        ("EMAIL", "CUSTOM", "ACTIVE"),
        ("GCM", "SMS", "ACTIVE"),
    ],
)
def test_an_update_makes_another_endpoint_with_its_address_inactive(
    audience: Audience, first: str, second: str, status: str
) -> None:
    audience.put("a", Address="same", ChannelType=first)
    before = audience.get("a")
    audience.put("b", Address="same", ChannelType=second)
    assert audience.get("a") == before | {"EndpointStatus": status}
    assert audience.get("b")["EndpointStatus"] == "ACTIVE"


def test_the_endpoint_that_is_updated_last_holds_the_address(audience: Audience) -> None:
    audience.put("a", **SMS)
    audience.put("b", **SMS)
    audience.put("c", **SMS)
    audience.put("a", OptOut="NONE")
    assert [audience.get(name)["EndpointStatus"] for name in "abc"] == ["ACTIVE", "INACTIVE", "INACTIVE"]


def test_an_endpoint_that_ends_inactive_takes_no_address(audience: Audience) -> None:
    audience.put("a", **SMS)
    audience.put("b", **SMS, EndpointStatus="INACTIVE")
    assert audience.get("a")["EndpointStatus"] == "ACTIVE"


def test_an_address_is_free_after_it_was_given_up(audience: Audience) -> None:
    audience.put("a", **SMS)
    audience.put("a", Address="+15550101")
    audience.put("b", **SMS)
    audience.put("A", OptOut="ALL")
    assert [audience.get(name)["EndpointStatus"] for name in "ab"] == ["ACTIVE", "ACTIVE"]
    audience.put("a", Address="+15550100")
    assert [audience.get(name)["EndpointStatus"] for name in "ab"] == ["ACTIVE", "INACTIVE"]
    audience.delete("a")
    audience.put("c", **SMS)
    assert audience.get("c")["EndpointStatus"] == "ACTIVE"


NAME_TEXT = "a name must be at most 50 characters"
VALUE_TEXT = "a value must be at most 100 characters"
COUNT_TEXT = "a name must have at most 50 values"


def in_member(member: str, values: dict[str, Any]) -> dict[str, Any]:
    return {"User": {"UserAttributes": values}} if member == "UserAttributes" else {member: values}


@pytest.mark.parametrize(
    ("member", "allowed", "too_much", "text"),
    [
        ("Attributes", {"n" * 50: []}, {"n" * 51: []}, NAME_TEXT),
        ("Attributes", {"n": ["v" * 100]}, {"n": ["", "v" * 101]}, VALUE_TEXT),
        ("Attributes", {"n": ["v"] * 50}, {"n": ["v"] * 51}, COUNT_TEXT),
        ("UserAttributes", {"n" * 50: []}, {"n" * 51: []}, NAME_TEXT),
        ("UserAttributes", {"n": ["v" * 100]}, {"n": ["v" * 101]}, VALUE_TEXT),
        ("UserAttributes", {"n": ["v"] * 50}, {"n": ["v"] * 51}, COUNT_TEXT),
        ("Metrics", {"n" * 50: 1.0}, {"n" * 51: 1.0}, NAME_TEXT),
    ],
)
def test_names_and_values_have_a_limit(audience: Audience, member: str, allowed: Any, too_much: Any, text: str) -> None:
    with refused(f"Invalid {member}: {text}"):
        audience.put("a", **in_member(member, too_much))
    with not_found():
        audience.get("a")
    audience.put("a", **in_member(member, allowed))
    endpoint = audience.get("a")
    assert in_member(member, allowed).items() <= endpoint.items()


def bytes_of(endpoint: Any) -> int:
    return len(json.dumps(endpoint, ensure_ascii=False, separators=(",", ":")).encode())


def test_an_endpoint_has_at_most_15_kilobytes_of_utf_8(audience: Audience) -> None:
    audience.put("a", Attributes={"k": ["é" * 100] * 50, "l": ["v" * 100] * 40, "pad": [""] * 10})
    full, rest = divmod(15 * 1024 - bytes_of(audience.get("a")), 100)
    pad = ["p" * 100] * full + ["p" * rest] + [""] * (9 - full)
    audience.put("a", Attributes={"pad": pad})
    endpoint = audience.get("a")
    assert bytes_of(endpoint) == 15 * 1024
    pad[full] += "p"
    with refused("Invalid endpoint: must be at most 15 KB"):
        audience.put("a", Attributes={"pad": pad})
    assert audience.get("a") == endpoint


def test_a_lone_surrogate_is_a_character_like_others(audience: Audience) -> None:
    audience.put("a", Attributes={"k": ["\ud800"]})
    assert audience.get("a")["Attributes"] == {"k": ["\ud800"]}


def test_an_application_has_at_most_250_attribute_names(audience: Audience) -> None:
    names = [f"n{number}" for number in range(84)]
    audience.put("a", Attributes={name: ["v"] for name in names})
    audience.put("b", Metrics=dict.fromkeys(names, 1.0))
    audience.put("c", User={"UserId": "ada", "UserAttributes": {name: ["v"] for name in names[:82]}})
    with refused("Too many custom attributes"):
        audience.put("d", Attributes={"one more": ["v"]})
    with refused("Too many custom attributes"):
        audience.put_batch({"Id": "d", "Metrics": {"one more": 1.0}})
    with not_found():
        audience.get("d")
    audience.put("d", Attributes={"n0": ["v"]}, Metrics={"n1": 1.0})
    audience.delete("a")
    audience.put("d", Attributes={name: ["v"] for name in names[1:]})
    audience.put("c", User={"UserId": ""})
    audience.put("d", Attributes={f"m{number}": ["v"] for number in range(82)})
    with refused("Too many custom attributes"):
        audience.put("d", User={"UserAttributes": {"one more": ["v"]}})


# 15 endpoints for a user


def add_with_dates(audience: Audience, dates: list[str], channel_type: str = "GCM") -> None:
    audience.put_batch(
        *(
            {
                "Id": str(number),
                "Address": f"to-{number}",
                "ChannelType": channel_type,
                "EffectiveDate": date,
                "User": {"UserId": "ada", "UserAttributes": {"n": ["Ada"]}},
            }
            for number, date in enumerate(dates)
        )
    )


@pytest.mark.parametrize("channel_type", OTHER_CHANNELS)
def test_a_16th_endpoint_that_is_not_push_is_refused(audience: Audience, channel_type: str) -> None:
    audience.add_user("ada", "GCM")
    before = audience.of_user("ada")
    with refused(TOO_MANY_ENDPOINTS):
        audience.put("new", Address="a", ChannelType=channel_type, User={"UserId": "ada"})
    with refused(TOO_MANY_ENDPOINTS):
        audience.put("new", User={"UserId": "ada"})
    assert audience.of_user("ada") == before
    with not_found():
        audience.get("new")


@pytest.mark.parametrize("channel_type", PUSH_CHANNELS)
def test_a_16th_push_endpoint_is_refused_where_the_user_has_none(audience: Audience, channel_type: str) -> None:
    audience.add_user("ada", "SMS")
    with refused(TOO_MANY_ENDPOINTS):
        audience.put("new", Address="token", ChannelType=channel_type, User={"UserId": "ada"})
    assert "new" not in audience.ids_of_user("ada")


@pytest.mark.parametrize("channel_type", PUSH_CHANNELS)
def test_a_16th_push_endpoint_takes_the_place_of_the_oldest(audience: Audience, channel_type: str) -> None:
    dates = [f"2024-01-{day:02d}" for day in range(30, 15, -1)]
    add_with_dates(audience, dates, channel_type)
    oldest = audience.get("14")
    audience.put("new", Address="token", ChannelType="APNS_SANDBOX", User={"UserId": "ada"})
    assert audience.get("14") == oldest | {"EndpointStatus": "INACTIVE", "User": {}}
    assert audience.ids_of_user("ada") == [*(str(number) for number in range(14)), "new"]
    assert audience.get("new")["User"] == {"UserId": "ada", "UserAttributes": {"n": ["Ada"]}}


def test_only_push_endpoints_make_room(audience: Audience) -> None:
    add_with_dates(audience, ["2024-01-02"] * 15)
    audience.put("3", Address="ada@example.com", ChannelType="EMAIL", EffectiveDate="2020-01-01")
    audience.put("4", EffectiveDate="2024-01-01", EndpointStatus="INACTIVE")
    audience.put("new", Address="token", ChannelType="APNS", User={"UserId": "ada"})
    assert set(map(str, range(15))) - set(audience.ids_of_user("ada")) == {"4"}


@pytest.mark.parametrize(("reverse", "evicted"), [(False, "14"), (True, "0")])
def test_a_tie_goes_to_the_oldest_creation_then_to_the_lowest_id(
    audience: Audience, reverse: bool, evicted: str
) -> None:
    for day, number in enumerate(sorted(range(15), reverse=not reverse), 1):
        with time_machine.travel(f"2024-01-{day:02d}T00:00:00Z", tick=False):
            audience.put(str(number), Address=f"to-{number}", ChannelType="GCM", User={"UserId": "ada"})
    audience.put_batch(*({"Id": str(number), "EffectiveDate": "2024-02-02"} for number in range(15)))
    audience.put("new", Address="token", ChannelType="GCM", User={"UserId": "ada"})
    assert set(map(str, range(15))) - set(audience.ids_of_user("ada")) == {evicted}


@time_machine.travel("2024-01-01T00:00:00Z", tick=False)
def test_a_tie_of_all_dates_goes_to_the_lowest_id(audience: Audience) -> None:
    audience.put("9", Address="other", ChannelType="GCM", User={"UserId": "ada"})
    audience.add_user("ada", "GCM", count=14)
    audience.put("A9", Address="another", ChannelType="GCM", User={"UserId": "ada"})
    audience.put("new", Address="token", ChannelType="GCM", User={"UserId": "ada"})
    assert audience.get("0")["User"] == {}
    assert len(audience.ids_of_user("ada")) == 15


def test_an_endpoint_that_the_user_has_is_not_a_16th(audience: Audience) -> None:
    audience.add_user("ada", "SMS")
    audience.put("3", ChannelType="EMAIL", Address="ada@example.com", User={"UserId": "ada"})
    audience.put("4", ChannelType="GCM", Address="token")
    assert len(audience.ids_of_user("ada")) == 15
    assert audience.get("3")["ChannelType"] == "EMAIL"


def test_an_endpoint_may_come_back_once_there_is_room(audience: Audience) -> None:
    add_with_dates(audience, [f"2024-01-{day:02d}" for day in range(1, 16)])
    audience.put("new", Address="token", ChannelType="GCM", User={"UserId": "ada"})
    assert audience.get("0")["User"] == {}
    audience.put("0", EndpointStatus="ACTIVE", User={"UserId": "ada"})
    assert audience.get("0")["User"]["UserId"] == "ada"
    assert audience.get("1")["User"] == {}
    audience.delete("2")
    audience.put("phone", **SMS, User={"UserId": "ada"})
    assert len(audience.ids_of_user("ada")) == 15


def test_a_full_user_takes_an_endpoint_of_another_user_only_by_the_same_rule(audience: Audience) -> None:
    audience.add_user("ada", "SMS")
    audience.put("bob's", Address="+15550199", ChannelType="SMS", User={"UserId": "bob"})
    with refused(TOO_MANY_ENDPOINTS):
        audience.put("bob's", User={"UserId": "ada"})
    assert audience.ids_of_user("bob") == ["bob's"]
