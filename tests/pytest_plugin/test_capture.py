"""What is kept of a test while it runs: the threads that are older, the last mocks, and nothing of another run."""

from __future__ import annotations

import pytest

from tests.suites import SEND, run, run_source

TITLE = "*--- Captured Pinpoint messages ---*"

THREADS = """
import threading

may_send = threading.Event()
sent = threading.Event()

def send_late():
    may_send.wait()
    send("from before")
    try:
        CLIENT.get_app(ApplicationId="nope")
    except CLIENT.exceptions.NotFoundException:
        pass
    sent.set()

def let_it_send():
    may_send.set()
    sent.wait()

def test_starts_a_thread():
    threading.Thread(target=send_late, name="mailer", daemon=True).start()
"""

LATE = "by thread 'mailer', which is older than this test"
LINES = [
    "*- Captured Pinpoint messages -*",
    f"1. SMS to +15550100: 'from before' SUCCESSFUL {LATE}",
    f"Failed request: GetApp: 404 NotFoundException: Application not found (no application 'nope' in *) {LATE}",
]

TESTS = {
    "fixture": """
def test_it(pinpoint):
    let_it_send()
    assert False
""",
    "decorator": """
@mock_pinpoint
def test_it():
    let_it_send()
    assert False
""",
    "background": """
def test_it():
    let_it_send()
    assert False
""",
    "mock of the module": """
@pytest.fixture(scope="module", autouse=True)
def _mocked():
    with mock_pinpoint():
        yield

def test_it():
    let_it_send()
    assert False
""",
}


@pytest.mark.parametrize("name", TESTS)
def test_a_thread_of_an_earlier_test_is_named(pytester: pytest.Pytester, name: str) -> None:
    if name == "background":
        pytester.makeini("[pytest]\npinpoint_mock_autouse = true\n")
    result = run_source(pytester, THREADS + TESTS[name])
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(LINES, consecutive=True)


def test_a_thread_of_the_test_itself_is_not(pytester: pytest.Pytester) -> None:
    source = """
import threading

def test_it(pinpoint):
    thread = threading.Thread(target=send, args=["from this test"])
    thread.start()
    thread.join()
    assert pinpoint.requests.one().earlier_thread is None
    send("from the main thread")
    assert False
"""
    result = run_source(pytester, source)
    lines = [
        "1. SMS to +15550100: 'from this test' SUCCESSFUL",
        "2. SMS to +15550100: 'from the main thread' SUCCESSFUL",
    ]
    result.stdout.fnmatch_lines(lines, consecutive=True)


def test_of_many_mocks_the_last_are_shown(pytester: pytest.Pytester) -> None:
    source = """
def test_it():
    for number in range(12):
        with mock_pinpoint():
            send(f"number {number}")
    assert False
"""
    result = run_source(pytester, source)
    lines = [
        TITLE,
        "Of the mocks of this test only the last 10 are kept.",
        "Mock 1:",
        "  1. SMS to +15550100: 'number 2' SUCCESSFUL",
    ]
    result.stdout.fnmatch_lines(lines, consecutive=True)
    result.stdout.fnmatch_lines(["Mock 10:", "  1. SMS to +15550100: 'number 11' SUCCESSFUL"], consecutive=True)


RUN_TWICE = """
import pytest
from _pytest.runner import runtestprotocol

def pytest_runtest_protocol(item, nextitem):
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for log in (False, True):
        runtestprotocol(item, log=log, nextitem=nextitem)
    return True
"""


def test_a_test_that_is_run_again_begins_again(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(RUN_TWICE)
    source = """
runs = []

@pytest.mark.parametrize("fails_again", [True, False])
def test_it(pinpoint, fails_again):
    runs.append(fails_again)
    send(f"run {runs.count(fails_again)}")
    assert not fails_again and runs.count(fails_again) == 2
"""
    result = run_source(pytester, source)
    result.assert_outcomes(passed=1, failed=1)
    lines = [TITLE, "1. SMS to +15550100: 'run 2' SUCCESSFUL", "*= short test summary info =*"]
    result.stdout.fnmatch_lines(lines, consecutive=True)


def test_a_test_that_runs_pytest_keeps_its_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        inner=SEND + "def test_inner(pinpoint): send('inner'); assert False",
        test_outer=SEND
        + """
def test_outer():
    with mock_pinpoint():
        send("outer")
    inner = pytest.main(["inner.py", "-pno:terminal", "-pno:randomly", "-pno:hypothesispytest", "-pno:benchmark"])
    assert inner == "failed"
""",
    )
    result = run(pytester)
    result.stdout.fnmatch_lines(["E*AssertionError: assert <ExitCode.TESTS_FAILED: 1> == 'failed'"])
    lines = [TITLE, "1. SMS to +15550100: 'outer' SUCCESSFUL", "*= short test summary info =*"]
    result.stdout.fnmatch_lines(lines, consecutive=True)
