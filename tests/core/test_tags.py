"""The rules of tags beside what TagResource shows of them (tests/operations/test_tags.py)."""

from __future__ import annotations

import pytest

from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.tags import checked_tags


def test_a_merge_leaves_both_as_they_were() -> None:
    tags, present = {"team": "blue"}, {"team": "red", "stage": "test"}
    assert list(checked_tags(tags, present).items()) == [("team", "blue"), ("stage", "test")]
    assert (tags, present) == ({"team": "blue"}, {"team": "red", "stage": "test"})
    assert checked_tags(tags) is not tags


@pytest.mark.parametrize(
    ("tags", "text", "explanation"),
    [
        ({"": "x!"}, "a key must have 1 to 128 characters", "tags has '': 'x!'"),
        ({"aws:a@b": "x"}, "the prefix aws: is reserved", "tags has 'aws:a@b': 'x'"),
        ({"a": "1", "b": "v" * 257}, "a value must have at most 256 characters", f"tags has 'b': '{'v' * 59}…"),
        (dict.fromkeys(map(str, range(51)), ""), "a resource can have at most 50 tags", "tags had 51 tags"),
    ],
)
def test_the_first_rule_that_is_broken_and_the_tag_that_breaks_it(
    tags: dict[str, str], text: str, explanation: str
) -> None:
    with pytest.raises(BadRequestException) as caught:
        checked_tags(tags)
    assert (str(caught.value), caught.value.explanation) == (f"Invalid tags: {text}", explanation)


def test_only_new_tags_are_checked() -> None:
    assert checked_tags({"team": "blue"}, {"aws:team": "red"}) == {"aws:team": "red", "team": "blue"}
