"""moto may be imported before a mock, inside one, or never."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import TYPE_CHECKING

import boto3
import moto.core.models
import moto.pinpoint
import pytest
from moto import mock_aws

from pinpoint_mock import PinpointMock, mock_pinpoint
from tests.adapters.moto.shared import run_python
from tests.builders import app_ids, create_app

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


@pytest.fixture
def import_moto(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has moto look as if it had not been imported until it is called."""
    monkeypatch.delitem(sys.modules, "moto.core.models")
    return lambda: monkeypatch.setitem(sys.modules, "moto.core.models", moto.core.models)


def test_moto_imported_and_entered_inside(import_moto: Callable[[], None], early_client: PinpointClient) -> None:
    with mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app()
        import_moto()
        with mock_aws():
            made_inside = boto3.client("pinpoint", region_name="us-east-1")
            assert app_ids(made_inside) == app_ids(early_client) == {app_id}
        assert app_ids(made_inside) == {app_id}


def test_moto_entered_inside_lasts_longer(import_moto: Callable[[], None], early_client: PinpointClient) -> None:
    pinpoint, aws = mock_pinpoint(), mock_aws()
    pinpoint.start()
    import_moto()
    aws.start()
    app_id = create_app(early_client)
    pinpoint.stop()
    assert app_ids(early_client) == {app_id}
    aws.stop()


def test_moto_that_is_being_imported_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, pinpoint: PinpointMock, session: boto3.session.Session
) -> None:
    monkeypatch.setitem(sys.modules, "moto.core.models", types.ModuleType("moto.core.models"))
    app_id = pinpoint.add_app()
    assert app_ids(session.client("pinpoint")) == {app_id}


def test_moto_is_not_imported_for_those_who_do_not_use_it() -> None:
    run_python("""if True:
        import sys
        import boto3
        from pinpoint_mock import mock_pinpoint

        with mock_pinpoint():
            boto3.client("pinpoint").create_app(CreateApplicationRequest={"Name": "shop"})
        assert not [name for name in sys.modules if name.partition(".")[0] == "moto"]
        """)


def test_moto_is_really_imported_inside() -> None:
    run_python("""if True:
        import boto3
        from pinpoint_mock import mock_pinpoint

        with mock_pinpoint() as pinpoint:
            early = boto3.client("pinpoint")
            app_id = pinpoint.add_app()
            from moto import mock_aws
            from moto.core.models import MockAWS
            stock = MockAWS.start, MockAWS.stop
            with mock_aws():
                for client in (boto3.client("pinpoint"), early):
                    assert [app["Id"] for app in client.get_apps()["ApplicationsResponse"]["Item"]] == [app_id]
        assert (MockAWS.start, MockAWS.stop) == stock
        """)
