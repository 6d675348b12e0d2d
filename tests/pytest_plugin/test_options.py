"""The marker and the ini options of the plugin, by the runs of small suites."""

from __future__ import annotations

from typing import ClassVar

import pytest

from pinpoint_mock.state.options import FIELDS, MOCK, names
from tests.suites import run, run_source

OPTIONS = """
from unittest import mock

def test_region_name(pinpoint, pinpoint_client, pinpoint_app_id, monkeypatch):
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    assert pinpoint_client.meta.region_name == "eu-west-1"
    for client in (pinpoint_client, boto3.client("pinpoint")):
        assert ":eu-west-1:" in client.get_app(ApplicationId=pinpoint_app_id)["ApplicationResponse"]["Arn"]
    assert pinpoint.backend().region_name == "eu-west-1"

def test_account_id(pinpoint, pinpoint_client, pinpoint_app_id):
    arn = pinpoint_client.get_app(ApplicationId=pinpoint_app_id)["ApplicationResponse"]["Arn"]
    assert ":210987654321:" in arn
    assert pinpoint.backend().account_id == "210987654321"

def test_application_id(pinpoint_client, pinpoint_app_id):
    assert pinpoint_app_id == "shop"
    assert pinpoint_client.get_app(ApplicationId="shop")["ApplicationResponse"]["Id"] == "shop"

def test_channels(pinpoint_client, pinpoint_app_id):
    channels = pinpoint_client.get_channels(ApplicationId=pinpoint_app_id)["ChannelsResponse"]["Channels"]
    assert {name for name, channel in channels.items() if channel["Enabled"]} >= {"EMAIL", "SMS"}
    assert "VOICE" not in channels

def test_strict_templates(pinpoint, pinpoint_client, pinpoint_app_id):
    pinpoint_client.create_sms_template(TemplateName="hi", SMSTemplateRequest={"Body": "Hello {{Attributes.name}}"})
    pinpoint_client.send_messages(
        ApplicationId=pinpoint_app_id,
        MessageRequest={
            "Addresses": {"+15550100": {"ChannelType": "SMS"}},
            "MessageConfiguration": {},
            "TemplateConfiguration": {"SMSTemplate": {"Name": "hi"}},
        },
    )
    assert pinpoint.sent_messages.one().body == "Hello "

def test_allow_real_aws(pinpoint):
    sent = []
    client = boto3.client("sts", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    with mock.patch("urllib3.connectionpool.HTTPConnectionPool.urlopen", lambda *args, **kwargs: sent.append(args)):
        with pytest.raises(Exception, match="NoneType"):
            client.get_caller_identity()
    assert sent

def test_seed(pinpoint):
    with mock_pinpoint(seed=1):
        seeded = pinpoint.add_app()
    assert seeded == "cd613e30d8f14adf91b7584a2265b1f5"

def test_assert_all_faults_used(pinpoint):
    pinpoint.fail_delivery(address="+15550199")
"""
MARKER = """
pytestmark = pytest.mark.pinpoint(
    region_name="eu-west-1", account_id="210987654321", application_id="shop", channels=["SMS", "EMAIL"],
    strict_templates=False, allow_real_aws=True, seed=1, assert_all_faults_used=True,
)
"""
INI = """
[pytest]
pinpoint_mock_region_name = eu-west-1
pinpoint_mock_account_id = 210987654321
pinpoint_mock_application_id = shop
pinpoint_mock_channels = SMS EMAIL
pinpoint_mock_strict_templates = false
pinpoint_mock_allow_real_aws = true
pinpoint_mock_seed = 1
pinpoint_mock_assert_all_faults_used = true
"""


@pytest.mark.usefixtures("no_metadata")  # allow_real_aws allows the look-up too
@pytest.mark.parametrize("way", ["marker", "ini"])
def test_each_option_by_marker_and_by_ini_file(pytester: pytest.Pytester, way: str) -> None:
    if way == "ini":
        pytester.makeini(INI)
    result = run_source(pytester, (MARKER if way == "marker" else "") + OPTIONS, "--strict-markers", "--strict-config")
    result.assert_outcomes(passed=8, errors=1)
    lines = [
        "*_ ERROR at teardown of test_assert_all_faults_used _*",
        "pinpoint_mock: 1 declared failure or answer never applied:",
        "  fail_delivery(address='+15550199'): applied 0 times",
        "There were no requests.",
        "There were no messages.",
        "Remove what the test does not need, or see why the code under test did not get there. optional=True at a "
        "declaration says that it need not apply. assert_all_faults_used=False, of mock_pinpoint, the marker or the "
        "ini file, leaves this check out.",
        "*- Captured Pinpoint messages -*",
        "No messages were sent, no requests were made.",
        "*= short test summary info =*",
    ]
    result.stdout.fnmatch_lines(lines, consecutive=True)


def test_without_any_option(pytester: pytest.Pytester) -> None:
    source = """
def test_it(pinpoint, pinpoint_client, pinpoint_app_id):
    arn = pinpoint_client.get_app(ApplicationId=pinpoint_app_id)["ApplicationResponse"]["Arn"]
    assert ":us-east-1:123456789012:" in arn
    assert len(pinpoint_client.get_channels(ApplicationId=pinpoint_app_id)["ChannelsResponse"]["Channels"]) == 11
"""
    run_source(pytester, source).assert_outcomes(passed=1)


def test_the_nearest_marker_wins_for_each_option(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\npinpoint_mock_region_name = us-west-2\npinpoint_mock_strict_templates = false\n")
    source = """
pytestmark = [pytest.mark.pinpoint(region_name="eu-west-1", application_id="of the module")]

def where(client, app_id):
    return client.meta.region_name, app_id

def test_module(pinpoint_client, pinpoint_app_id):
    assert where(pinpoint_client, pinpoint_app_id) == ("eu-west-1", "of the module")

@pytest.mark.pinpoint(region_name="eu-west-2", channels=["SMS"])
class TestClass:
    def test_class(self, pinpoint_client, pinpoint_app_id):
        assert where(pinpoint_client, pinpoint_app_id) == ("eu-west-2", "of the module")

    @pytest.mark.pinpoint(region_name="eu-west-3", application_id="hidden")
    @pytest.mark.pinpoint(application_id="of the function", strict_templates=True)
    def test_function(self, pinpoint_client, pinpoint_app_id):
        assert where(pinpoint_client, pinpoint_app_id) == ("eu-west-3", "of the function")
        channels = pinpoint_client.get_channels(ApplicationId=pinpoint_app_id)["ChannelsResponse"]["Channels"]
        assert "VOICE" not in channels

    @pytest.mark.parametrize("value", [pytest.param(1, marks=pytest.mark.pinpoint(region_name="eu-north-1"))])
    def test_parameter(self, pinpoint_client, value):
        assert pinpoint_client.meta.region_name == "eu-north-1"

    @pytest.mark.pinpoint(region_name=None)
    def test_none(self, pinpoint_client):
        assert pinpoint_client.meta.region_name == "us-east-1"
"""
    run_source(pytester, source).assert_outcomes(passed=5)


@pytest.mark.parametrize(
    ("marker", "text"),
    [
        ("regio_name='x'", "the marker 'pinpoint' has no option 'regio_name'. Did you mean 'region_name'?"),
        (
            "color='x'",
            "the marker 'pinpoint' has no option 'color'. Its options are region_name, account_id, application_id, "
            "channels, strict_templates, assert_all_faults_used, allow_real_aws, seed.",
        ),
        (
            "'eu-west-1'",
            "the options of the marker 'pinpoint' have names, as in @pytest.mark.pinpoint(region_name='eu-west-1').",
        ),
    ],
)
@pytest.mark.parametrize("fixture", ["", "pinpoint"])
def test_an_invalid_marker_is_refused(pytester: pytest.Pytester, marker: str, text: str, fixture: str) -> None:
    source = f"@pytest.mark.pinpoint({marker})\ndef test_it({fixture}): pass\ndef test_another({fixture}): pass"
    result = run_source(pytester, source)
    result.assert_outcomes(errors=1, passed=1)
    name = "test_an_invalid_marker_is_refused.py::test_it"
    lines = [
        "*_ ERROR at setup of test_it _*",
        f"pinpoint_mock: {name}: {text}".replace("[", "[[]"),
        "*= short test summary info =*",
    ]
    result.stdout.fnmatch_lines(lines, consecutive=True)


def test_the_options_are_explained(pytester: pytest.Pytester) -> None:
    options = (
        "region_name=..., account_id=..., application_id=..., channels=..., strict_templates=..., "
        "assert_all_faults_used=..., allow_real_aws=..., seed=..."
    )
    markers = run(pytester, "--markers").stdout
    markers.fnmatch_lines([f"@pytest.mark.pinpoint({options}): options of the Pinpoint mocks of a test."])
    explained = " ".join(run(pytester, "--help").stdout.str().split())
    for name, field in FIELDS.items():
        about = field.metadata
        text = f"({about['ini_type']}): {about['help']} Default: {about['default']}."
        assert f" pinpoint_mock_{name} {text} " in explained


class TestOtherMocks:
    """The marker and the ini file set the options of every mock that a test uses."""

    MOCKS = """
import asyncio
import unittest

MOCK = {mock}

@MOCK
def decorated(body):
    body()

def block(body):
    with MOCK:
        body()

def started(body):
    MOCK.start()
    try:
        body()
    finally:
        MOCK.stop()

def inner(body):
    with mock_pinpoint(), MOCK:
        body()

def coroutine(body):
    @MOCK
    async def called():
        body()
    asyncio.run(called())

def generator(body):
    @MOCK
    def iterated():
        body()
        yield
    list(iterated())

forms = pytest.mark.parametrize("form", [decorated, block, started, inner, coroutine, generator])

def check():
    options = current_mock().backend().world.options
    found = {{name: value for name, value in vars(options).items() if name in {expected}}}
    assert found == {expected}
    assert (current_mock().add_app() == {first_id}) is {seeded}
    checked.append(True)

checked = []

@forms
def test_mocks(form):
    checked.clear()
    form(check)
    assert checked

@MOCK
class Case(unittest.TestCase):
    def test_case(self):
        check()

@MOCK
class CaseWithSetup(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        check()

    def test_case(self):
        pass

@MOCK
class TestClass:
    def test_method(self):
        check()
"""
    GIVEN: ClassVar[dict[str, object]] = {
        "region_name": "eu-west-1",
        "account_id": "210987654321",
        "strict_templates": False,
        "assert_all_faults_used": False,
        "allow_real_aws": True,
        "seed": 1,
    }
    FIRST_ID = "'cd613e30d8f14adf91b7584a2265b1f5'"

    def source(self, mock: str, expected: dict[str, object], *, seeded: bool = True) -> str:
        return self.MOCKS.format(mock=mock, expected=expected, first_id=self.FIRST_ID, seeded=seeded)

    def test_are_all_of_a_mock(self) -> None:
        assert list(self.GIVEN) == names(MOCK)

    @pytest.mark.parametrize("way", ["marker", "ini"])
    def test_of_a_mock_that_sets_none(self, pytester: pytest.Pytester, way: str) -> None:
        mark = ""
        if way == "marker":
            mark = f"pytestmark = pytest.mark.pinpoint(**{self.GIVEN})"
        else:
            pytester.makeini(
                "[pytest]\n" + "".join(f"pinpoint_mock_{name} = {self.GIVEN[name]}\n" for name in self.GIVEN)
            )
        source = self.source("mock_pinpoint()", self.GIVEN)
        run_source(pytester, source + mark).assert_outcomes(passed=9)

    def test_what_a_mock_sets_wins(self, pytester: pytest.Pytester) -> None:
        own = {
            "region_name": "us-west-2",
            "account_id": "111111111111",
            "strict_templates": True,
            "assert_all_faults_used": True,
            "allow_real_aws": False,
            "seed": "x",
        }
        mark = f"pytestmark = pytest.mark.pinpoint(**{self.GIVEN})"
        source = self.source(f"mock_pinpoint(**{own})", own, seeded=False)
        run_source(pytester, source + mark).assert_outcomes(passed=9)

    def test_end_with_their_test(self, pytester: pytest.Pytester) -> None:
        source = """
@pytest.fixture(scope="module")
def shop():
    with mock_pinpoint() as pinpoint:
        yield pinpoint

def region():
    return current_mock().backend().region_name

@pytest.fixture(scope="class")
def of_class():
    with mock_pinpoint():
        yield region()

@pytest.mark.pinpoint(region_name="eu-west-1")
def test_a(shop):
    assert region() == "us-east-1"  # the mock of the module
    with mock_pinpoint():
        assert region() == "eu-west-1"
    with mock_pinpoint(region_name="eu-west-2"):
        assert region() == "eu-west-2"
        with mock_pinpoint():
            assert region() == "eu-west-2"

def test_b(shop):
    with mock_pinpoint():
        assert region() == "us-east-1"

@pytest.mark.pinpoint(region_name="eu-west-1")
class TestClass:
    @pytest.mark.pinpoint(region_name="eu-west-3")
    def test_c(self, of_class):
        assert of_class == "eu-west-1"
        with mock_pinpoint():
            assert region() == "eu-west-3"

@pytest.mark.pinpoint(region_name="eu-west-1", seed=1)
@mock_pinpoint
class TestDecorated:
    @classmethod
    def setup_class(cls):
        cls.region, cls.app_id = region(), current_mock().add_app()

    def test_d(self):
        assert self.region == region() == "eu-west-1"
        assert self.app_id == "cd613e30d8f14adf91b7584a2265b1f5"
        assert current_mock().add_app() not in (self.app_id, current_mock().add_app())
"""
        run_source(pytester, source, "--override-ini=pinpoint_mock_region_name=us-east-1").assert_outcomes(passed=4)

    def test_the_check_of_faults_is_set_for_a_bare_block(self, pytester: pytest.Pytester) -> None:
        source = """
@pytest.mark.pinpoint(assert_all_faults_used=True)
def test_on():
    with mock_pinpoint():
        current_mock().fail_delivery(address="+15550199")

@pytest.mark.pinpoint(assert_all_faults_used=True)
def test_off():
    with mock_pinpoint(assert_all_faults_used=False):
        current_mock().fail_delivery(address="+15550199")

@pytest.mark.pinpoint(assert_all_faults_used=True)
def test_once_for_all():
    with mock_pinpoint():
        with mock_pinpoint():
            current_mock().fail_delivery(address="+15550199")
        send("Hello", address="+15550199")

@pytest.mark.pinpoint(assert_all_faults_used=False)
@mock_pinpoint
def test_decorated():
    current_mock().fail_delivery(address="+15550199")
"""
        run_source(pytester, source).assert_outcomes(passed=3, failed=1)
