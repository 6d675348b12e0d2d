"""Paging of lists that are not those of GetApps, which tests/operations/test_apps.py pages through boto3."""

from __future__ import annotations

import pytest

from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.paging import paginate

KEY = {"Id": str}


@pytest.mark.parametrize(
    ("descending", "expected"),
    [(False, [["a", "b"], ["c", "d"], ["e"]]), (True, [["e", "d"], ["c", "b"], ["a"]])],
)
def test_pages_follow_the_key_in_either_direction(descending: bool, expected: list[list[str]]) -> None:
    pages: list[list[str]] = []
    token = None
    while not pages or token:
        page, token = paginate("cabed", KEY, page_size="2", token=token, descending=descending)
        pages.append(page)

    assert pages == expected


@pytest.mark.parametrize(("descending", "expected"), [(False, ["c", "d"]), (True, ["a"])])
def test_items_that_came_or_went_between_two_pages_do_not_disturb(descending: bool, expected: list[str]) -> None:
    _, token = paginate("abc", KEY, page_size="2", descending=descending)

    assert paginate("acd", KEY, token=token, descending=descending) == (expected, None)


@pytest.mark.parametrize(("count", "ends"), [(0, True), (1, True), (2, True), (3, False)])
def test_the_last_page_has_no_token(count: int, ends: bool) -> None:
    page, token = paginate(range(count), KEY, page_size="2")

    assert page == list(range(count))[:2]
    assert (token is None) is ends


def test_the_first_member_of_the_key_weighs_most() -> None:
    items = [("1", "b"), ("2", "a"), ("1", "a")]
    key = {"Date": lambda item: item[0], "Id": lambda item: item[1]}

    page, token = paginate(items, key, page_size="1")
    rest, _ = paginate(items, key, token=token)

    assert page + rest == [("1", "a"), ("1", "b"), ("2", "a")]


def test_a_token_of_another_list_is_refused() -> None:
    _, token = paginate("ab", {"ApplicationId": "one", "Id": str}, page_size="1")

    with pytest.raises(BadRequestException, match=r"^Invalid token$"):
        paginate("ab", {"ApplicationId": "two", "Id": str}, token=token)
