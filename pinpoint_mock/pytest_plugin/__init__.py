"""The pytest plugin: the hooks; fixtures, the marker `pinpoint`, ini options and the report beside them.

Besides pytest nothing heavy is imported until a fixture is used.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.pytest_plugin.fixtures import (  # noqa: F401  (pytest finds the fixtures here)
    failed,
    pinpoint,
    pinpoint_app_id,
    pinpoint_client,
    pinpoint_client_factory,
)
from pinpoint_mock.pytest_plugin.options import MARKER_TEXT, add_ini_options, options_of_session, options_of_test
from pinpoint_mock.pytest_plugin.running import begin_run, setting_up
from pinpoint_mock.state import runner

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence


SHOWS_ALL = 2
"""With so many `-v` the texts of assertions show values and lists in full, as those of pytest do."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini options."""
    add_ini_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker, and do what the ini file says."""
    config.addinivalue_line("markers", MARKER_TEXT)
    if config.getoption("verbose", 0) >= SHOWS_ALL:
        from pinpoint_mock.logs import formatting

        config.add_cleanup(functools.partial(formatting.show_all, formatting.shows_all))
        formatting.show_all(True)
    options = options_of_session(config)
    begin_run(config, options)
    if options.install_into_moto:
        from pinpoint_mock.adapters.moto.install import install_into_moto

        install_into_moto()
    if options.autouse:
        from pinpoint_mock.pytest_plugin.autouse import Autouse

        config.pluginmanager.register(Autouse(), "pinpoint_mock_autouse")


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Note that tests are left out."""
    runner.current.is_partial |= bool(items)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Watch what a test sends, and let nothing of it live on."""
    from pinpoint_mock.pytest_plugin import capture

    outer = capture.current  # of a test that runs pytest
    options_of_run = runner.current.options
    try:
        return (yield)
    finally:
        runner.current.options = options_of_run
        capture.set_current(outer)
        patches = sys.modules.get("pinpoint_mock.adapters.patches")
        if patches is not None:
            patches.joining.end_leftover_world()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Begin to watch, and refuse an invalid marker. A test that is run again begins again."""
    from pinpoint_mock.pytest_plugin import capture

    capture.set_current(capture.new_capture())
    try:
        runner.current.options = options_of_test(item)
    except TypeError as error:
        raise failed(error) from None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Tell the mocks of a fixture which tests share it."""
    with setting_up(fixturedef, request):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count the tests that do not pass, for the ends of their mocks, and show the messages of one that has failed."""
    from pinpoint_mock.pytest_plugin import capture

    report = yield
    runner.current.not_passed += not report.passed
    captured = capture.current
    if not (report.failed and captured and captured.activations):
        return report
    if options_of_session(item.config).show_messages:
        from pinpoint_mock.pytest_plugin.report import show_messages

        show_messages(item, report, captured)
    return report


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Explain why a log is not the list that it is compared with."""
    if "pinpoint_mock.logs.log" not in sys.modules:
        return None
    from pinpoint_mock.logs.comparison import explain_comparison

    return explain_comparison(op, left, right)
