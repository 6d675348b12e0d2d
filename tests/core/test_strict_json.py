"""JSON that Python's own reader takes and the standard does not have, and text that UTF-8 cannot hold."""

from __future__ import annotations

import pytest

from pinpoint_mock.core.strict_json import ascii_json, compact_json, json_size, read_json


@pytest.mark.parametrize("text", ["", "{", "NaN", "[Infinity]", '{"a": -Infinity}', "[" * 100_000, "1 2"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(text)


@pytest.mark.parametrize(
    ("value", "size"), [("aé€", 8), ("😀", 6), ("\ud800", 5), ({"a": [1, None, True]}, len('{"a":[1,null,true]}'))]
)
def test_what_is_written_can_be_read(value: object, size: int) -> None:
    assert read_json(compact_json(value)) == read_json(ascii_json(value).decode()) == value
    assert json_size(value) == size
