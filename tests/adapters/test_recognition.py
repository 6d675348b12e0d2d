"""Which requests are Pinpoint's, and what the others are for."""

from __future__ import annotations

import builtins
import io
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import boto3
import pytest
from botocore.endpoint_provider import EndpointProvider
from botocore.loaders import Loader

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.adapters.recognition import AWS_DOMAINS, Target, default_region, is_metadata_host, recognise

if TYPE_CHECKING:
    from collections.abc import Callable

    from pinpoint_mock import PinpointMock

KEY = "AKIDEXAMPLE"
PARTITIONS: Any = Loader().load_data("partitions")
REGIONS = [
    (region, entry["outputs"])
    for entry in PARTITIONS["partitions"]
    for region in entry["regions"]
    if not region.endswith("-global")
]


def authorization(region_name: str, service: str) -> str:
    scope = f"20191008/{region_name}/{service}/aws4_request"
    return f"AWS4-HMAC-SHA256 Credential={KEY}/{scope}, SignedHeaders=host;x-amz-date, Signature=0123456789abcdef"


def test_every_domain_of_botocore_is_known() -> None:
    suffixes = {
        entry["outputs"][key] for entry in PARTITIONS["partitions"] for key in ("dnsSuffix", "dualStackDnsSuffix")
    }
    assert sorted(suffixes - set(AWS_DOMAINS)) == []


@pytest.fixture(scope="module")
def endpoint_rules() -> EndpointProvider:
    rules = Loader().load_service_model("pinpoint", "endpoint-rule-set-1", "2016-12-01")
    return EndpointProvider(rules, PARTITIONS)


@pytest.mark.parametrize("fips", [True, False], ids=["fips", "plain"])
@pytest.mark.parametrize("dual_stack", [True, False], ids=["dual-stack", "ipv4"])
def test_every_host_that_botocore_knows_for_pinpoint_is_pinpoint(
    endpoint_rules: EndpointProvider, fips: bool, dual_stack: bool
) -> None:
    supporting = [
        region
        for region, outputs in REGIONS
        if outputs["supportsFIPS"] >= fips and outputs["supportsDualStack"] >= dual_stack
    ]
    found = {}
    for region in supporting:
        url = endpoint_rules.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual_stack).url
        found[region] = recognise(f"{url}/v1/apps", None)
    assert found == {region: Target("mobiletargeting", region, None) for region in found}
    assert len(found) > 20


@pytest.mark.parametrize(
    "url",
    [
        "https://pinpoint.us-east-1.amazonaws.com/v1/apps",
        "http://localhost:4566/v1/apps",
        "http://127.0.0.1/base/v1/apps?page-size=1",
        "https://example.com/v1/apps",
        "https://vpce-1-2.pinpoint.us-east-1.vpce.amazonaws.com/v1/apps",
        "https://s3.amazonaws.com/v1/apps",
    ],
)
def test_a_scope_of_pinpoint_is_pinpoint_at_any_host(url: str) -> None:
    assert recognise(url, authorization("eu-west-1", "mobiletargeting")) == Target("mobiletargeting", "eu-west-1", KEY)
    query = "X-Amz-Credential=" + quote(f"{KEY}/20191008/eu-west-1/mobiletargeting/aws4_request", safe="")
    separator = "&" if "?" in url else "?"
    assert recognise(f"{url}{separator}{query}&X-Amz-Signature=0", None) == Target("mobiletargeting", "eu-west-1", KEY)


@pytest.mark.parametrize(
    ("url", "region"),
    [("https://pinpoint.eu-west-1.amazonaws.com/", "eu-west-1"), ("http://localhost:4566/", "us-east-1")],
)
def test_a_scope_without_a_region_leaves_it_to_the_host_or_the_default(url: str, region: str) -> None:
    header = f"AWS4-ECDSA-P256-SHA256 Credential={KEY}/20191008/mobiletargeting/aws4_request, Signature=0"
    assert recognise(url, header) == Target("mobiletargeting", region, KEY)


@pytest.mark.parametrize(
    ("host", "service"),
    [
        ("sms-voice.pinpoint.us-east-1.amazonaws.com", "sms-voice"),
        ("sms-voice.us-east-1.amazonaws.com", "sms-voice"),
        ("s3.amazonaws.com", "s3"),
        ("bucket.name.s3.us-gov-west-1.amazonaws.com", "s3"),
        ("bucket.s3.dualstack.us-east-1.amazonaws.com", "s3"),
        ("sqs.cn-north-1.amazonaws.com.cn", "sqs"),
        ("cognito-idp.eu-west-1.amazonaws.com", "cognito-idp"),
        ("abc.execute-api.eu-west-1.amazonaws.com", "execute-api"),
        ("vpce-1.sqs.us-east-1.vpce.amazonaws.com", "sqs"),
        ("lambda.us-east-1.api.aws", "lambda"),
        ("us-east-1.amazonaws.com", "us-east-1"),
    ],
)
def test_an_unsigned_request_is_for_the_service_that_the_host_names(host: str, service: str) -> None:
    assert recognise(f"https://{host}/path?query=1", None) == Target(service, "", None)


def test_a_signed_request_is_for_the_service_of_its_scope() -> None:
    url = "https://sms-voice.pinpoint.us-east-1.amazonaws.com/v1/sms-voice/configuration-sets"
    assert recognise(url, authorization("us-east-1", "sms-voice")) == Target("sms-voice", "us-east-1", KEY)
    other = "https://email.us-east-1.amazonaws.com/"
    assert recognise(other, authorization("us-east-1", "ses")).service == "ses"
    assert recognise("https://pinpoint.us-east-1.amazonaws.com/", authorization("us-east-1", "ses")).service == "ses"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:4566/v1/apps",
        "http://127.0.0.1:9000/bucket",
        "http://[::1]:9000/bucket",
        "https://minio.example.com/bucket",
        "https://pinpoint.us-east-1.amazonaws.com.example.com/v1/apps",
        "https://notamazonaws.com/",
        "https://amazonaws.com/",
        "https://pinpoint.us-east-1.localhost.localstack.cloud:4566/v1/apps",
        "/v1/apps",
    ],
)
@pytest.mark.parametrize("header", [None, authorization("us-east-1", "s3"), "Bearer token"])
def test_hosts_that_are_not_of_aws_are_no_service(url: str, header: str | None) -> None:
    assert recognise(url, header) == Target(None, "", None)


@pytest.mark.parametrize("header", ["Bearer token", "AWS AKID:signature", ""])
def test_another_kind_of_authorization_leaves_it_to_the_host(header: str) -> None:
    url = "https://pinpoint.eu-west-1.amazonaws.com/v1/apps"
    assert recognise(url, header) == Target("mobiletargeting", "eu-west-1", None)


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("http://169.254.169.254/latest/api/token", True),
        ("http://[fd00:ec2::254]/latest/api/token", True),
        ("http://169.254.170.2/v2/credentials", True),
        ("http://169.254.170.23/v1/credentials", True),
        ("http://127.0.0.1/", False),
        ("https://pinpoint.us-east-1.amazonaws.com/", False),
        ("/", False),
    ],
)
def test_metadata_hosts(url: str, answer: bool) -> None:
    assert is_metadata_host(url) is answer


class TestDefaultRegion:
    def write_config(self, monkeypatch: pytest.MonkeyPatch, folder: Path, variable: str, text: str) -> None:
        (folder / "file").write_text(text)
        monkeypatch.setenv(variable, str(folder / "file"))

    def test_it_is_us_east_1_where_nothing_is_said(self) -> None:
        assert default_region() == "us-east-1"

    def test_the_default_session_goes_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        boto3.setup_default_session(region_name="ap-south-1")
        assert default_region() == "ap-south-1"

    @pytest.mark.parametrize("has_session", [True, False])
    def test_then_come_the_variables_of_the_environment(
        self, monkeypatch: pytest.MonkeyPatch, has_session: bool
    ) -> None:
        if has_session:
            boto3.setup_default_session()
        monkeypatch.setenv("AWS_REGION", "eu-west-2")
        assert default_region() == "eu-west-2"
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        assert default_region() == "eu-west-1"

    @pytest.mark.parametrize("has_session", [True, False])
    @pytest.mark.parametrize("variable", ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
    def test_the_shared_files_count_as_they_do_for_boto3_whether_or_not_it_has_read_them(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, has_session: bool
    ) -> None:
        self.write_config(monkeypatch, tmp_path, variable, "[default]\nregion = sa-east-1\n")
        monkeypatch.setenv("AWS_REGION", "eu-west-2")
        if has_session:
            boto3.setup_default_session()
        assert default_region() == "sa-east-1"
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        assert default_region() == "eu-west-1"

    def test_shared_files_without_a_region_say_nothing(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        self.write_config(monkeypatch, tmp_path, "AWS_CONFIG_FILE", "[default]\noutput = json\n")
        assert default_region() == "us-east-1"

    def test_a_profile_of_the_environment_gives_its_region(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        self.write_config(monkeypatch, tmp_path, "AWS_CONFIG_FILE", "[profile work]\nregion = sa-east-1\n")
        monkeypatch.setenv("AWS_PROFILE", "work")
        assert default_region() == "sa-east-1"


DISK = (
    *((os, "stat"), (os, "lstat"), (os, "open"), (os, "listdir"), (os, "scandir")),
    *((builtins, "open"), (io, "open"), (Path, "stat")),
)
"""The functions by which Python asks the disk, those of pathlib and configparser included.

Python 3.10's pathlib has taken its own hold of `os.stat`.
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each function has asked the disk, as counted from now on."""
    counter: Counter[str] = Counter()

    def counting(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def count(*args: Any, **kwargs: Any) -> Any:
            counter[name] += 1
            return original(*args, **kwargs)

        return count

    for module, name in DISK:
        monkeypatch.setattr(module, name, counting(name, getattr(module, name)))
    return counter


class TestTheDefaultRegionOfAMock:
    """A mock reads the shared files once, and follows the variables that name them."""

    @pytest.fixture(autouse=True)
    def _no_default_session(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)

    @staticmethod
    def add_endpoint(pinpoint: PinpointMock, app_id: str) -> None:
        pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address="+15550100")

    @pytest.mark.parametrize("has_session", [True, False])
    @pytest.mark.parametrize("has_file", [True, False])
    def test_a_second_call_asks_the_disk_for_nothing(
        self,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        asked: Counter[str],
        *,
        has_file: bool,
        has_session: bool,
    ) -> None:
        if has_file:
            (tmp_path / "config").write_text("[default]\nregion = sa-east-1\n")
        monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
        with mock_pinpoint() as pinpoint:
            asked.clear()
            if has_session:
                boto3.setup_default_session()
            app_id = pinpoint.add_app()
            assert asked.total() > 0
            self.add_endpoint(pinpoint, app_id)
            asked.clear()
            self.add_endpoint(pinpoint, app_id)
            assert asked == Counter()
            assert pinpoint.backend().region_name == ("sa-east-1" if has_file else "us-east-1")

    def test_variables_that_change_inside_are_followed(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        for name in ("one", "two"):
            (tmp_path / name).write_text(f"[default]\nregion = {name}\n[profile work]\nregion = {name}-work\n")
        (tmp_path / ".aws").mkdir()
        (tmp_path / ".aws" / "config").write_text("[default]\nregion = home\n")
        with mock_pinpoint():
            assert default_region() == "us-east-1"
            monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "one"))
            assert default_region() == "one"
            monkeypatch.setenv("AWS_PROFILE", "work")
            assert default_region() == "one-work"
            monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "two"))
            assert default_region() == "two-work"
            monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
            assert default_region() == "eu-west-1"
            for variable in ("AWS_DEFAULT_REGION", "AWS_CONFIG_FILE", "AWS_PROFILE"):
                monkeypatch.delenv(variable)
            monkeypatch.setenv("HOME", str(tmp_path))
            assert default_region() == "home"

    def test_another_mock_reads_the_files_anew(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
        for region in ("sa-east-1", "eu-west-1"):
            (tmp_path / "config").write_text(f"[default]\nregion = {region}\n")
            with mock_pinpoint() as pinpoint:
                assert pinpoint.backend().region_name == region
