"""`pinpoint_backends`: the backends by account and region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock import pinpoint_backends

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock


def test_the_backends_by_account_and_region(pinpoint: PinpointMock) -> None:
    assert len(pinpoint_backends) == 0
    app_id = pinpoint.add_app(region_name="eu-west-1")
    pinpoint.add_app(account_id="222222222222")
    assert list(pinpoint_backends) == ["123456789012", "222222222222"]
    account = pinpoint_backends["123456789012"]
    assert (list(account), len(account)) == (["eu-west-1"], 1)
    assert app_id in account["eu-west-1"].apps
    assert repr(account["eu-west-1"]) == "PinpointBackend(account_id='123456789012', region_name='eu-west-1')"


def test_there_are_no_backends_without_a_mock() -> None:
    with pytest.raises(RuntimeError, match="no mock is active"):
        pinpoint_backends["123456789012"]["eu-west-1"]
