"""The options of a test: from the marker `pinpoint` of its function, class and module, else from the ini file."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

    from pinpoint_mock.mock.lifecycle import MockPinpoint

MARKER = "pinpoint"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Options:
    """What the marker and, with `pinpoint_mock_` before each name, the ini file can set.

    `region_name` and `account_id` are the defaults of the mock and of the fixtures; `application_id` and `channels`
    are those of `pinpoint_app_id`; with `assert_all_faults_used` a test that passes fails at its end if a declared
    failure has never applied. The others are the options of `mock_pinpoint`.
    """

    region_name: str | None = None
    account_id: str | None = None
    application_id: str | None = None
    channels: Sequence[str] | None = None
    strict_templates: bool = False
    assert_all_faults_used: bool = False
    allow_real_aws: bool = False
    seed: int | str | None = None

    def make_mock(self, *, is_background: bool = False) -> MockPinpoint:
        """A mock with these options, not yet entered."""
        from pinpoint_mock.mock.lifecycle import MockPinpoint

        return MockPinpoint(
            seed=self.seed,
            allow_real_aws=self.allow_real_aws,
            strict_templates=self.strict_templates,
            region_name=self.region_name,
            account_id=self.account_id,
            is_background=is_background,
        )


NAMES = [field.name for field in dataclasses.fields(Options)]


def options_of(item: pytest.Item) -> Options:
    """The options of a test, the nearest marker first. TypeError for an invalid marker."""
    return Options(**{**_of_ini_file(item.config), **_of_markers(item)})


def _of_ini_file(config: pytest.Config) -> dict[str, Any]:
    given = {name: config.getini(f"pinpoint_mock_{name}") for name in NAMES}
    if (given["seed"] or "").isdecimal():
        given["seed"] = int(given["seed"])  # as in seed=1
    return {name: value for name, value in given.items() if value not in (None, "")}


def _of_markers(item: pytest.Item) -> dict[str, Any]:
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
    return given


def _check_name(item: pytest.Item, name: str) -> None:
    if name in NAMES:
        return
    nearest = difflib.get_close_matches(name, NAMES, n=1)
    hint = f"Did you mean '{nearest[0]}'?" if nearest else f"Its options are {', '.join(NAMES)}."
    raise TypeError(f"pinpoint_mock: {item.nodeid}: the marker '{MARKER}' has no option '{name}'. {hint}")
