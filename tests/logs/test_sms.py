"""Encoding and parts of an SMS."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock.logs.sms import BASIC, EXTENSION, sms_encoding, sms_parts


def test_the_tables_of_gsm_0338() -> None:
    assert len(BASIC) == len(set(BASIC)) == 127  # the 128th place is the escape to the extension table
    assert len(EXTENSION) == len(set(EXTENSION)) == 9
    assert not set(BASIC) & set(EXTENSION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "GSM 03.38"),
        ("Hello\r\nWorld", "GSM 03.38"),
        (BASIC + EXTENSION, "GSM 03.38"),
        ("5 €", "GSM 03.38"),
        ("`", "UCS-2"),
        ("ç", "UCS-2"),
        ("\t", "UCS-2"),
        ("\x1b", "UCS-2"),
        ("“quoted”", "UCS-2"),
        ("Hello 😀", "UCS-2"),
    ],
)
def test_encoding(text: str, expected: str) -> None:
    assert sms_encoding(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", 1, id="empty"),
        pytest.param("x" * 160, 1, id="one full part"),
        pytest.param("x" * 161, 2, id="one more"),
        pytest.param("x" * 306, 2, id="two full parts"),
        pytest.param("x" * 307, 3, id="one more than two"),
        pytest.param("€" * 80, 1, id="extension characters count twice"),
        pytest.param("€" * 80 + "x", 2, id="one more than 80 extension characters"),
        pytest.param("x" * 152 + "€" + "x" * 152, 3, id="an escape pair is not split"),
        pytest.param("x" * 151 + "€" + "x" * 153, 2, id="an escape pair at the end of a part"),
        pytest.param("€" * 152, 2, id="76 pairs in each part"),
        pytest.param("€" * 153, 3, id="306 septets that do not fit into two parts"),
        pytest.param("ж" * 70, 1, id="one full part of UCS-2"),
        pytest.param("ж" * 71, 2, id="one more in UCS-2"),
        pytest.param("ж" * 134, 2, id="two full parts of UCS-2"),
        pytest.param("ж" * 135, 3, id="one more than two in UCS-2"),
        pytest.param("x" * 70 + "ж", 2, id="one character makes all UCS-2"),
        pytest.param("😀" * 35, 1, id="an emoji counts twice"),
        pytest.param("😀" * 36, 2, id="one emoji more"),
        pytest.param("😀" * 66, 2, id="33 emojis in each part"),
        pytest.param("😀" * 67, 3, id="134 units that do not fit into two parts"),
        pytest.param("\ud800" * 70, 1, id="half a surrogate pair is one unit"),
        pytest.param("\uffff" * 70, 1, id="the last character of one unit"),
        pytest.param("\U00010000" * 36, 2, id="the first character of two units"),
    ],
)
def test_parts(text: str, expected: int) -> None:
    assert sms_parts(text) == expected


def fewest_parts(text: str) -> int:
    """A slow model: the best of all ways to cut the text, where `>` is the second half of a character."""
    if set(text) <= set(BASIC + EXTENSION):
        one, several, units = 160, 153, "".join("<>" if char in EXTENSION else "-" for char in text)
    else:
        one, several, units = 70, 67, "".join("<>" if char > "\uffff" else "-" for char in text)
    fewest = [0]
    for end in range(1, len(units) + 1):
        is_cut = units[end : end + 1] != ">"
        fewest.append(1 + min(fewest[-several:]) if is_cut else len(units))
    return 1 if len(units) <= one else fewest[-1]


def runs(alphabet: str) -> st.SearchStrategy[str]:
    """Long texts of a few characters, each repeated."""
    run = st.builds(lambda char, times: char * times, st.sampled_from(alphabet), st.integers(1, 110))
    return st.lists(run, max_size=6).map("".join)


@given(st.one_of(runs("x€{"), runs("xж😀"), st.text(max_size=100)))
def test_no_cut_needs_fewer_parts(text: str) -> None:
    assert sms_parts(text) == fewest_parts(text)
