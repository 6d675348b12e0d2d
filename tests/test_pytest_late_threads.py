"""Requests of threads that are older than the test in which they arrive: the report says so."""

from __future__ import annotations

import pytest

from tests.suites import run_source

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
