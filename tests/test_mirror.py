"""Every module of the package has its tests at the same path: `logs/mime.py` in `tests/logs/test_mime.py`."""

from __future__ import annotations

from pathlib import Path

import pinpoint_mock

PACKAGE, TESTS = Path(pinpoint_mock.__file__).parent, Path(__file__).parent

EXCEPTIONS = {
    "engagement/record_forms.py": "seen only in the records of messages and events: test_message_records.py",
    "rendering/errors.py": "an exception, without code",
    "rendering/handlebars/engine.py": "seen only through what templates render: tests/rendering/handlebars",
    "rendering/handlebars/helpers/date_printing.py": "one table of patterns with dates.py: test_dates.py",
    "rendering/handlebars/helpers/date_reading.py": "one table of patterns with dates.py: test_dates.py",
    "rendering/handlebars/source.py": "seen only through what templates render: tests/rendering/handlebars",
    "rendering/payloads/android.py": "one table of payloads for all platforms: test_payloads.py",
    "rendering/payloads/apns.py": "one table of payloads for all platforms: test_payloads.py",
    "rendering/payloads/push.py": "one table of payloads for all platforms: test_payloads.py",
    "rendering/payloads/raw_content.py": "one table of payloads for all platforms: test_payloads.py",
    "state/call.py": "a record, without code",
    "state/otps.py": "a record, without code",
    "state/ports.py": "interfaces, without code",
}
"""The modules without tests of their own, and why. Empty or lazy `__init__.py` need none."""


def has_tests(module: str) -> bool:
    """Whether there is a test file, or a folder of them, where a module's tests belong."""
    path = TESTS / module
    return path.with_name(f"test_{path.name}").exists() or any(path.with_suffix("").glob("test_*.py"))


def test_every_module_has_its_tests_at_the_same_path() -> None:
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"}
    assert sorted(module for module in modules if not has_tests(module) and module not in EXCEPTIONS) == []
    assert sorted(module for module in EXCEPTIONS if module not in modules or has_tests(module)) == []
