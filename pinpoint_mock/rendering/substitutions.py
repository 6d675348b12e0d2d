"""Message variables: `{{name}}` in a plain message.

AWS does not document which value of a list is used, nor what becomes of a variable without a value; here it is the
first value, and empty text. Source: facts, messaging section 3.3 and section 12, choices 17 and 18.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import overload

Substitutions = Mapping[str, list[str]]

VARIABLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


@overload
def substitute(text: str, substitutions: Substitutions) -> str: ...
@overload
def substitute(text: str | None, substitutions: Substitutions) -> str | None: ...
def substitute(text: str | None, substitutions: Substitutions) -> str | None:
    """The text with its variables replaced; names are case-sensitive and may stand between blanks.

    >>> substitute("Hi {{ name }}{{title}}", {"name": ["Ada", "Grace"]})
    'Hi Ada'
    """
    if text is None or "{{" not in text:
        return text
    return VARIABLE.sub(lambda variable: next(iter(substitutions.get(variable[1], ())), ""), text)
