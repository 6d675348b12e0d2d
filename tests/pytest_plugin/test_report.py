"""What pytest shows of a test that has failed, by the lines that a user reads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.suites import SEND, run_source, run_with_xdist

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "*--- Captured Pinpoint messages ---*"
LINES = [
    TITLE,
    "1. SMS to +15550100: 'Welcome, Ada' SUCCESSFUL",
    "2. SMS to +1: 'Welcome, Bob' PERMANENT_FAILURE: *",
]

FORMS = {
    "fixture": """
def test_it(pinpoint):
    send("Welcome, Ada")
    send("Welcome, Bob", "+1")
    assert False
""",
    "decorator": """
@mock_pinpoint
def test_it():
    send("Welcome, Ada")
    send("Welcome, Bob", "+1")
    assert False
""",
    "with that has ended": """
def test_it():
    with mock_pinpoint():
        send("Welcome, Ada")
        send("Welcome, Bob", "+1")
    assert False
""",
    "class": """
@mock_pinpoint
class TestIt:
    def setup_method(self):
        send("Welcome, Ada")

    def test_it(self):
        send("Welcome, Bob", "+1")
        assert False
""",
    "class of unittest": """
import unittest

@mock_pinpoint
class TestIt(unittest.TestCase):
    def setUp(self):
        send("Welcome, Ada")

    def test_it(self):
        send("Welcome, Bob", "+1")
        self.fail()
""",
    "class with a setup of its own": """
@mock_pinpoint
class TestIt:
    @classmethod
    def setup_class(cls):
        cls.app_id = send("in setup")

    def test_another(self):
        send("in another test")

    def test_it(self):
        send("Welcome, Ada", app_id=self.app_id)
        send("Welcome, Bob", "+1", app_id=self.app_id)
        assert False
""",
    "fixture of the module": """
@pytest.fixture(scope="module", autouse=True)
def app_id():
    with mock_pinpoint():
        yield send("in setup")

def test_another():
    send("in another test")

def test_it(app_id):
    send("Welcome, Ada", app_id=app_id)
    send("Welcome, Bob", "+1", app_id=app_id)
    assert False
""",
    "moto": """
from moto import mock_aws

@mock_aws
@mock_pinpoint
def test_it():
    send("Welcome, Ada")
    send("Welcome, Bob", "+1")
    assert False
""",
}
"""Whichever way the mock is used, the same two messages."""


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_shows_the_messages_of_a_failed_test_in_any_form(pytester: pytest.Pytester, source: str) -> None:
    result = run_source(pytester, source)
    assert result.parseoutcomes()["failed"] == 1
    result.stdout.fnmatch_lines(LINES, consecutive=True)
    result.stdout.no_fnmatch_line("3. *")
    result.stdout.no_fnmatch_line("*in another test*")


def test_shows_failed_requests_and_refused_calls(pytester: pytest.Pytester) -> None:
    source = """
def test_it(pinpoint):
    send("Hello")
    with pytest.raises(CLIENT.exceptions.NotFoundException):
        CLIENT.get_app(ApplicationId="nope")
    with pytest.raises(pinpoint_mock.RealAWSRefused):
        boto3.client("s3", region_name="us-east-1").list_buckets()
    assert False
"""
    result = run_source(pytester, source)
    result.assert_outcomes(failed=1)
    lines = [
        TITLE,
        "1. SMS to +15550100: 'Hello' SUCCESSFUL",
        "Failed request: GetApp: 404 NotFoundException: Application not found (no application 'nope' in us-east-1 of "
        "123456789012; there: '*' in us-east-1)",
        "Refused call to AWS: s3 at https://s3.amazonaws.com/",
        "*= short test summary info =*",
    ]
    result.stdout.fnmatch_lines(lines, consecutive=True)


def test_a_refused_call_is_shown_after_its_mock_has_ended(pytester: pytest.Pytester) -> None:
    source = """
def test_it():
    with mock_pinpoint():
        try:
            boto3.client("s3", region_name="us-east-1").list_buckets()
        except pinpoint_mock.RealAWSRefused:
            pass
        assert False
"""
    result = run_source(pytester, source)
    result.stdout.fnmatch_lines([TITLE, "Refused call to AWS: s3 at *"], consecutive=True)


def test_several_mocks_are_told_apart(pytester: pytest.Pytester) -> None:
    source = """
def test_it():
    for body in ("one", "two"):
        with mock_pinpoint():
            send(body)
        with mock_pinpoint():
            pass
    assert False
"""
    lines = [
        TITLE,
        "Mock 1:",
        "  1. SMS to +15550100: 'one' SUCCESSFUL",
        "Mock 2:",
        "  1. SMS to +15550100: 'two' SUCCESSFUL",
        "*= short test summary info =*",
    ]
    run_source(pytester, source).stdout.fnmatch_lines(lines, consecutive=True)


NOT_SHOWN = {
    "a test that passes": "def test_it(pinpoint): send('Hello')",
    "a test that is skipped": "def test_it(pinpoint): send('Hello'); pytest.skip()",
    "a failure that is expected": """
@pytest.mark.xfail
def test_it(pinpoint):
    send('Hello')
    assert False
""",
    "no mock": "def test_it(): assert False",
    "a message of the test before": """
@mock_pinpoint
def test_another():
    send('Hello')

def test_it():
    assert False
""",
}


NOTHING_RECORDED = {
    "a mock that nothing has used": (
        "def test_it(pinpoint): assert False",
        "No messages were sent, no requests were made.",
    ),
    "mocks that have ended": (
        """
from moto import mock_aws

@mock_aws
@mock_pinpoint
def test_it():
    assert False
""",
        "No messages were sent, no requests were made.",
    ),
    "several mocks": (
        """
def test_it():
    for _ in range(3):
        with mock_pinpoint():
            pass
    assert False
""",
        "No messages were sent, no requests were made.",
    ),
    "one request": (
        "def test_it(pinpoint): CLIENT.get_apps(); assert False",
        "No messages were sent, 1 request was made (GetApps).",
    ),
    "requests": (
        """
def test_it(pinpoint):
    for _ in range(2):
        CLIENT.get_apps()
    CLIENT.list_templates()
    assert False
""",
        "No messages were sent, 3 requests were made (GetApps, ListTemplates).",
    ),
    "requests of an earlier test": (
        """
@pytest.fixture(scope="module", autouse=True)
def _mocked():
    with mock_pinpoint():
        yield

def test_another():
    CLIENT.get_apps()

def test_it():
    assert False
""",
        "No messages were sent, no requests were made.",
    ),
    "logs that the test has emptied": (
        """
def test_it(pinpoint):
    send('Hello')
    pinpoint.clear()
    assert False
""",
        "No messages were sent, no requests were made since the last clear().",
    ),
}


@pytest.mark.parametrize(("source", "line"), NOTHING_RECORDED.values(), ids=NOTHING_RECORDED)
def test_that_nothing_was_recorded_is_said(pytester: pytest.Pytester, source: str, line: str) -> None:
    result = run_source(pytester, source)
    assert result.parseoutcomes()["failed"] == 1
    result.stdout.fnmatch_lines([TITLE, line, "*= short test summary info =*"], consecutive=True)


def test_the_mock_of_the_background_says_nothing(pytester: pytest.Pytester) -> None:
    result = run_source(pytester, "def test_it(): assert False", "--override-ini=pinpoint_mock_autouse=true")
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*Captured Pinpoint messages*")


@pytest.mark.parametrize("source", NOT_SHOWN.values(), ids=NOT_SHOWN)
def test_there_is_no_section_for(pytester: pytest.Pytester, source: str) -> None:
    result = run_source(pytester, source, "-rA")
    assert not result.parseoutcomes().get("errors")
    result.stdout.no_fnmatch_line("*Captured Pinpoint messages*")


@pytest.mark.parametrize("option", ["--override-ini=pinpoint_mock_show_messages=false", "--show-capture=no"])
def test_can_be_switched_off(pytester: pytest.Pytester, option: str) -> None:
    result = run_source(pytester, FORMS["fixture"], option)
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*Captured Pinpoint messages*")
    result.stdout.no_fnmatch_line("*Welcome, Bob* PERMANENT_FAILURE*")


IN_A_SETUP = """
@pytest.fixture
def app_id(pinpoint):
    send("Hello")
    {failure}

def test_it(app_id):
    pass
"""


@pytest.mark.parametrize(
    ("failure", "outcomes"),
    [("assert False", {"errors": 1}), ("yield; assert False", {"passed": 1, "errors": 1})],
    ids=["setup", "teardown"],
)
def test_shows_the_messages_where_a_fixture_fails(
    pytester: pytest.Pytester, failure: str, outcomes: dict[str, int]
) -> None:
    result = run_source(pytester, IN_A_SETUP.format(failure=failure))
    result.assert_outcomes(**outcomes)
    result.stdout.fnmatch_lines([TITLE, "1. SMS to +15550100: 'Hello' SUCCESSFUL"], consecutive=True)


NOT_A_TRACEBACK = {
    "a text": ("def test_it(pinpoint): send('Hello'); pytest.fail('no', pytrace=False)", "no"),
    "an unexpected pass": (
        "@pytest.mark.xfail(strict=True)\ndef test_it(pinpoint): send('Hello')",
        "[[]XPASS(strict)]*",
    ),
    "a fixture that is missing": (
        "def test_it(pinpoint, request): send('Hello'); request.getfixturevalue('nope')",
        "*fixture 'nope' not found",
    ),
    "a doctest": (
        'def f():\n    """\n    >>> _ = getfixture("pinpoint"), send("Hello")\n    >>> 1\n    2\n    """',
        "Expected:",
    ),
}


@pytest.mark.parametrize(("source", "line"), NOT_A_TRACEBACK.values(), ids=NOT_A_TRACEBACK)
def test_shows_the_messages_where_pytest_has_no_traceback(pytester: pytest.Pytester, source: str, line: str) -> None:
    result = run_source(pytester, source, "--doctest-modules")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([line])
    result.stdout.fnmatch_lines([TITLE, "1. SMS to +15550100: 'Hello' SUCCESSFUL"], consecutive=True)


def test_with_xdist(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_one=SEND + FORMS["with that has ended"], test_two=SEND + "def test_two(pinpoint): send('passes')"
    )
    result = run_with_xdist(pytester)
    result.assert_outcomes(failed=1, passed=1)
    result.stdout.fnmatch_lines(LINES, consecutive=True)
    result.stdout.no_fnmatch_line("*passes*")


def test_in_junit_xml(pytester: pytest.Pytester) -> None:
    run_source(pytester, FORMS["with that has ended"], "--junitxml=report.xml")
    failures = _failures(pytester.path / "report.xml")
    text = next(failures).text or ""
    assert list(failures) == []
    title, *lines = text.splitlines()[-3:]
    assert "- Captured Pinpoint messages -" in title
    assert lines[0] == "1. SMS to +15550100: 'Welcome, Ada' SUCCESSFUL"
    assert lines[1].startswith("2. SMS to +1: 'Welcome, Bob' PERMANENT_FAILURE: ")


def _failures(path: object) -> Iterator[ElementTree.Element]:
    return ElementTree.parse(str(path)).iter("failure")
