"""Entering and leaving: what is patched meanwhile."""

from __future__ import annotations

from typing import Any

import botocore.endpoint
import pytest
from botocore.httpsession import URLLib3Session
from botocore.retries.bucket import TokenBucket
from botocore.session import Session
from botocore.signers import RequestSigner

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.adapters.patches import allow_real_pinpoint, refuse_real_pinpoint

PATCHED = [
    (URLLib3Session, "send"),
    (Session, "__init__"),
    (Session, "create_client"),
    (Session, "get_credentials"),
    (Session, "get_scoped_config"),
    (RequestSigner, "get_auth_instance"),
    (botocore.endpoint, "time"),
    (TokenBucket, "_sleep_amount"),
]


def standing() -> list[object]:
    return [vars(owner)[name] for owner, name in PATCHED]


def test_after_the_mock_the_methods_of_botocore_are_what_they_were() -> None:
    before = standing()
    for _ in range(2):
        with mock_pinpoint(), mock_pinpoint():
            inside = standing()
        assert [ours is theirs for ours, theirs in zip(inside, before, strict=True)] == [False] * len(before)
        assert all(now is then for now, then in zip(standing(), before, strict=True))


def test_while_the_real_pinpoint_is_refused_only_what_sends_stays_patched() -> None:
    before = standing()
    refuse_real_pinpoint()
    with mock_pinpoint():
        pass
    assert [now is then for now, then in zip(standing(), before, strict=True)] == [False] + [True] * (len(before) - 1)
    allow_real_pinpoint()
    assert all(now is then for now, then in zip(standing(), before, strict=True))


def test_a_session_that_another_library_patched_works_after_the_mock() -> None:
    before = vars(Session)["__init__"]
    made: list[Session] = []
    with pytest.MonkeyPatch.context() as patch:
        with mock_pinpoint():
            init = Session.__init__

            def watched(session: Session, *args: Any, **kwargs: Any) -> None:
                made.append(session)
                init(session, *args, **kwargs)

            patch.setattr(Session, "__init__", watched)
        assert [Session()] == made
    with mock_pinpoint():
        pass  # the next mock takes off what the other library has kept in place
    assert vars(Session)["__init__"] is before
