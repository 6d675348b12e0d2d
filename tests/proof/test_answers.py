"""What the proof would find in an answer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.proof.answers import answer_faults


@pytest.mark.parametrize(
    ("shape_name", "answer", "found"),
    [
        ("MessageBody", {"Message": "Accepted"}, []),
        ("MessageBody", [], ["answer: [] is no structure"]),
        ("MessageBody", {"Message": 1, "Extra": 2}, ["answer.Extra: unknown", "answer.Message: 1 is no string"]),
        ("NumberValidateResponse", {"PhoneTypeCode": True}, ["answer.PhoneTypeCode: True is no integer"]),
        ("TagsModel", {}, ["answer.tags: missing"]),
        ("TagsModel", {"tags": {"a": None}}, ["answer.tags['a']: None is no string"]),
        ("EndpointResponse", {"ChannelType": "FAX"}, ["answer.ChannelType: 'FAX' is not in the enum"]),
        ("EndpointResponse", {"Attributes": {"a": ["b", 1]}}, ["answer.Attributes['a'][1]: 1 is no string"]),
        ("CampaignEventFilter", {"Dimensions": {}}, []),
        ("__timestampIso8601", "2030-01-01T09:00:00.000Z", []),
        ("__timestampIso8601", "tomorrow", ["answer: 'tomorrow' is no date"]),
    ],
)
def test_what_is_wrong_is_named_with_its_place(shape_name: str, answer: Any, found: list[str]) -> None:
    assert list(answer_faults(shape_name, answer)) == found
