"""The pytest plugin: fixtures, the marker `pinpoint`, ini options, and the messages of a test that has failed.

Nothing but pytest is imported until a fixture is used.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock.mock.clients import PinpointClientFactory
    from pinpoint_mock.mock.facade import PinpointMock

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
HAS_PASSED = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini options."""
    for name, kind, default, text in INI_OPTIONS:
        parser.addini(name, text, type=kind, default=default)  # type: ignore[arg-type]  # they are kinds of pytest's


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker, and do what the ini file says."""
    config.addinivalue_line("markers", MARKER)
    if config.getini(INSTALL_INTO_MOTO):
        from pinpoint_mock.adapters.moto.install import install_into_moto

        install_into_moto()
    if config.getini(AUTOUSE):
        config.pluginmanager.register(Autouse(), AUTOUSE)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Watch what a test sends, and let nothing of it live on."""
    from pinpoint_mock.mock import capture

    outer = capture.current  # of a test that runs pytest
    try:
        return (yield)
    finally:
        capture.current = outer
        patches = sys.modules.get("pinpoint_mock.adapters.patches")
        if patches is not None:
            patches.joining.end_leftover_world()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Begin to watch, and refuse a marker that cannot be meant so. A test that is run again begins again."""
    from pinpoint_mock.mock import capture

    capture.current = capture.new_capture()
    item.stash[HAS_PASSED] = True
    if item.get_closest_marker("pinpoint"):
        from pinpoint_mock.mock.options import options_of

        try:
            options_of(item)
        except TypeError as error:
            raise _failed(error) from None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep whether the test has passed, for the end of its mock, and show the messages of one that has failed."""
    report = yield
    if not report.passed:
        item.stash[HAS_PASSED] = False
    if report.failed and item.config.getini(SHOW_MESSAGES):
        _show_messages(item, report)
    return report


def _show_messages(item: pytest.Item, report: pytest.TestReport) -> None:
    from pinpoint_mock.mock import capture

    if capture.current is None or not capture.current.activations:
        return
    from pinpoint_mock.mock.report import TITLE, section

    text = section(capture.current)
    if not text:
        return
    add_section = getattr(report.longrepr, "addsection", None)
    if add_section is None:  # a text, or what pytest makes of a doctest or a missing fixture
        report.sections.append((TITLE, text))
    elif item.config.getoption("showcapture", "all") == "all":
        add_section(TITLE, text)


def _failed(error: Exception) -> BaseException:
    """The failure of a test that shows the text of an error, and no traceback of ours."""
    return pytest.fail.Exception(str(error), pytrace=False)


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Explain why a log is not the list that it is compared with."""
    if "pinpoint_mock.logs.log" not in sys.modules:
        return None
    from pinpoint_mock.logs.comparison import explain_comparison

    return explain_comparison(op, left, right)


def _mocked(item: pytest.Item, *, is_background: bool = False) -> Iterator[PinpointMock]:
    from pinpoint_mock.mock.options import options_of

    options = options_of(item)
    mock = options.make_mock(is_background=is_background)
    pinpoint = mock.start()
    yield pinpoint
    has_passed = item.stash[HAS_PASSED]
    mock.end(failed=not has_passed)
    if has_passed and options.assert_all_faults_used:
        try:
            pinpoint.assert_all_faults_used()
        except AssertionError as error:
            raise _failed(error) from None


@pytest.fixture
def pinpoint(request: pytest.FixtureRequest) -> Iterator[PinpointMock]:
    """An active mock of Amazon Pinpoint: the `PinpointMock`."""
    yield from _mocked(request.node)


@pytest.fixture
def pinpoint_client_factory(request: pytest.FixtureRequest, pinpoint: PinpointMock) -> PinpointClientFactory:
    """Makes boto3 clients for Pinpoint: `pinpoint_client_factory(region_name=..., account_id=...)`."""
    from pinpoint_mock.mock.clients import PinpointClientFactory
    from pinpoint_mock.mock.options import options_of

    return PinpointClientFactory(options_of(request.node).region_name)


@pytest.fixture
def pinpoint_client(pinpoint_client_factory: PinpointClientFactory) -> PinpointClient:
    """A boto3 client for Pinpoint in the default region. Override it to use a client of your own."""
    return pinpoint_client_factory()


@pytest.fixture
def pinpoint_app_id(request: pytest.FixtureRequest, pinpoint: PinpointMock) -> str:
    """The id of an application with all channels enabled. Override it to use another."""
    from pinpoint_mock.mock.options import options_of

    options = options_of(request.node)
    return pinpoint.add_app(application_id=options.application_id, channels=options.channels)


class Autouse:
    """The plugin of suites with `pinpoint_mock_autouse`: a mock in every test, and a guard between the mocks.

    A test that asks for the fixture `pinpoint` has that, from its beginning. Any other test has a mock in the
    background, which answers what is not inside a mock of the test's own. A test's own mock is not inside that of the
    background: it begins with an empty world, as without this option.
    """

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self) -> None:
        """Guard tests, fixtures of all scopes, and what lies between them."""
        from pinpoint_mock.adapters.patches import refuse_real_pinpoint

        refuse_real_pinpoint()

    def pytest_unconfigure(self) -> None:
        """Guard no longer."""
        patches = sys.modules.get("pinpoint_mock.adapters.patches")
        if patches is not None:
            patches.allow_real_pinpoint()

    @pytest.fixture(autouse=True)
    def _pinpoint_autouse(self, request: pytest.FixtureRequest) -> Iterator[None]:
        if "pinpoint" in request.fixturenames:
            request.getfixturevalue("pinpoint")
            yield
        else:
            for _ in _mocked(request.node, is_background=True):
                yield
