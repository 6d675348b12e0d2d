"""The pytest plugin: the hooks; fixtures, the marker `pinpoint`, ini options and the report beside them.

Nothing but pytest is imported until a fixture is used.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.pytest_plugin.autouse import Autouse
from pinpoint_mock.pytest_plugin.fixtures import (  # noqa: F401  (pytest finds the fixtures here)
    HAS_PASSED,
    failed,
    pinpoint,
    pinpoint_app_id,
    pinpoint_client,
    pinpoint_client_factory,
)

if TYPE_CHECKING:
    from collections.abc import Generator

AUTOUSE = "pinpoint_mock_autouse"
INSTALL_INTO_MOTO = "pinpoint_mock_install_into_moto"
SHOW_MESSAGES = "pinpoint_mock_show_messages"
INI_OPTIONS = (
    (AUTOUSE, "bool", False, "Give every test a mock, and let none of them reach the real Pinpoint."),
    (INSTALL_INTO_MOTO, "bool", False, "Let moto's mock_aws answer Pinpoint with pinpoint_mock."),
    (SHOW_MESSAGES, "bool", True, "Show the messages of a test that fails."),
    ("pinpoint_mock_region_name", "string", None, "The default region."),
    ("pinpoint_mock_account_id", "string", None, "The default account."),
    ("pinpoint_mock_application_id", "string", None, "The id of the application that pinpoint_app_id makes."),
    ("pinpoint_mock_channels", "args", None, "The channels that pinpoint_app_id enables; all by default."),
    ("pinpoint_mock_strict_templates", "bool", False, "Let a template variable without a value fail its recipient."),
    ("pinpoint_mock_assert_all_faults_used", "bool", False, "Fail tests that declare failures which never apply."),
    ("pinpoint_mock_allow_real_aws", "bool", False, "Let calls to other AWS services reach AWS."),
    ("pinpoint_mock_seed", "string", None, "Make every id the same from run to run."),
)
MARKER = (
    "pinpoint(region_name=..., account_id=..., application_id=..., channels=..., strict_templates=..., "
    "assert_all_faults_used=..., allow_real_aws=..., seed=...): options of the Pinpoint mock that the fixtures give."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini options."""
    for name, kind, default, text in INI_OPTIONS:
        parser.addini(name, text, type=kind, default=default)  # type: ignore[arg-type]  # they are kinds of pytest's


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker, and do what the ini file says."""
    config.addinivalue_line("markers", MARKER)
    if config.getini(INSTALL_INTO_MOTO):
        from pinpoint_mock.adapters.moto import install_into_moto

        install_into_moto()
    if config.getini(AUTOUSE):
        config.pluginmanager.register(Autouse(), AUTOUSE)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Watch what a test sends, and let nothing of it live on."""
    from pinpoint_mock.adapters import watching

    outer = watching.current  # of a test that runs pytest
    try:
        return (yield)
    finally:
        watching.current = outer
        moto = sys.modules.get("pinpoint_mock.adapters.moto")
        if moto is not None:
            moto.let_go()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Begin to watch, and refuse an invalid marker. A test that is run again begins again."""
    from pinpoint_mock.adapters import watching

    watching.current = watching.new_watch()
    item.stash[HAS_PASSED] = True
    if item.get_closest_marker("pinpoint"):
        from pinpoint_mock.pytest_plugin.options import options_of

        try:
            options_of(item)
        except TypeError as error:
            raise failed(error) from None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep whether the test has passed, for the end of its mock, and show the messages of one that has failed."""
    from pinpoint_mock.adapters import watching

    report = yield
    if not report.passed:
        item.stash[HAS_PASSED] = False
    watch = watching.current
    if report.failed and watch is not None and watch.activations and item.config.getini(SHOW_MESSAGES):
        from pinpoint_mock.pytest_plugin.report import show_messages

        show_messages(item, report, watch)
    return report


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Explain why a log is not the list that it is compared with."""
    if "pinpoint_mock.logs.log" not in sys.modules:
        return None
    from pinpoint_mock.logs.comparison import explain_comparison

    return explain_comparison(op, left, right)
