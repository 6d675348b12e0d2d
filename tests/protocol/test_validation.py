"""What of a request is well-formed, and what is dropped."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.protocol.model import operations, service_model, shape
from pinpoint_mock.protocol.validation import BUILDERS, validator

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=5), values, max_size=3),
    max_leaves=10,
)


def refusal(shape_name: str, value: object, name: str = "Member") -> str:
    with pytest.raises(BadRequestException) as raised:
        validator(shape_name)(value, name)
    return str(raised.value)


@pytest.mark.parametrize(
    ("shape_name", "value"),
    [
        ("__string", ""),
        ("__string", "ü \x00 \ud800"),
        ("ChannelType", "SMS"),
        ("__integer", 0),
        ("__integer", -(2**31)),
        ("__integer", 2**31 - 1),
        ("__long", 2**63 - 1),
        ("__double", 1.5),
        ("__double", -0.0),
        ("__boolean", False),
        ("__blob", base64.b64encode(b"any bytes").decode()),
        ("__blob", ""),
        ("__timestampIso8601", "2019-10-08T18:40:16.581Z"),
        ("ListOf__string", []),
        ("ListOf__string", ["a", ""]),
        ("MapOf__string", {}),
        ("MapOf__string", {"": "x", "a": ""}),
        ("MapOfListOf__string", {"a": ["x"], "b": []}),
        ("SimpleEmailPart", {}),
        ("SimpleEmailPart", {"Charset": "UTF-8", "Data": "Hi"}),
    ],
)
def test_a_value_of_the_type_stays_as_it_is(shape_name: str, value: object) -> None:
    assert validator(shape_name)(value, "Member") == value


@pytest.mark.parametrize(
    ("shape_name", "expected", "values"),
    [
        ("__string", "a string", [1, True, [], {}, 1.5]),
        ("__integer", "an integer of 32 bits", ["1", True, False, 1.0, [], {}, 2**31, -(2**31) - 1, 10**30]),
        ("__long", "an integer of 64 bits", ["1", True, 1.0, 2**63, -(2**63) - 1]),
        ("__double", "a number", ["1.5", True, [], float("nan"), float("inf"), -float("inf"), 10**400]),
        ("__boolean", "true or false", ["true", 1, 0, [], {}]),
        ("__blob", "base64", ["not base64!", "YQ", "YQ==\n", "ü", 1, True, [], {}]),
        ("__timestampIso8601", "an ISO 8601 date", ["soon", "", "2019-02-30", 1570560016, True, [], {}]),
        ("ListOf__string", "a list", ["a", {}, 1, True]),
        ("MapOf__string", "an object", ["a", [], 1, True]),
        ("SimpleEmailPart", "an object", ["a", [], 1, True, None]),
    ],
)
def test_a_value_of_another_type_is_refused_by_the_name_of_its_member(
    shape_name: str, expected: str, values: list[object]
) -> None:
    assert {refusal(shape_name, value) for value in values} == {f"Invalid Member: must be {expected}"}


def test_an_integer_counts_as_a_double() -> None:
    value = validator("__double")(3, "Member")
    assert (value, type(value)) == (3.0, float)


def test_a_value_outside_an_enum_is_refused_with_what_is_allowed() -> None:
    text = refusal("DeliveryStatus", "LOST", "DeliveryStatus")
    assert text == f"Invalid DeliveryStatus: must be one of {', '.join(shape('DeliveryStatus')['enum'])}"
    assert "LOST" not in text
    assert refusal("ChannelType", "sms").startswith("Invalid Member: must be one of ")
    assert refusal("ChannelType", 1) == "Invalid Member: must be a string"


def test_members_that_the_model_does_not_know_and_nulls_are_dropped() -> None:
    request = {
        "Address": "+15550100",
        "Unknown": {"Deep": [1]},
        "ChannelType": None,
        "Attributes": {"a": ["x"], "b": None},
        "Demographic": {"Make": None, "Model": "X", "More": 1},
        "User": {"UserAttributes": None},
    }
    before = json.dumps(request)
    assert validator("EndpointRequest")(request, "EndpointRequest") == {
        "Address": "+15550100",
        "Attributes": {"a": ["x"]},
        "Demographic": {"Model": "X"},
        "User": {},
    }
    assert json.dumps(request) == before


def test_a_null_in_a_list_is_refused() -> None:
    assert refusal("ListOf__string", ["a", None]) == "Invalid Member: must be a string"


@pytest.mark.parametrize(
    ("request_body", "text"),
    [
        ({}, "Missing MessageConfiguration"),
        ({"MessageConfiguration": None}, "Missing MessageConfiguration"),
        ({"MessageConfiguration": {}, "Addresses": {"a": {"ChannelType": "PIGEON"}}}, "Invalid ChannelType: must be "),
        ({"MessageConfiguration": {"SMSMessage": {"Body": 1}}}, "Invalid Body: must be a string"),
        ({"MessageConfiguration": {}, "Addresses": []}, "Invalid Addresses: must be an object"),
        ({"MessageConfiguration": {}, "Addresses": {"+1555": "SMS"}}, "Invalid Addresses: must be an object"),
        (
            {"MessageConfiguration": {}, "Context": {"secret": ["value"]}},
            "Invalid Context: must be a string",
        ),
    ],
)
def test_the_text_names_the_nearest_member_and_no_key_or_value(request_body: dict[str, Any], text: str) -> None:
    assert refusal("MessageRequest", request_body, "MessageRequest").startswith(text)


def test_there_is_a_validator_for_every_shape_of_the_model() -> None:
    assert {entry["type"] for entry in service_model()["shapes"].values()} <= BUILDERS.keys()
    for name in service_model()["shapes"]:
        assert callable(validator(name))


REQUESTS = sorted({operation.input_shape for operation in operations().values()})


@given(value=JSON, shape_name=st.sampled_from(REQUESTS))
def test_any_json_is_cleaned_or_refused_and_cleaning_is_done_once(value: Any, shape_name: str) -> None:
    validate = validator(shape_name)
    refused, cleaned = "", None
    try:
        cleaned = validate(value, "Body")
    except BadRequestException as error:
        refused = str(error)
    assert refused.startswith(("Invalid ", "Missing ")) if refused else validate(cleaned, "Body") == cleaned
