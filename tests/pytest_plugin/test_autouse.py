"""`pinpoint_mock_autouse`: every test has a mock, and none reaches the real Pinpoint."""

from __future__ import annotations

import pytest
from botocore.httpsession import URLLib3Session

from pinpoint_mock.adapters.moto.install import uninstall_from_moto
from tests.suites import SEND, run, run_source, run_with_xdist

REFUSED = (
    "pinpoint_mock: a call to the real Amazon Pinpoint was refused (*): no mock is active. If a thread has outlived "
    "its test, let the test wait for it. If a fixture of a class, module or session makes the call, put "
    "`with mock_pinpoint():` around its yield."
)


@pytest.fixture(autouse=True)
def _autouse(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\npinpoint_mock_autouse = true\n")


def test_every_test_has_an_empty_world_of_its_own(pytester: pytest.Pytester) -> None:
    source = """
import unittest

def create_and_count():
    CLIENT.create_app(CreateApplicationRequest={"Name": "shop"})
    return len(CLIENT.get_apps()["ApplicationsResponse"]["Item"])

@pytest.mark.parametrize("run", [1, 2])
def test_function(run):
    assert create_and_count() == 1

def test_fixture(pinpoint):
    assert create_and_count() == len(pinpoint.backend("us-east-1").apps) == 1

class TestCase(unittest.TestCase):
    def setUp(self):
        create_and_count()

    def test_case(self):
        assert create_and_count() == 2

def f():
    '''
    >>> create_and_count()
    1
    '''
"""
    run_source(pytester, source, "--doctest-modules").assert_outcomes(passed=5)


def test_a_fixture_that_comes_first_shares_the_world_of_the_fixture(pytester: pytest.Pytester) -> None:
    source = """
@pytest.fixture
def app_id():
    return CLIENT.create_app(CreateApplicationRequest={"Name": "shop"})["ApplicationResponse"]["Id"]

def test_it(app_id, pinpoint):
    assert app_id in pinpoint.backend("us-east-1").apps
    with mock_pinpoint() as inner:
        assert inner is pinpoint
"""
    run_source(pytester, source).assert_outcomes(passed=1)


OWN_MOCKS = """
def test_one_after_the_other():
    for _ in range(2):
        with mock_pinpoint() as pinpoint:
            send("Hello")
            assert len(pinpoint.messages) == 1
        assert current_mock() is not pinpoint

def test_a_refusal():
    with pytest.raises(pinpoint_mock.RealAWSRefused), mock_pinpoint():
        try:
            boto3.client("s3", region_name="us-east-1").list_buckets()
        except pinpoint_mock.RealAWSRefused:
            pass

@mock_pinpoint
def test_decorated():
    send("Hello")
    assert len(current_mock().messages) == 1

@mock_pinpoint
class TestClass:
    @classmethod
    def setup_class(cls):
        cls.app_id = current_mock().add_app(region_name="us-east-1")

    @pytest.mark.parametrize("run", [1, 2])
    def test_in_class(self, run):
        send("Hello", app_id=self.app_id)
        assert len(current_mock().messages) == 1
        assert list(current_mock().backend("us-east-1").apps) == [self.app_id]

@pytest.fixture(scope="module")
def of_the_module():
    with mock_pinpoint() as pinpoint:
        yield pinpoint

@pytest.mark.parametrize("run", [1, 2])
def test_fixture_of_the_module(of_the_module, run):
    send("Hello")
    assert len(of_the_module.messages) == run
"""


@pytest.mark.parametrize("autouse", ["true", "false"])
def test_mocks_of_a_test_are_as_they_are_without(pytester: pytest.Pytester, autouse: str) -> None:
    source = OWN_MOCKS if autouse == "true" else OWN_MOCKS.replace("assert current_mock() is not pinpoint", "pass")
    result = run_source(pytester, source, f"--override-ini=pinpoint_mock_autouse={autouse}")
    result.assert_outcomes(passed=7)


def test_a_mock_that_a_test_leaves_behind_is_not_in_the_way(pytester: pytest.Pytester) -> None:
    source = """
left = mock_pinpoint()

def test_starts():
    left.start()

def test_another():
    assert current_mock() is not None
    left.stop()
    assert current_mock().messages == []
"""
    run_source(pytester, source).assert_outcomes(passed=2)


def test_a_background_below_two_mocks_ends_first(pytester: pytest.Pytester) -> None:
    source = """
from pinpoint_mock.mock.lifecycle import MockPinpoint

def test_it():
    mocks = MockPinpoint(is_background=True), MockPinpoint(is_background=True), MockPinpoint()
    worlds = [mock.start() for mock in mocks]
    assert len(set(map(id, worlds))) == 3
    for mock in mocks:
        assert current_mock() is worlds[2]
        mock.stop()
    assert current_mock() not in worlds
"""
    run_source(pytester, source).assert_outcomes(passed=1)


def test_mock_aws_of_the_session_leaves_each_test_a_world_of_its_own(pytester: pytest.Pytester) -> None:
    source = """
from moto import mock_aws

@pytest.fixture(scope="session", autouse=True)
def aws():
    global CLIENT  # at an address that moto knows
    with mock_aws():
        CLIENT = boto3.client("pinpoint", region_name="us-east-1")
        CLIENT.create_app(CreateApplicationRequest={"Name": "of the session"})
        yield
        assert CLIENT.get_apps()["ApplicationsResponse"]["Item"]

def names():
    return [app["Name"] for app in CLIENT.get_apps()["ApplicationsResponse"]["Item"]]

@pytest.mark.parametrize("run", [1, 2])
def test_it(run):
    assert names() == ["of the session"]
    CLIENT.create_app(CreateApplicationRequest={"Name": "of the test"})
    assert boto3.client("sts", region_name="us-east-1").get_caller_identity()

@pytest.mark.parametrize("run", [1, 2])
def test_with_a_mock(run):
    with mock_pinpoint() as pinpoint:
        assert names() == ["of the session"]
        send("Hello")
        assert len(pinpoint.messages) == 1
"""
    run_source(pytester, source).assert_outcomes(passed=4)


SEVERAL_MOCK_AWS = """
import unittest
from moto import mock_aws

def create_and_count(pinpoint=None):
    client = boto3.client("pinpoint", region_name="us-east-1")
    client.create_app(CreateApplicationRequest={"Name": "shop"})
    count = len(client.get_apps()["ApplicationsResponse"]["Item"])
    assert pinpoint is None or pinpoint is current_mock() and len(pinpoint.apps) == count
    return count

def test_alone():
    for _ in range(2):
        with mock_aws():
            assert create_and_count() == 1

def test_around_a_mock():
    for _ in range(2):
        with mock_aws(), mock_pinpoint() as pinpoint:
            assert create_and_count(pinpoint) == 1

def test_inside_a_mock_of_its_own():
    for _ in range(2):
        with mock_pinpoint() as pinpoint, mock_aws():
            assert create_and_count(pinpoint) == 1

def test_one_mock_around_all_of_them():
    with mock_pinpoint() as pinpoint:
        for count in (1, 2):
            with mock_aws():
                assert create_and_count(pinpoint) == count

def test_a_mock_that_begins_and_ends_inside():
    with mock_aws():
        with mock_pinpoint() as pinpoint:
            assert create_and_count(pinpoint) == 1
        assert create_and_count() == 2

def test_nested():
    with mock_aws():
        assert create_and_count() == 1
        with mock_aws():
            assert create_and_count() == 2
    with mock_aws():
        assert create_and_count() == 1

@mock_aws
def test_decorated_first():
    assert create_and_count() == 1

@mock_aws
@mock_pinpoint
def test_decorated_both():
    assert create_and_count(current_mock()) == 1

@pytest.fixture
def aws():
    with mock_aws():
        yield

@pytest.mark.parametrize("run", [1, 2])
def test_with_a_fixture(aws, run):
    assert create_and_count() == 1
    mock = mock_aws()
    mock.start()
    assert create_and_count() == 2
    mock.stop()

@mock_aws
class TestCase(unittest.TestCase):
    def setUp(self):
        assert create_and_count() == 1

    def test_one(self):
        assert create_and_count() == 2

    def test_two(self):
        assert create_and_count() == 2

@mock_aws
class TestOfPytest:
    @pytest.mark.parametrize("run", [1, 2])
    def test_it(self, run):
        assert create_and_count() == 1
"""


@pytest.mark.parametrize("autouse", ["true", "false"])
@pytest.mark.parametrize("installed", ["true", "false"])
def test_each_mock_aws_begins_empty_as_it_does_without(pytester: pytest.Pytester, autouse: str, installed: str) -> None:
    options = [
        f"--override-ini=pinpoint_mock_{name}={value}"
        for name, value in (("autouse", autouse), ("install_into_moto", installed))
    ]
    try:
        run_source(pytester, SEVERAL_MOCK_AWS, *options).assert_outcomes(passed=14)
    finally:
        uninstall_from_moto()


def test_what_is_sent_inside_mock_aws_is_in_its_own_world_with_the_options_of_the_test(
    pytester: pytest.Pytester,
) -> None:
    source = """
from moto import mock_aws

@pytest.mark.pinpoint(region_name="eu-west-1", seed=1)
def test_it():
    background = current_mock()
    before = background.add_app()
    worlds, ids = [], []
    for _ in range(2):
        with mock_aws():
            worlds.append(current_mock())
            send("Hello")
            ids.append([app.application_id for app in worlds[-1].apps])
            assert worlds[-1].backend().region_name == "eu-west-1"
            assert len(worlds[-1].messages) == 1
    assert len({*map(id, worlds), id(background)}) == 3
    assert ids[0] == ids[1] != [before]
    assert current_mock() is background
    assert len(background.messages) == 0
    assert [app.application_id for app in background.apps] == [before]
"""
    run_source(pytester, source).assert_outcomes(passed=1)


def test_a_mock_aws_that_is_left_behind_is_not_in_the_way(pytester: pytest.Pytester) -> None:
    source = """
from moto import mock_aws

def create_and_count():
    CLIENT.create_app(CreateApplicationRequest={"Name": "shop"})
    return len(CLIENT.get_apps()["ApplicationsResponse"]["Item"])

left = mock_aws()

def test_starts():
    left.start()
    assert create_and_count() == 1

def test_another():
    assert create_and_count() == 1
    left.stop()
    assert create_and_count() == 2
"""
    run_source(pytester, source).assert_outcomes(passed=2)


def test_options_apply_to_the_background(pytester: pytest.Pytester) -> None:
    source = """
@pytest.mark.pinpoint(region_name="eu-west-1")
def test_it():
    assert current_mock().backend().region_name == "eu-west-1"
    current_mock().fail_delivery(address="+15550199")
"""
    result = run_source(pytester, source)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["pinpoint_mock: 1 declared failure or answer never applied:"])


def test_messages_of_the_background_are_shown(pytester: pytest.Pytester) -> None:
    result = run_source(pytester, "def test_it(): send('Hello'); assert False")
    result.stdout.fnmatch_lines(
        ["*- Captured Pinpoint messages -*", "1. SMS to +15550100: 'Hello' SUCCESSFUL"], consecutive=True
    )


CALLS_LATER = """
import threading

may_call, errors = threading.Event(), []

def call():
    may_call.wait()
    try:
        CLIENT.get_apps()
    except Exception as error:
        errors.append(error)

def pytest_runtest_logfinish():  # when no mock is active
    may_call.set()
    for thread in threads:
        thread.join()

threads = []
"""


def test_a_thread_that_outlives_its_mock_is_refused(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(SEND + CALLS_LATER)
    source = """
import threading
import conftest
from pinpoint_mock.adapters import transport

def test_starts_a_thread():
    thread = threading.Thread(target=conftest.call)
    conftest.threads.append(thread)
    thread.start()

def test_is_refused():
    assert [type(error) for error in conftest.errors] == [transport.RealPinpointRefused]
    assert isinstance(conftest.errors[0], pinpoint_mock.RealAWSRefused)
    raise conftest.errors[0]
"""
    result = run_source(pytester, source)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines([f"E*RealPinpointRefused: {REFUSED}"])


def test_a_fixture_of_the_session_is_refused(pytester: pytest.Pytester) -> None:
    source = """
@pytest.fixture(scope="session", autouse=True)
def shop():
    CLIENT.get_apps()

def test_it():
    pass
"""
    result = run_source(pytester, source)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"E*RealPinpointRefused: {REFUSED}"])


def test_the_guard_ends_with_the_session(pytester: pytest.Pytester) -> None:
    before = URLLib3Session.send
    run_source(pytester, "def test_it(): pass").assert_outcomes(passed=1)
    assert URLLib3Session.send is before


def test_without_a_test_nothing_heavy_is_loaded(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import sys\nassert 'botocore' not in sys.modules\ndef test_it(): pass")
    options = [f"-pno:{name}" for name in ("randomly", "xdist", "hypothesispytest", "benchmark")]
    result = pytester.runpytest_subprocess("--collect-only", *options)
    result.stdout.fnmatch_lines(["*1 test collected*"])


def test_with_xdist(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SEND + "@pytest.mark.parametrize('run', range(4))\ndef test_it(run): send('Hello')")
    run_with_xdist(pytester).assert_outcomes(passed=4)


def test_a_session_without_the_option_has_no_guard(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\n")
    before = URLLib3Session.send
    pytester.makepyfile(
        SEND + "from botocore.httpsession import URLLib3Session\n"
        f"def test_it(): assert hash(URLLib3Session.send) == {hash(before)}"
    )
    run(pytester).assert_outcomes(passed=1)


def test_a_session_without_tests_has_nothing_to_guard(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\npinpoint_mock_autouse = true\n")
    result = pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:xdist")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
