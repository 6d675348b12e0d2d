"""The time of a mock: what is due, and moving on without a library for that."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from pinpoint_mock.mock.calls import methods_are_calls

if TYPE_CHECKING:
    from pinpoint_mock.logs.message import Messages
    from pinpoint_mock.state.world import World

__tracebackhide__ = True  # pytest shows the line of the test


@methods_are_calls
class Timing:
    """What a test does with the time, as part of `PinpointMock`."""

    _world: World

    def run_due(self) -> Messages:
        """Do the work that is due by now, and return the messages that it sent, as a snapshot of the log.

        Calls and logs do this by themselves: whatever is due has been done before each call, after each call of boto3,
        and at each use of a log. By hand it is for those who have moved the clock and then look elsewhere, such as in
        moto's Kinesis. After the mock has ended nothing is done, and the log is empty.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     len(pinpoint.run_due())
        0
        """
        sent = self._world.messages.sent
        before = len(sent.recorded())
        self._world.catch_up()
        return sent.recorded()[before:]

    def advance(self, by: datetime.timedelta | datetime.datetime) -> None:
        """Move the time of the mock forward, by a duration or to a moment, for tests without a library for that.

        From then on the mock's now is that moment, or that of the clock once it is later, until `reset`. A moment
        without an offset is UTC. What has become due is done at the next call or look: see `run_due`. Only this mock's
        time moves: not that of the code under test, and not moto's. ValueError for a moment before the mock's now,
        TypeError for anything else.

        >>> import datetime
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.advance(datetime.datetime(2130, 1, 1, 9, tzinfo=datetime.timezone.utc))
        ...     pinpoint.advance(datetime.timedelta(hours=1))
        ...     app_id = pinpoint.add_app()
        ...     pinpoint.apps.one().creation_date.isoformat()
        '2130-01-01T10:00:00+00:00'
        """
        with self._world.lock:
            present = self._world.now()
            self._world.agenda.advanced_to = _advanced(present, by)


def _advanced(present: datetime.datetime, by: object) -> datetime.datetime:
    """The moment, aware, UTC, that is a duration after the present or that is named.

    ValueError for one before the present or beyond what Python can hold, TypeError for anything else.
    """
    if isinstance(by, datetime.timedelta):
        try:
            moment = present + by
        except OverflowError:
            raise ValueError(f"pinpoint_mock: advance({by!r}) goes beyond the years that Python knows.") from None
    elif isinstance(by, datetime.datetime):
        moment = by.replace(tzinfo=datetime.timezone.utc) if by.tzinfo is None else by.astimezone(datetime.timezone.utc)
    else:
        raise TypeError(
            f"pinpoint_mock: advance() takes a timedelta or a datetime, not {by!r}. "
            "For an hour write advance(datetime.timedelta(hours=1))."
        )
    if moment < present:
        raise ValueError(
            f"pinpoint_mock: advance() never goes back: the mock's now is {present.isoformat()}, "
            f"and {moment.isoformat()} is before that."
        )
    return moment
