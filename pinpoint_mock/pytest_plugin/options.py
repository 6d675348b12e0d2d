"""The options of a test: from the marker `pinpoint` of its function, class and module, else from the ini file."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from pinpoint_mock.state.options import FIELDS, MOCK, TEST, Options, names

MARKER = "pinpoint"
MARKER_OPTIONS = names(MOCK, TEST)
MARKER_TEXT = (
    f"{MARKER}({', '.join(f'{name}=...' for name in MARKER_OPTIONS)}): options of the Pinpoint mocks of a test."
)
INI_PREFIX = "pinpoint_mock_"
OF_SESSION = pytest.StashKey[Options]()


def add_ini_options(parser: pytest.Parser) -> None:
    """Declare each option for the ini file."""
    for name, field in FIELDS.items():
        help_text = f"{field.metadata['help']} Default: {field.metadata['default']}."
        parser.addini(INI_PREFIX + name, help_text, type=field.metadata["ini_type"], default=field.default)


def options_of_session(config: pytest.Config) -> Options:
    """What the ini file sets; it is read once."""
    options = config.stash.get(OF_SESSION, None)
    if options is None:
        options = config.stash[OF_SESSION] = _read(config)
    return options


def _read(config: pytest.Config) -> Options:
    given = {name: config.getini(INI_PREFIX + name) for name in FIELDS}
    if (given["seed"] or "").isdecimal():
        given["seed"] = int(given["seed"])  # as in seed=1
    return Options(**{name: value for name, value in given.items() if value not in (None, "")})


def options_of_test(item: pytest.Item | pytest.Collector) -> Options:
    """The options of a test, class or module: those of the nearest marker, else of the ini file.

    TypeError for an invalid marker.
    """
    given: dict[str, Any] = {}
    for marker in reversed(list(item.iter_markers(MARKER))):
        if marker.args:
            raise TypeError(
                f"pinpoint_mock: {item.nodeid}: the options of the marker '{MARKER}' have names, "
                f"as in @pytest.mark.{MARKER}(region_name='eu-west-1')."
            )
        for name in marker.kwargs:
            _check_name(item, name)
        given.update(marker.kwargs)
    of_session = options_of_session(item.config)
    return dataclasses.replace(of_session, **given) if given else of_session


def _check_name(item: pytest.Item | pytest.Collector, name: str) -> None:
    if name in MARKER_OPTIONS:
        return
    from pinpoint_mock.core.suggestions import did_you_mean  # takes time, and pytest imports this when it starts

    hint = did_you_mean(name, MARKER_OPTIONS) or f"Its options are {', '.join(MARKER_OPTIONS)}."
    raise TypeError(f"pinpoint_mock: {item.nodeid}: the marker '{MARKER}' has no option '{name}'. {hint}")
