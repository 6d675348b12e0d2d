"""Registered functions: which of them a name or an ARN means."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.state.functions import Functions, LambdaFunction, function_name

ARN = "arn:aws:lambda:eu-west-1:210987654321:function:recommend"


def functions(*names: str) -> Functions:
    """Functions that return the text under which they were registered."""
    registered = Functions()
    for text in names:
        name = function_name(text)
        assert name is not None
        registered.register(name, text, returning(text))
    return registered


def returning(text: str) -> LambdaFunction:
    return lambda event, context: text


def found(registered: Functions, name_or_arn: str) -> Any:
    """What the function returns that a call from us-east-1 of 123456789012 means, None without one."""
    name = function_name(name_or_arn)
    assert name is not None
    function = registered.find(name.called_from("us-east-1", "123456789012"))
    return function({}, None) if function else None


@pytest.mark.parametrize(
    ("registered", "called", "is_found"),
    [
        ("recommend", "recommend", True),
        ("recommend", "recommend:live", True),
        ("recommend", "recommend:$LATEST", True),
        ("recommend", ARN, True),
        ("recommend", f"{ARN}:live", True),
        ("recommend", "123456789012:function:recommend", True),
        ("recommend", "Recommend", False),
        ("recommend", "recommended", False),
        ("recommend:live", "recommend:live", True),
        ("recommend:live", f"{ARN}:live", True),
        ("recommend:live", "recommend", False),
        ("recommend:$LATEST", "recommend", True),
        (ARN, ARN, True),
        (ARN, f"{ARN}:7", True),
        (ARN, "recommend", False),
        (ARN, ARN.replace("eu-west-1", "eu-west-2"), False),
        (ARN, ARN.replace("210987654321", "123456789012"), False),
        ("arn:aws:lambda:us-east-1:123456789012:function:recommend", "recommend", True),
        ("123456789012:function:recommend", "recommend", True),
        ("123456789012:function:recommend", ARN, False),
        ("210987654321:function:recommend", ARN, True),
    ],
)
def test_a_name_stands_for_what_it_does_not_exclude(registered: str, called: str, is_found: bool) -> None:
    assert found(functions(registered), called) == (registered if is_found else None)


def test_the_newest_that_applies_counts() -> None:
    registered = functions("recommend", "other", "recommend:live")
    assert found(registered, "recommend:live") == "recommend:live"
    assert found(registered, "recommend") == "recommend"
    assert found(functions("recommend:live", "recommend"), "recommend:live") == "recommend"
    assert found(functions("recommend", "recommend:live", "recommend"), "recommend:live") == "recommend"


def test_names_are_as_they_were_registered_the_newest_last() -> None:
    assert functions("a", ARN, "b:live", "a").names() == [ARN, "b:live", "a"]


def test_a_copy_goes_its_own_way() -> None:
    registered = functions("a")
    copy = registered.copy()
    registered.clear()
    assert (registered.names(), copy.names()) == ([], ["a"])
    assert found(copy, "a") == "a"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no name",
        "f" * 65,
        "recommend:",
        "recommend:a:b",
        "recommend\n",
        "http://example.com/hook",
        "https://example.com/a b",
        "arn:aws:lambda:us-east-1:123456789012:recommend",
        "arn:aws:lambda:us-east-1:12345:function:recommend",
        "arn:aws:sns:us-east-1:123456789012:function:recommend",
    ],
)
def test_what_can_be_no_name(text: str) -> None:
    assert function_name(text) is None
