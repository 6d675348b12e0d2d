"""Patches that come off again, whoever else patches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from unittest import mock

import boto3
import pytest
from botocore.httpsession import URLLib3Session

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.adapters.patches import allow_real_pinpoint, refuse_real_pinpoint
from pinpoint_mock.adapters.patching import Patch
from pinpoint_mock.adapters.transport import SEND, RealPinpointRefused, keep_answering
from tests.builders import KEYS, app_ids

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

Method = Callable[[Any], list[str]]


class Owner:
    def method(self) -> list[str]:
        return ["original"]


def over(method: Method, name: str) -> Method:
    """A replacement that says so and goes on to what it replaced."""
    return lambda owner: [name, *method(owner)]


ORIGINAL: Method = Owner.__dict__["method"]


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Owner, "method", ORIGINAL)


@pytest.fixture
def patch() -> Patch:
    return Patch(Owner, "method", lambda original: over(original, "ours"))


def put(method: Method) -> None:
    Owner.method = method  # type: ignore[assignment,method-assign]  # as other libraries do


def called() -> list[str]:
    return Owner().method()


def test_a_patch_is_put_on_once_and_comes_off(patch: Patch) -> None:
    patch.apply()
    patch.apply()
    assert called() == ["ours", "original"]
    patch.remove()
    assert Owner.__dict__["method"] is ORIGINAL
    patch.remove()
    assert Owner.__dict__["method"] is ORIGINAL


def test_a_patch_that_is_under_another_stays_until_that_is_gone(patch: Patch) -> None:
    patch.apply()
    ours = Owner.__dict__["method"]
    put(over(ours, "theirs"))
    patch.remove()
    assert called() == ["theirs", "ours", "original"]
    put(ours)
    patch.apply()
    assert called() == ["ours", "original"]
    patch.remove()
    assert Owner.__dict__["method"] is ORIGINAL


def test_a_patch_goes_over_one_that_stayed_over_it(patch: Patch) -> None:
    patch.apply()
    ours = Owner.__dict__["method"]
    theirs = over(ours, "theirs")
    put(theirs)
    patch.remove()
    for _ in range(3):
        patch.apply()
        assert called() == ["ours", "theirs", "ours", "original"]
        patch.remove()
        assert Owner.__dict__["method"] is theirs
    put(ours)
    patch.apply()
    patch.remove()
    assert Owner.__dict__["method"] is ORIGINAL


def test_two_that_were_left_behind_come_off_together(patch: Patch) -> None:
    patch.apply()
    first = Owner.__dict__["method"]
    put(over(first, "theirs"))
    patch.apply()
    second = Owner.__dict__["method"]
    put(over(second, "more"))
    patch.remove()
    put(second)
    patch.remove()
    assert called() == ["theirs", "ours", "original"]
    put(first)
    patch.remove()
    assert Owner.__dict__["method"] is ORIGINAL


def test_a_patch_that_was_there_before_is_put_back(patch: Patch) -> None:
    theirs = over(ORIGINAL, "theirs")
    put(theirs)
    patch.apply()
    assert called() == ["ours", "theirs", "original"]
    patch.remove()
    assert Owner.__dict__["method"] is theirs


def test_a_patch_that_others_took_off_can_be_put_on_again(patch: Patch) -> None:
    patch.apply()
    put(ORIGINAL)
    patch.remove()
    assert called() == ["original"]
    patch.apply()
    assert called() == ["ours", "original"]
    patch.remove()
    assert Owner.__dict__["method"] is ORIGINAL


class TestOverTheTransport:
    """Another library patches `URLLib3Session.send` while a mock is active."""

    @pytest.fixture
    def real(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """What would have gone over the wire."""
        sent: list[str] = []

        def send(session: object, request: Any) -> Any:
            sent.append(request.url)
            raise ConnectionRefusedError

        monkeypatch.setattr(URLLib3Session, "send", send)
        return sent

    @pytest.fixture
    def early(self) -> PinpointClient:
        session = boto3.session.Session(
            region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret"
        )
        return session.client("pinpoint")

    def test_it_sees_the_calls_and_may_end_after_us(
        self, early: PinpointClient, real: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[str] = []
        original = URLLib3Session.send
        with mock_pinpoint():
            ours = URLLib3Session.send

            def spy(session: Any, request: Any) -> Any:
                seen.append(request.url)
                return ours(session, request)

            monkeypatch.setattr(URLLib3Session, "send", spy)
            assert early.get_apps()["ApplicationsResponse"]["Item"] == []
        with pytest.raises(ConnectionRefusedError):
            early.get_apps()
        assert (len(seen), len(real)) == (2, 1)
        URLLib3Session.send = ours  # type: ignore[method-assign]  # theirs ends
        with pytest.raises(ConnectionRefusedError):
            early.get_apps()
        with mock_pinpoint() as pinpoint:
            assert URLLib3Session.send is ours
            pinpoint.add_app()
            assert len(early.get_apps()["ApplicationsResponse"]["Item"]) == 1
        assert URLLib3Session.send is original
        assert len(real) == 2


class TestMockPatchOfTheTransport:
    """`mock.patch` of `URLLib3Session.send` in a test: it begins and ends before, inside and after the mock."""

    @pytest.fixture
    def theirs(self) -> Any:
        patch = mock.patch("botocore.httpsession.URLLib3Session.send", side_effect=ConnectionRefusedError)
        yield patch
        patch.stop()

    @pytest.fixture
    def early(self) -> PinpointClient:
        return boto3.client("pinpoint", region_name="us-east-1", **KEYS)

    @pytest.fixture(autouse=True)
    def _nothing_is_left(self) -> Iterator[None]:
        before = URLLib3Session.send
        yield
        assert URLLib3Session.send is before

    def test_it_ends_inside(self, early: PinpointClient, theirs: Any) -> None:
        standing = theirs.start()
        with mock_pinpoint() as pinpoint:
            app_id = pinpoint.add_app()
            assert app_ids(early) == {app_id}
            theirs.stop()
            assert app_ids(early) == {app_id}
            assert app_ids(boto3.client("pinpoint")) == {app_id}
        assert standing.mock_calls == []

    def test_it_ends_inside_one_that_is_inside(self, early: PinpointClient, theirs: Any) -> None:
        theirs.start()
        with mock_pinpoint() as pinpoint, mock_pinpoint():
            theirs.stop()
            app_id = pinpoint.add_app()
            assert app_ids(early) == {app_id}

    def test_it_ends_inside_and_nothing_is_called(self, theirs: Any) -> None:
        theirs.start()
        with mock_pinpoint():
            theirs.stop()

    def test_it_begins_and_ends_inside(self, early: PinpointClient, theirs: Any) -> None:
        with mock_pinpoint() as pinpoint:
            app_id = pinpoint.add_app()
            standing = theirs.start()
            with pytest.raises(ConnectionRefusedError):
                app_ids(early)
            theirs.stop()
            assert app_ids(early) == {app_id}
        assert len(standing.mock_calls) == 1

    def test_it_ends_inside_another_mock(self, early: PinpointClient, theirs: Any) -> None:
        with mock_pinpoint():
            theirs.start()
        with mock_pinpoint() as pinpoint:
            theirs.stop()
            app_id = pinpoint.add_app()
            assert app_ids(early) == {app_id}

    def test_one_that_begins_and_ends_inside_while_another_ends(self, early: PinpointClient, theirs: Any) -> None:
        def spy(session: Any, request: Any) -> Any:
            urls.append(request.url)
            return original(session, request)

        urls: list[str] = []
        original = URLLib3Session.send
        theirs.start()
        with mock_pinpoint() as pinpoint:
            app_id = pinpoint.add_app()
            theirs.stop()
            app_ids(early)
            original = URLLib3Session.send
            with mock.patch.object(URLLib3Session, "send", spy):
                assert app_ids(early) == {app_id}
        assert len(urls) == 1

    def test_with_a_guard_of_the_suite(self, early: PinpointClient, theirs: Any) -> None:
        refuse_real_pinpoint()
        theirs.start()
        with mock_pinpoint() as pinpoint:
            theirs.stop()
            app_id = pinpoint.add_app()
            assert app_ids(early) == {app_id}
        with pytest.raises(RealPinpointRefused):
            app_ids(early)
        allow_real_pinpoint()

    def test_a_late_thread_puts_nothing_on_again(self, theirs: Any) -> None:
        theirs.start()
        with mock_pinpoint():
            theirs.stop()
        keep_answering(SEND)


def test_a_replacement_is_made_once_for_what_it_replaces(patch: Patch) -> None:
    patch.apply()
    first = Owner.__dict__["method"]
    patch.remove()
    patch.apply()
    assert Owner.__dict__["method"] is first
    patch.remove()
    put(over(ORIGINAL, "theirs"))
    patch.apply()
    assert called() == ["ours", "theirs", "original"]
    patch.remove()
    assert called() == ["theirs", "original"]
