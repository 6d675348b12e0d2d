"""`pinpoint_client_factory`: clients for several regions and accounts."""

from __future__ import annotations

import pytest

from tests.suites import run_source

SEVERAL = """
def test_regions_and_accounts(pinpoint, pinpoint_client, pinpoint_client_factory):
    clients = {
        (region, account): pinpoint_client_factory(region_name=region, account_id=account)
        for region in ("eu-west-1", "us-east-1")
        for account in ("111111111111", "123456789012")
    }
    for (region, account), client in clients.items():
        pinpoint.add_app(application_id=f"{region} {account}", region_name=region, account_id=account)
        apps = client.get_apps()["ApplicationsResponse"]["Item"]
        assert [app["Id"] for app in apps] == [f"{region} {account}"]
        assert f":{region}:{account}:" in apps[0]["Arn"]
    default = pinpoint_client_factory().get_apps()["ApplicationsResponse"]["Item"]
    assert [app["Id"] for app in default] == [DEFAULT]
    assert default == pinpoint_client.get_apps()["ApplicationsResponse"]["Item"]
"""


@pytest.mark.parametrize(
    ("marker", "default"),
    [
        ("", "us-east-1 123456789012"),
        ("@pytest.mark.pinpoint(region_name='eu-west-1', account_id='111111111111')", "eu-west-1 111111111111"),
    ],
)
@pytest.mark.parametrize("outside", ["", "@mock_aws"])
def test_several_regions_and_accounts_at_once(
    pytester: pytest.Pytester, marker: str, default: str, outside: str
) -> None:
    source = f"from moto import mock_aws\nDEFAULT = {default!r}\n{outside}\n{marker}{SEVERAL}"
    run_source(pytester, source).assert_outcomes(passed=1)


def test_an_account_id_that_is_none_is_refused(pytester: pytest.Pytester) -> None:
    source = """
@pytest.mark.parametrize("account_id", ["1234", chr(0x661) * 12])
def test_it(pinpoint_client_factory, account_id):
    with pytest.raises(ValueError, match="account_id= is the id of an AWS account, a text of 12 digits"):
        pinpoint_client_factory(account_id=account_id)
"""
    run_source(pytester, source).assert_outcomes(passed=2)
