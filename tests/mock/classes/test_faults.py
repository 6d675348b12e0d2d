"""Declared failures that never apply, in test classes: whose end reports them, in `unittest`'s runner and in pytest.

Each class is run by both, where it is one of `unittest`.
"""

from __future__ import annotations

import unittest
from collections import defaultdict
from typing import Any, NamedTuple

import pytest

from pinpoint_mock import pytest_plugin
from pinpoint_mock.state import runner
from tests.mock.inside import HEADER, run_unittest, run_with, texts


@pytest.fixture(autouse=True)
def _no_outer_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody tells of a run, nothing of the outer one is known: that may be one of several processes."""
    monkeypatch.setattr(runner, "current", runner.Run())


SOURCE = """
import boto3
from unittest import mock

def declare(**options):
    current_mock().fail_request("get_apps", "ForbiddenException", **options)

def use():
    client = boto3.client("pinpoint", region_name="us-east-1")
    try:
        client.get_apps()
    except client.exceptions.ForbiddenException:
        pass

class WithTestData(unittest.TestCase):
    '''As the TestCase of Django.'''
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.setUpTestData()
"""

SET_UP_CLASS = """
    @classmethod
    def {setup}(cls):
        declare()
"""
TWO_TESTS = """
    def test_a(self):
        {a}
    def test_b(self):
        {b}
"""


class Case(NamedTuple):
    """A class of tests a and b, and what reports a declared failure: a, b, the class, or nothing."""

    body: str
    a: str
    b: str
    reported_by: tuple[str, ...]
    others: str = ""
    """What is reported besides."""

    decorator: str = "@mock_pinpoint"
    base: str = "unittest.TestCase"
    after: str = ""


SETUP = "    def {setup_method}(self): declare()\n"
TEARDOWN = "    def {teardown_method}(self): use()\n"
CASES = {
    "of a test": Case("", "declare()", "use()", ("test_a",)),
    "of a test that uses it": Case("", "declare(); use()", "pass", ()),
    "of a test that fails": Case("", "declare(); 1 / 0", "pass", (), "ZeroDivisionError"),
    "of a test that is skipped": Case("", "declare(); self.skipTest('no')", "pass", (), "skipped"),
    "of a test, optional": Case("", "declare(optional=True)", "pass", ()),
    "of a test, switched off": Case(
        "", "declare()", "pass", (), decorator="@mock_pinpoint(assert_all_faults_used=False)"
    ),
    "of a test, switched on": Case(
        "", "declare()", "pass", ("test_a",), decorator="@mock_pinpoint(assert_all_faults_used=True)"
    ),
    "of the setup": Case(SETUP, "use()", "pass", ("test_b",)),
    "of the setup, used by the teardown": Case(SETUP + TEARDOWN, "pass", "pass", ()),
    "of a test, used by the teardown": Case(TEARDOWN, "declare()", "pass", ()),
    "of a test, used by the teardown, switched on": Case(
        TEARDOWN, "declare()", "pass", (), decorator="@mock_pinpoint(assert_all_faults_used=True)"
    ),
    "of the class, used by one": Case(SET_UP_CLASS, "use()", "pass", ()),
    "of the class, used by none": Case(SET_UP_CLASS, "pass", "pass", ("class",)),
    "of the class, where a test fails": Case(SET_UP_CLASS, "1 / 0", "pass", (), "ZeroDivisionError"),
    "of the class, where a test is skipped": Case(SET_UP_CLASS, "self.skipTest('no')", "pass", (), "skipped"),
    "of the class, and of a test": Case(SET_UP_CLASS, "use()", "declare()", ("test_b",)),
    "of the class, switched off": Case(
        SET_UP_CLASS, "pass", "pass", (), decorator="@mock_pinpoint(assert_all_faults_used=False)"
    ),
    "of a base's class": Case(SET_UP_CLASS, "use()", "pass", (), after="class TestItSub(TestIt): pass"),
    "of test data as in Django": Case(
        "    @classmethod\n    def setUpTestData(cls): declare()\n", "pass", "pass", ("class",), base="WithTestData"
    ),
    "of test data as in Django, used": Case(
        "    @classmethod\n    def setUpTestData(cls): declare()\n", "pass", "use()", (), base="WithTestData"
    ),
    "of decorated methods": Case(
        "    setUp = mock_pinpoint(lambda self: None)\n",
        "mock_pinpoint(declare)()",
        "mock_pinpoint(use)()",
        ("test_a",),
        decorator="",
    ),
    "of a mock that the setup starts": Case(
        "    def setUp(self):\n"
        "        started = mock_pinpoint()\n"
        "        started.start()\n"
        "        self.addCleanup(started.stop)\n",
        "declare()",
        "mock_pinpoint(declare)()",
        ("test_b",),
        decorator="",
    ),
}
NAMES = {
    "unittest.TestCase": {"setup": "setUpClass", "setup_method": "setUp", "teardown_method": "tearDown"},
    "": {"setup": "setup_class", "setup_method": "setup_method", "teardown_method": "teardown_method"},
}
NEVER_APPLIED = "AssertionError: pinpoint_mock: 1 declared failure or answer never applied"
OF_CLASS = f"{NEVER_APPLIED} in any test of the class that shares them:"


def source(case: Case, base: str, name: str = "TestIt") -> str:
    """The source of a class."""
    names = NAMES.get(base, NAMES["unittest.TestCase"])
    body = case.body.format(**names) + TWO_TESTS.format(a=case.a, b=case.b)
    if not base:
        body = body.replace("self.skipTest", "pytest.skip")
    return f"\n{case.decorator}\nclass {name}({base}):\n{body}\n{case.after.replace('TestIt', name)}\n"


@pytest.mark.parametrize("name", CASES)
def test_in_the_runner_of_unittest(name: str) -> None:
    case = CASES[name]
    namespace: dict[str, Any] = {}
    exec(HEADER + SOURCE + source(case, case.base), namespace)
    result = run_unittest(*(namespace[cls] for cls in ("TestIt", "TestItSub") if cls in namespace))
    problems = result.errors + result.failures
    reports = {str(test).split()[0]: text for test, text in problems if NEVER_APPLIED in text}
    assert {"class" if test == "tearDownClass" else test for test in reports} == set(case.reported_by)
    assert all((OF_CLASS in text) == (test == "tearDownClass") for test, text in reports.items())
    others = [text.partition(":")[0] for text in texts([each for each in problems if NEVER_APPLIED not in each[1]])]
    assert others + ["skipped"] * len(result.skipped) == ([case.others] if case.others else [])


class Reports:
    """A plugin that keeps what is reported of each class: who reports a fault, and the kinds of other errors."""

    def __init__(self) -> None:
        self.found: defaultdict[str, list[str]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        _, cls, test = report.nodeid.split("::")
        text = report.longreprtext
        if report.skipped:
            self.found[cls].append("skipped")
        elif report.failed and NEVER_APPLIED in text:
            self.found[cls].append("class" if OF_CLASS in text else test)
        elif report.failed:
            self.found[cls].append("ZeroDivisionError" if "ZeroDivisionError" in text else text)


def can_be_plain(case: Case) -> bool:
    """Whether a class of pytest can be made of a case too."""
    return case.base == "unittest.TestCase" and case.decorator != ""


IN_PYTEST = {
    f"{name}, {base or 'plain'}": (case, base)
    for name, case in CASES.items()
    for base in (case.base, "")
    if base or can_be_plain(case)
}


@pytest.mark.parametrize("plugins", [[], [pytest_plugin]], ids=["without the plugin", "with the plugin"])
def test_in_pytest(pytester: pytest.Pytester, plugins: list[object]) -> None:
    reports = Reports()
    sources = [source(case, base, f"Test{number}") for number, (case, base) in enumerate(IN_PYTEST.values())]
    run_with(pytester, SOURCE + "".join(sources), reports, *plugins)
    found = {title: reports.found[f"Test{number}"] for number, title in enumerate(IN_PYTEST)}
    expected = {title: [*case.reported_by, case.others] for title, (case, _) in IN_PYTEST.items()}
    assert found == {title: [each for each in reported if each] for title, reported in expected.items()}


@pytest.mark.parametrize("names", [["test_a"], ["test_b"]])
def test_a_class_of_which_tests_are_left_out_reports_nothing_of_its_setup(names: list[str]) -> None:
    namespace: dict[str, Any] = {}
    exec(HEADER + SOURCE + source(CASES["of the class, used by none"], "unittest.TestCase"), namespace)
    suite = unittest.TestSuite(namespace["TestIt"](name) for name in names)
    assert suite.run(unittest.TestResult()).errors == []


def test_a_class_of_unittest_knows_its_tests_where_the_run_is_not_whole() -> None:
    runner.current.is_partial = True
    namespace: dict[str, Any] = {}
    exec(HEADER + SOURCE + source(CASES["of the class, used by none"], "unittest.TestCase"), namespace)
    (_, text) = run_unittest(namespace["TestIt"]).errors[0]
    assert OF_CLASS in text


def test_a_test_that_is_run_alone_reports_its_own() -> None:
    namespace: dict[str, Any] = {}
    exec(HEADER + SOURCE + source(CASES["of a test"], "unittest.TestCase"), namespace)
    with pytest.raises(AssertionError, match="never applied"):
        namespace["TestIt"]("test_a").debug()
