"""JSON as the standard has it, read and written in one way.

Python's own reader takes `NaN` and `Infinity`, which are no JSON, and raises RecursionError for text that is nested
too deep. Its writer puts blanks after commas and colons.
"""

from __future__ import annotations

import json
from typing import NoReturn


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_decode = json.JSONDecoder(parse_constant=_refuse_constant).decode
# what is written came from JSON, so that nothing in it is circular
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_encode_ascii = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def read_json(text: str) -> object:
    """The value of a JSON text. ValueError for anything else, nesting of some thousand levels included.

    >>> read_json('{"badge": 1}')
    {'badge': 1}
    >>> read_json("[NaN]")
    Traceback (most recent call last):
    ValueError: NaN is not JSON
    """
    try:
        return _decode(text)
    except RecursionError:
        raise ValueError("nested too deep") from None


def compact_json(value: object) -> str:
    """A value as compact JSON text.

    >>> compact_json({"Id": "é", "Version": 1})
    '{"Id":"é","Version":1}'
    """
    return _encode(value)


def ascii_json(value: object) -> bytes:
    r"""A value as compact JSON in ASCII: also half of a surrogate pair, which JSON can hold and UTF-8 cannot.

    >>> ascii_json({"Id": "é"})
    b'{"Id":"\\u00e9"}'
    """
    return _encode_ascii(value).encode()


def json_size(value: object) -> int:
    """Bytes of a value as compact JSON in UTF-8.

    >>> json_size({"Id": "é"})
    11
    """
    return len(_encode(value).encode("utf-8", "surrogatepass"))  # JSON may hold half of a surrogate pair
