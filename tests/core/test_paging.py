"""Paging of lists that are not those of GetApps, which tests/operations/test_apps.py pages through boto3."""

from __future__ import annotations

import pytest

from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.paging import Key, paginate

KEY = {"Number": str}


@pytest.mark.parametrize(
    ("newest_first", "expected"),
    [(False, [[8, 9], [10, 11], [12]]), (True, [[12, 11], [10, 9], [8]])],
)
def test_pages_follow_the_numbers_in_either_direction(newest_first: bool, expected: list[list[int]]) -> None:
    pages: list[list[int]] = []
    token = None
    while not pages or token:
        page, token = paginate(range(8, 13), KEY, page_size="2", token=token, newest_first=newest_first)
        pages.append(page)

    assert pages == expected


@pytest.mark.parametrize(("newest_first", "expected"), [(False, [3, 4]), (True, [1])])
def test_items_that_came_or_went_between_two_pages_do_not_disturb(newest_first: bool, expected: list[int]) -> None:
    _, token = paginate([1, 2, 3], KEY, page_size="2", newest_first=newest_first)

    assert paginate([1, 3, 4], KEY, token=token, newest_first=newest_first) == (expected, None)


@pytest.mark.parametrize(("count", "ends"), [(0, True), (1, True), (2, True), (3, False)])
def test_the_last_page_has_no_token(count: int, ends: bool) -> None:
    page, token = paginate(range(count), KEY, page_size="2")

    assert page == list(range(count))[:2]
    assert (token is None) is ends


def test_the_last_member_of_the_key_says_where_an_item_stands() -> None:
    items = [("1", "b"), ("2", "a"), ("1", "c")]
    key = {"Date": lambda item: item[0], "Id": lambda item: item[1]}

    page, token = paginate(items, key, page_size="1", number="bac".index)
    rest, _ = paginate(items[1:], key, token=token, number="bac".index)

    assert page + rest == items


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"ApplicationId": "one", "Number": str}, {"ApplicationId": "two", "Number": str}),
        ({"SegmentNumber": str}, {"CampaignNumber": str}),
        ({"Number": hex}, {"Number": str}),
    ],
)
def test_a_token_of_another_list_is_refused(one: Key[int], two: Key[int]) -> None:
    _, token = paginate([1, 2], one, page_size="1")

    with pytest.raises(BadRequestException, match=r"^Invalid token$"):
        paginate([1, 2], two, token=token)
