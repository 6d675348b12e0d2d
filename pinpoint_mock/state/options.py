"""The options of a mock, declared once: what `mock_pinpoint`, the marker `pinpoint` and pytest's ini file can set.

pytest reads this module when it starts, so it imports nothing heavy.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

MOCK = "`mock_pinpoint`, marker, ini file"
TEST = "marker, ini file"
SESSION = "ini file"


def _option(
    text: str, default_text: str, *, default: object = None, ini_type: str = "string", set_by: str = MOCK
) -> Any:
    metadata = {"help": text, "default": default_text, "ini_type": ini_type, "set_by": set_by}
    return dataclasses.field(default=default, metadata=metadata)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Options:
    """The values of all options. None is an option that is not set: an outer mock's value, or the default, holds.

    The metadata of a field have its help text, what holds where nothing sets it, its type in pytest's ini file, and
    what can set it: `MOCK`, `TEST` or `SESSION`, of which only the first is not for pytest alone.
    """

    autouse: bool = _option(
        "Give every test a mock, and let none of them reach the real Pinpoint.",
        "false",
        default=False,
        ini_type="bool",
        set_by=SESSION,
    )
    install_into_moto: bool = _option(
        "Let moto's mock_aws answer Pinpoint with pinpoint_mock.",
        "false",
        default=False,
        ini_type="bool",
        set_by=SESSION,
    )
    show_messages: bool = _option(
        "Show the messages of a test that fails.", "true", default=True, ini_type="bool", set_by=SESSION
    )
    region_name: str | None = _option("The default region.", "that of boto3, else us-east-1")
    account_id: str | None = _option("The default account.", "123456789012")
    application_id: str | None = _option(
        "The id of the application that pinpoint_app_id makes.", "a new one", set_by=TEST
    )
    channels: Sequence[str] | None = _option(
        "The channels that pinpoint_app_id enables.", "all", ini_type="args", set_by=TEST
    )
    strict_templates: bool | None = _option(
        "Let a template variable without a value fail its recipient.", "true", ini_type="bool"
    )
    assert_all_faults_used: bool | None = _option(
        "Fail tests that pass although a failure or answer that they declare never applies.",
        "true with fixtures and decorators, false with a bare `with`",
        ini_type="bool",
    )
    allow_real_aws: bool | None = _option("Let calls to other AWS services reach AWS.", "false", ini_type="bool")
    seed: int | str | None = _option("Make every id the same from run to run.", "none: ids are random")


UNSET = Options()
"""No option is set."""

FIELDS = {field.name: field for field in dataclasses.fields(Options)}


def names(*set_by: str) -> list[str]:
    """The names of the options that can be set so, of all of them without an argument.

    >>> names(SESSION)
    ['autouse', 'install_into_moto', 'show_messages']
    """
    return [name for name, field in FIELDS.items() if not set_by or field.metadata["set_by"] in set_by]


def in_force(layers: Iterable[Options]) -> Options:
    """What holds where several options apply, the oldest first: of each the newest value that is set.

    >>> options = in_force([Options(seed=1, strict_templates=True), Options(strict_templates=False)])
    >>> options.seed, options.strict_templates, options.allow_real_aws
    (1, False, None)
    """
    found = [options for options in layers if options is not UNSET]
    if len(found) <= 1:
        return found[0] if found else UNSET
    return Options(**{name: value for options in found for name, value in vars(options).items() if value is not None})
