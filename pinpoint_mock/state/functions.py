"""The functions that a test has registered in place of Lambda functions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

LambdaFunction = Callable[[Any, Any], object]
"""A function with the signature of a Python Lambda handler: it gets an event and a context, and returns an answer."""

LATEST = "$LATEST"

FORM = re.compile(
    r"(?:(?:arn:aws[a-z-]*:lambda:(?P<region_name>[a-z0-9-]+):)?(?P<account_id>[0-9]{12}):function:)?"
    r"(?P<name>[A-Za-z0-9_-]{1,64})(?::(?P<qualifier>\$LATEST|[A-Za-z0-9_-]{1,128}))?"
)
"""A name, a partial ARN or an ARN, each with or without a version or an alias.

Source: AWS lambda/latest/api/API_Invoke.
"""


HTTPS_URL = re.compile(r"https://[A-Za-z0-9._~?/#:;-]+")
"""The form of the URL of a web hook.

Source: DG channels-custom.
"""


class FunctionName(NamedTuple):
    """What a name or an ARN says of a Lambda function; None is what it leaves open. A URL is a name of its own."""

    name: str
    qualifier: str | None
    region_name: str | None
    account_id: str | None

    def called_from(self, region_name: str, account_id: str) -> FunctionName:
        """The function that this names where a call comes from a region and an account."""
        return self._replace(
            qualifier=self.qualifier or LATEST,
            region_name=self.region_name or region_name,
            account_id=self.account_id or account_id,
        )

    def stands_for(self, called: FunctionName) -> bool:
        """Whether a function that is registered under this name is the one that is called."""
        return all(own in (None, theirs) for own, theirs in zip(self, called, strict=True))


def function_name(name_or_arn: str) -> FunctionName | None:
    """What a name, an ARN or the URL of a web hook says, or None if it can be none of them.

    >>> function_name("arn:aws:lambda:eu-west-1:123456789012:function:recommend:live")
    FunctionName(name='recommend', qualifier='live', region_name='eu-west-1', account_id='123456789012')
    >>> function_name("recommend").region_name, function_name("no name")
    (None, None)
    """
    if HTTPS_URL.fullmatch(name_or_arn):
        return FunctionName(name_or_arn, None, None, None)
    found = FORM.fullmatch(name_or_arn)
    return FunctionName(**found.groupdict()) if found else None


class Functions:
    """The functions by the name or ARN under which they were registered, the newest last."""

    def __init__(self) -> None:
        self._functions: dict[str, tuple[FunctionName, LambdaFunction]] = {}

    def names(self) -> list[str]:
        """The names and ARNs under which functions were registered."""
        return list(self._functions)

    def copy(self) -> Functions:
        """The same functions, in a dict of its own."""
        functions = Functions()
        functions._functions = dict(self._functions)
        return functions

    def clear(self) -> None:
        """Forget all functions."""
        self._functions.clear()

    def register(self, name: FunctionName, text: str, function: LambdaFunction) -> None:
        """Hold a function as the newest, in place of one whose name was written the same."""
        self._functions.pop(text, None)
        self._functions[text] = (name, function)

    def find(self, called: FunctionName) -> LambdaFunction | None:
        """The newest function whose name stands for the one that is called, or None.

        A name without region, account or version stands for the function everywhere and in all versions.
        """
        found = (function for name, function in reversed(self._functions.values()) if name.stands_for(called))
        return next(found, None)
