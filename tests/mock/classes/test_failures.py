"""Whatever happens in a class, no mock is left behind, and a refusal that was swallowed is reported where it was."""

from __future__ import annotations

import contextlib
import unittest
from collections import defaultdict
from typing import Any, NamedTuple

import pytest

from pinpoint_mock import current_mock, mock_pinpoint
from tests.mock.inside import HEADER, is_active, run_unittest, run_with, swallow_and_fail, texts

PARTS = {
    "pytest": ("setup_class", "setup_method", "test_it", "teardown_method", "teardown_class"),
    "unittest": ("setUpClass", "setUp", "test_it", "tearDown", "tearDownClass"),
}
PHASES = {
    "pytest": ("setup", "setup", "call", "teardown", "teardown"),
    "unittest": ("setup", "call", "call", "call", "teardown"),
}
"""In which phase of a test pytest reports what happens in a part."""


class Event(NamedTuple):
    """What happens: the source of it, what is reported, in how many of the parts, and to which kinds of classes."""

    source: str
    reported: str
    parts: slice = slice(5)
    kinds: tuple[str, ...] = ("pytest", "unittest")
    decorator: str = ""


SETUPS_AND_TEST, TEST = slice(3), slice(2, 3)
UNITTEST = ("unittest",)
EVENTS = {
    "raises": Event("raise ZeroDivisionError", "ZeroDivisionError"),
    "swallows a refusal": Event("swallow()", "RealAWSRefused"),
    "swallows a refusal and raises": Event("swallow(); raise ZeroDivisionError", "ZeroDivisionError"),
    "has a cleanup that swallows a refusal and raises": Event(
        "(self.addClassCleanup if isinstance(self, type) else self.addCleanup)(swallow_and_fail)",
        "ZeroDivisionError",
        slice(1, 5),
        UNITTEST,
    ),
    "swallows a refusal and forgets it": Event("swallow(); current_mock().clear()", "passed", TEST),
    "fails as expected": Event("swallow(); raise OSError", "skipped", TEST, UNITTEST, "@unittest.expectedFailure"),
    "raises SkipTest": Event("raise unittest.SkipTest", "skipped", SETUPS_AND_TEST),
    "is marked as skipped": Event("", "skipped", TEST, UNITTEST, "@unittest.skip('no')"),
}
EVENTS_OF_PYTEST = EVENTS | {"skips": Event("pytest.skip('no')", "skipped", SETUPS_AND_TEST)}
INTERRUPT = Event("swallow(); raise KeyboardInterrupt", "KeyboardInterrupt")

DECORATED = """
@mock_pinpoint
class {name}({base}):
    {decorator}
    def {part}(self):
        put()
        {source}
"""
SETUPS = """
    setup_class = setUpClass = classmethod(lambda cls: None)
    setup_method = lambda self: None
"""
DERIVED = """
@mock_pinpoint
class Base{name}({base}):
    {decorator}
    def {part}(self):
        put()

class {name}(Base{name}):
    {decorator}
    def {part}(self):
        super().{part}()
        {source}
"""
FORMS_OF_TESTS = {
    "decorated": DECORATED,
    "decorated and set up": DECORATED + SETUPS,
}
FORMS_OF_SETUPS = {
    "decorated": DECORATED,
    "derived": DERIVED,
    "derived and decorated": DERIVED.replace("\nclass {name}(", "\n@mock_pinpoint\nclass {name}("),
}
FURTHER_TESTS = """
    def test_{further}(self):
        assert put() == {count}

def test_after_{name}():
    assert not is_active()
"""


class Case(NamedTuple):
    """A class and a test after it, by their source; what pytest reports of the class, and what `unittest` does."""

    source: str
    reports: list[str]
    reported: str


def source(form: str, name: str, kind: str, part: str, event: Event) -> str:
    return (form + FURTHER_TESTS).format(
        name=name,
        base="unittest.TestCase" if kind == "unittest" else "",
        decorator="@classmethod" if part.lower().endswith("class") else event.decorator,
        part=part,
        source=event.source,
        further="next" if part == "test_it" else "it",
        count=2 if part == "setUp" else 1,
    )


def cases(kind: str, events: dict[str, Event]) -> dict[str, Case]:
    found: dict[str, Case] = {}
    for title, event in events.items():
        for part, phase in (
            list(zip(PARTS[kind], PHASES[kind], strict=True))[event.parts] if kind in event.kinds else ()
        ):
            is_test = part == "test_it"
            before, after = ["call passed"] * (phase == "teardown"), ["call passed"] * is_test
            for name, form in (FORMS_OF_TESTS if is_test else FORMS_OF_SETUPS).items():
                found[f"{part} of a class, {name}, {title}"] = Case(
                    source(form, f"Test{len(found)}", kind, part, event),
                    [*before, f"{phase} {event.reported}", *after],
                    event.reported,
                )
    return found


class Reports:
    """A plugin that keeps what is reported of each class and function."""

    def __init__(self) -> None:
        self.found: defaultdict[str, list[str]] = defaultdict(list)

    def pytest_exception_interact(self, node: pytest.Item, call: pytest.CallInfo[Any]) -> None:
        assert call.excinfo is not None
        self.found[node.nodeid.split("::")[1]].append(f"{call.when} {call.excinfo.typename}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped or (report.passed and report.when == "call"):
            self.found[report.nodeid.split("::")[1]].append(f"{report.when} {report.outcome}")


@pytest.mark.parametrize("kind", ["pytest", "unittest"])
def test_in_pytest(pytester: pytest.Pytester, kind: str) -> None:
    table, reports = cases(kind, EVENTS_OF_PYTEST), Reports()
    run_with(pytester, "".join(case.source for case in table.values()), reports)
    found = {title: reports.found[f"Test{number}"] for number, title in enumerate(table)}
    assert found == {title: case.reports for title, case in table.items()}
    assert [reports.found[f"test_after_Test{number}"] for number in range(len(table))] == [["call passed"]] * len(table)


def test_in_the_runner_of_unittest() -> None:
    table = cases("unittest", EVENTS)
    found = {title: reported_alone(case.source, f"Test{number}") for number, (title, case) in enumerate(table.items())}
    assert found == {title: case.reported for title, case in table.items()}


def reported_alone(source: str, name: str) -> str:
    """What the runner of `unittest` has to say of a class."""
    namespace: dict[str, Any] = {}
    exec(HEADER + source, namespace)
    result = run_unittest(namespace[name])
    problems = [text.partition(":")[0].split(".")[-1] for text in texts(result.errors + result.failures)]
    problems += ["skipped"] * len(result.skipped + result.expectedFailures)
    return " and ".join(problems) or "passed"


TEST_IT = "class TestIt(unittest.TestCase):"
INTERRUPTS = {
    "itself": INTERRUPT,
    "a cleanup": Event("self.addCleanup(interrupt)", "KeyboardInterrupt"),
}


@pytest.mark.parametrize("form", ["decorated", "decorated and set up"])
@pytest.mark.parametrize("part", PARTS["unittest"])
@pytest.mark.parametrize("where", INTERRUPTS)
def test_an_interrupt_leaves_nothing_behind(where: str, part: str, form: str) -> None:
    event = INTERRUPTS[where]
    if part.endswith("Class"):
        event = event._replace(source=event.source.replace("addCleanup", "addClassCleanup"))
    set_up = "setUpClass = classmethod(lambda cls: None)" if "set up" in form and part != "setUpClass" else ""
    interrupted = source(DECORATED, "TestIt", "unittest", part, event)
    with pytest.raises(KeyboardInterrupt):
        reported_alone(interrupted.replace(TEST_IT, f"{TEST_IT}\n    {set_up}"), "TestIt")
    assert not is_active()


def test_a_teardown_that_the_setup_has_called_is_not_that_of_the_class() -> None:
    @mock_pinpoint
    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            with contextlib.suppress(ZeroDivisionError):
                cls.tearDownClass()

        @classmethod
        def tearDownClass(cls) -> None:
            swallow_and_fail()

        def test_it(self) -> None: ...

    result = run_unittest(Shop)
    found = [text.split(":")[0].rpartition(".")[2] for text in texts(result.errors)]
    assert found == ["RealAWSRefused"]  # of the setup: no test is run then


def test_whatever_ends_a_run_without_a_result_leaves_nothing_behind() -> None:
    @mock_pinpoint
    class Shop(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            current_mock()

        def test_it(self) -> None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        unittest.defaultTestLoader.loadTestsFromTestCase(Shop).debug()
    assert not is_active()


def test_pytest_tears_the_class_down_inside_after_an_interrupt(pytester: pytest.Pytester) -> None:
    test = """
@mock_pinpoint
class Shop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(lambda: print("cleanup", is_active()))

    @classmethod
    def tearDownClass(cls):
        print("teardown", is_active())

    def test_it(self):
        raise KeyboardInterrupt
"""
    pytester.makepyfile(HEADER + test)
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", no_reraise_ctrlc=True)
    result.stdout.fnmatch_lines(["*teardown True", "cleanup True", "*KeyboardInterrupt*"])
    assert not is_active()
