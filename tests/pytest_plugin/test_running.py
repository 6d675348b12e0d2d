"""What the plugin tells the mocks of a test: which setups are shared, and which tests did not pass."""

from __future__ import annotations

import pytest

from pinpoint_mock.state import runner
from tests.suites import SEND, run, run_source, run_with_xdist

DECLARE = """
def declare():
    current_mock().fail_delivery(address="+15550199")

def use():
    send("Hello", address="+15550199")
"""
SHARED = """
@pytest.fixture(scope="{scope}")
@mock_pinpoint
def shop():
    declare()
    yield current_mock()

class TestShop:
    def test_a(self, shop):
        {a}

    def test_b(self, shop):
        {b}
"""


class TestScopes:
    """Faults that are declared in a fixture which several tests share."""

    @pytest.mark.parametrize("scope", ["class", "module", "package", "session"])
    @pytest.mark.parametrize("a", ["use()", "pass"])
    def test_are_checked_at_the_end(self, pytester: pytest.Pytester, scope: str, a: str) -> None:
        result = run_source(pytester, DECLARE + SHARED.format(scope=scope, a=a, b="pass"))
        result.assert_outcomes(passed=2, errors=0 if a == "use()" else 1)
        if a != "use()":
            result.stdout.fnmatch_lines(
                [
                    "*_ ERROR at teardown of TestShop.test_b _*",
                    f"E * 1 declared failure or answer never applied in any test of the {scope} that shares them:",
                ]
            )

    @pytest.mark.parametrize(
        ("a", "outcomes"),
        [
            ("assert False", {"passed": 1, "failed": 1}),
            ("pytest.skip()", {"passed": 1, "skipped": 1}),
            ("pytest.xfail()", {"passed": 1, "xfailed": 1}),
        ],
    )
    def test_are_not_missed_where_a_test_did_not_pass(
        self, pytester: pytest.Pytester, a: str, outcomes: dict[str, int]
    ) -> None:
        result = run_source(pytester, DECLARE + SHARED.format(scope="module", a=a, b="pass"))
        result.assert_outcomes(**outcomes)

    def test_are_not_missed_where_another_fixture_failed(self, pytester: pytest.Pytester) -> None:
        source = SHARED.format(scope="module", a="pass", b="pass") + "\n@pytest.fixture\ndef other(): 1 / 0\n"
        result = run_source(pytester, DECLARE + source.replace("test_b(self, shop", "test_b(self, shop, other"))
        result.assert_outcomes(passed=1, errors=1)
        result.stdout.no_fnmatch_line("*never applied*")

    @pytest.mark.parametrize(
        "options", [["-k", "not test_b"], ["{file}::TestShop::test_a"], ["--deselect", "{file}::TestShop::test_b"]]
    )
    def test_are_not_missed_where_tests_are_left_out(self, pytester: pytest.Pytester, options: list[str]) -> None:
        file = pytester.makepyfile(SEND + DECLARE + SHARED.format(scope="module", a="pass", b="use()"))
        run(pytester, *(option.format(file=file.name) for option in options)).assert_outcomes(
            passed=1, deselected=0 if "::" in options[0] else 1
        )

    @pytest.mark.parametrize(("scope", "errors"), [("module", 1), ("session", 0)])
    def test_of_the_session_are_not_missed_where_files_are_left_out(
        self, pytester: pytest.Pytester, scope: str, errors: int
    ) -> None:
        file = pytester.makepyfile(SEND + DECLARE + SHARED.format(scope=scope, a="pass", b="pass"))
        run(pytester, file.name).assert_outcomes(passed=2, errors=errors)

    def test_are_not_missed_where_processes_share_the_tests(self, pytester: pytest.Pytester) -> None:
        pytester.makepyfile(SEND + DECLARE + SHARED.format(scope="module", a="pass", b="pass"))
        run_with_xdist(pytester).assert_outcomes(passed=2)

    def test_leave_each_test_its_own(self, pytester: pytest.Pytester) -> None:
        source = SHARED.format(scope="module", a="use()", b="pass")
        source += """
@mock_pinpoint
def test_c(shop):
    shop.fail_delivery(channel="EMAIL")

def test_d(shop, pinpoint):
    pinpoint.fail_delivery(channel="VOICE")
"""
        result = run_source(pytester, DECLARE + source)
        result.assert_outcomes(passed=3, failed=1, errors=1)
        result.stdout.fnmatch_lines(
            [
                "*_ ERROR at teardown of test_d _*",
                "  fail_delivery(channel='VOICE'): applied 0 times",
                "*_ test_c _*",
                "E * fail_delivery(channel='EMAIL'): applied 0 times",
            ]
        )

    def test_with_a_bare_block_are_not_checked(self, pytester: pytest.Pytester) -> None:
        source = """
@pytest.fixture(scope="module")
def shop():
    with mock_pinpoint() as pinpoint:
        declare()
        yield pinpoint

def test_a(shop):
    shop.fail_delivery(channel="EMAIL")
"""
        run_source(pytester, DECLARE + source).assert_outcomes(passed=1)
        pytester.makeini("[pytest]\npinpoint_mock_assert_all_faults_used = true\n")
        result = run_source(pytester, DECLARE + source)
        result.assert_outcomes(passed=1, errors=1)
        result.stdout.fnmatch_lines(["E * 2 declared failures or answers never applied in any test of the module *"])


class TestFunctions:
    """Faults of one test."""

    @pytest.mark.parametrize("form", ["pinpoint", "shop", "block", "checking_block", "started"])
    @pytest.mark.parametrize("declares", ["fixture", "test"])
    def test_of_fixtures(self, pytester: pytest.Pytester, form: str, declares: str) -> None:
        source = f"""
@pytest.fixture
@mock_pinpoint
def shop():
    if {declares == "fixture"}: declare()
    yield

@pytest.fixture
def block():
    with mock_pinpoint():
        if {declares == "fixture"}: declare()
        yield

@pytest.fixture
def checking_block():
    with mock_pinpoint(assert_all_faults_used=True):
        if {declares == "fixture"}: declare()
        yield

@pytest.fixture
def started(request):
    mock = mock_pinpoint(assert_all_faults_used=True)
    mock.start()
    request.addfinalizer(mock.stop)
    if {declares == "fixture"}: declare()

@pytest.fixture
def prepared({form}):
    if {form == "pinpoint" and declares == "fixture"}: declare()

def test_passes(prepared, {form}):
    if {declares == "test"}: declare()

def test_uses(prepared, {form}):
    if {declares == "test"}: declare()
    use()

def test_fails(prepared, {form}):
    if {declares == "test"}: declare()
    assert False

@mock_pinpoint
def helper():
    if {declares == "test"}: declare()

def test_with_a_helper(prepared, {form}):
    helper()
    use()
"""
        result = run_source(pytester, DECLARE + source)
        result.assert_outcomes(passed=3, failed=1, errors=0 if form == "block" else 1)

    def test_of_decorated_tests(self, pytester: pytest.Pytester) -> None:
        source = """
@mock_pinpoint
def test_passes():
    declare()

@mock_pinpoint
def test_fails():
    declare()
    assert 1 == 2

@mock_pinpoint
def test_uses(tmp_path):
    declare()
    use()

@mock_pinpoint
def test_with_the_fixture_too(pinpoint):
    declare()

@pytest.mark.xfail(reason="it never applies", strict=True)
@mock_pinpoint
def test_that_is_expected_to_fail():
    declare()

def test_block():
    with mock_pinpoint():
        declare()
"""
        result = run_source(pytester, DECLARE + source)
        result.assert_outcomes(passed=3, failed=2, errors=1, xfailed=1)
        result.stdout.fnmatch_lines(
            [
                "*_ ERROR at teardown of test_with_the_fixture_too _*",
                "*_ test_passes _*",
                "E * 1 declared failure or answer never applied:",
                "*Captured Pinpoint messages*",
                "*_ test_fails _*",
                "E * assert 1 == 2",
            ]
        )


RETURNS = """
import sys

@pytest.fixture{scope}
{above}
@mock_pinpoint{options}
{below}
{kind}def shop({arguments}):
    return mock_pinpoint

{test}
"""
TEST = "def test_it(shop): pass"
REFUSED = (
    "pinpoint_mock: the fixture 'shop' is decorated with @mock_pinpoint and returns, so its mock is over before the "
    "test runs. Let it yield instead of return, or leave out @mock_pinpoint and let it ask for the fixture 'pinpoint'."
)
WRAPS = """
import functools

def other(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper
"""


class TestFixturesThatReturn:
    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"scope": "(scope='session')"},
            {"scope": "(params=[1])"},
            {"options": "(seed=1)"},
            {"arguments": "pinpoint"},
            {"kind": "async "},
            {"above": "@other"},
            {"below": "@other"},
            {"above": "@mock_pinpoint"},
        ],
        ids=str,
    )
    def test_are_refused_with_the_cure(self, pytester: pytest.Pytester, changes: dict[str, str]) -> None:
        parts = dict.fromkeys(["scope", "above", "options", "below", "kind", "arguments"], "") | changes
        result = run_source(pytester, WRAPS + RETURNS.format(**parts, test=TEST))
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(["*_ ERROR at setup of test_it* _*", REFUSED], consecutive=True)

    def test_are_refused_again_for_each_test(self, pytester: pytest.Pytester) -> None:
        source = """
@pytest.fixture
@mock_pinpoint
def shop():
    return current_mock()

@pytest.mark.parametrize("run", [1, 2])
def test_it(shop, run):
    pass

class TestClass:
    @pytest.fixture
    @mock_pinpoint
    def shop(self):
        return current_mock()

    def test_it(self, shop):
        pass

@pytest.fixture(autouse=True)
def unaffected():
    return mock_pinpoint

def test_without():
    pass
"""
        result = run_source(pytester, source)
        result.assert_outcomes(errors=3, passed=1)

    def test_above_a_fixture_is_refused_too(self, pytester: pytest.Pytester) -> None:
        source = """
@mock_pinpoint
@pytest.fixture
def shop():
    return current_mock()
"""
        result = run_source(pytester, source)
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(["E * Put @mock_pinpoint below @pytest.fixture, directly above the function."])

    def test_others_are_as_they_were(self, pytester: pytest.Pytester) -> None:
        source = """
import contextlib

@pytest.fixture
@mock_pinpoint
def yields():
    yield current_mock()

@pytest.fixture
def context():
    @contextlib.contextmanager
    @mock_pinpoint
    def inside():
        yield current_mock()
    with inside() as pinpoint:
        yield pinpoint

@mock_pinpoint
def helper():
    return current_mock().add_app()

@pytest.fixture
def app_id(pinpoint):
    return helper()

@mock_pinpoint
class TestClass:
    @pytest.fixture
    def returns(self):
        return "shop"

    def test_it(self, returns):
        assert returns == "shop"

def test_yields(yields):
    assert current_mock() is yields

def test_context(context):
    assert current_mock() is context

def test_helper(app_id, pinpoint):
    assert app_id in current_mock().backend().apps
"""
        run_source(pytester, source).assert_outcomes(passed=4)

    def test_async_fixtures_that_yield_are_run_by_their_plugin(self, pytester: pytest.Pytester) -> None:
        pytester.makeconftest("""
import asyncio, inspect, pytest

@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    '''Run asynchronous generators, as the plugins for asyncio do.'''
    if not inspect.isasyncgenfunction(fixturedef.func):
        return None
    loop, items = asyncio.new_event_loop(), fixturedef.func()
    value = loop.run_until_complete(items.__anext__())
    def end():
        with pytest.raises(StopAsyncIteration):
            loop.run_until_complete(items.__anext__())
        loop.close()
    request.addfinalizer(end)
    fixturedef.cached_result = value, fixturedef.cache_key(request), None
    return value
""")
        source = """
@pytest.fixture
@mock_pinpoint
async def shop():
    yield current_mock()

def test_it(shop):
    assert current_mock() is shop
"""
        run_source(pytester, source).assert_outcomes(passed=1)


def test_a_run_inside_a_test_leaves_what_is_known_of_the_outer(pytester: pytest.Pytester) -> None:
    outer = runner.current
    before = vars(outer).copy()
    pytester.makeini("[pytest]\npinpoint_mock_seed = 1\n")
    run_source(pytester, "def test_it(): assert False", "-k", "test_it").assert_outcomes(failed=1)
    assert runner.current is outer
    assert vars(outer) == before
