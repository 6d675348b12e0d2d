"""`Participant`: one entry of a participant into a journey."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pinpoint_mock.logs.due import NOTHING_DUE, DueWork
from pinpoint_mock.logs.log import Log
from pinpoint_mock.logs.possible import Possible, plain_types, spelt

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pinpoint_mock.logs.expectations import ParticipantExpectations

STATUSES = ("ACTIVE", "LEFT", "CANCELLED", "HELD_OUT")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Participant:
    """One entry of a participant into a journey, as it was when it was read. Frozen.

    `status` is ACTIVE for one who is inside, LEFT for one who has gone through, CANCELLED if the journey was ended
    before, HELD_OUT if a holdout has kept the participant out. `endpoint_id` is None where the participant is a user
    with all endpoints, `user_id` where the endpoint has no user. `activity_id` is the activity that the participant is
    at, or was at last, `path` all of them from the first on. `entered_at` is aware, UTC, and so is `due_at`: when one
    who waits goes on, None for others. In a pause that is the moment from before the pause.

    AWS has no operation for this; the statuses follow its metrics.

    Source: DG analytics-standard-metrics.
    """

    endpoint_id: str | None
    user_id: str | None
    run_id: str
    activity_id: str | None
    status: str
    entered_at: datetime.datetime
    due_at: datetime.datetime | None
    path: tuple[str, ...]

    if TYPE_CHECKING:  # a type checker that sees no equality here objects to a dict `in` a log

        def __eq__(self, other: object) -> bool: ...

    def __repr__(self) -> str:
        return f"<Participant {self.describe()}>"

    def describe(self) -> str:
        """One line for lists of participants."""
        due = f", due at {self.due_at:%Y-%m-%d %H:%M:%S}" if self.due_at else ""
        return f"{self._who()}: {self.status} at {self.activity_id or 'no activity'}{due}"

    def row(self) -> dict[str, str]:
        """The cells of a table of participants, by the titles of their columns."""
        return {
            "Participant": self._who(),
            "Status": self.status,
            "Path": " > ".join(self.path),
            "Due at": self.due_at.isoformat() if self.due_at else "-",
        }

    def _who(self) -> str:
        return f"user {self.user_id}" if self.endpoint_id is None else f"endpoint {self.endpoint_id}"


PARTICIPANT_FIELDS = frozenset(field.name for field in dataclasses.fields(Participant))
POSSIBLE_PARTICIPANT = Possible(types=plain_types(Participant.__annotations__), texts={"status": spelt(*STATUSES)})


class Participants(Log[Participant]):
    """The participants of a journey, once for each entry, in the order of their entries: a live view."""

    def filter(self, **expected: Unpack[ParticipantExpectations]) -> Participants:  # type: ignore[override]  # these fields only
        """The entries that meet all expectations, as a snapshot; see `Records.filter`."""
        __tracebackhide__ = True
        return super().filter(**expected)

    def one(self, **expected: Unpack[ParticipantExpectations]) -> Participant:  # type: ignore[override]  # these fields only
        """The only entry that meets the expectations; see `Records.one`."""
        __tracebackhide__ = True
        return super().one(**expected)


def participant_log(records: Sequence[Participant], due: DueWork = NOTHING_DUE) -> Participants:
    """A log over `records`. See `Records` for `due`."""
    return Participants(
        records,
        kind="participant",
        fields=PARTICIPANT_FIELDS,
        nothing="nobody has entered the journey",
        possible=POSSIBLE_PARTICIPANT,
        due=due,
    )
