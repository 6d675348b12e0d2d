"""`ApiRequest`: one request to Pinpoint, for tests about calls instead of messages."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.copied import Copied
from pinpoint_mock.logs.due import NOTHING_DUE, DueWork
from pinpoint_mock.logs.formatting import format_fields
from pinpoint_mock.logs.log import Log
from pinpoint_mock.logs.possible import Possible, plain_types

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pinpoint_mock.logs.expectations import RequestExpectations


@dataclasses.dataclass(frozen=True, kw_only=True)
class ApiRequest:
    """A request as Pinpoint got it. Frozen; each read of `parameters` gives a copy.

    `operation` is Pinpoint's name, such as `SendMessages`; `parameters` are those of the boto3 method; of a request
    that could not be read they are only those in its path. `error` is None, or the code of the error, such as
    `NotFoundException`, or the class of an error of the connection, which has no `status_code`. `error_message` is what
    the caller reads of it, in the service's words; `explanation` says what was asked for and what exists, that the test
    declared the error, or which items of a batch were refused. A request to a path that no operation has is named by
    its method and path. `earlier_thread` is None, or the name of the thread that made it, if that is older than the
    test or mock: an earlier test may have left it behind. botocore's retries are requests of their own. `sent_at` is
    aware, UTC.
    """

    operation: str
    region_name: str
    account_id: str
    request_id: str
    sent_at: datetime.datetime
    parameters: Copied[dict[str, Any]] = Copied()
    status_code: int | None = None
    error: str | None = None
    error_message: str | None = None
    explanation: str | None = None
    earlier_thread: str | None = None

    @property
    def is_failed(self) -> bool:
        """Whether it was refused, or a part of it: PutEvents can refuse single items."""
        return self.error is not None or self.explanation is not None

    if TYPE_CHECKING:  # a type checker that sees no equality here objects to a dict `in` a log

        def __eq__(self, other: object) -> bool: ...

    def __repr__(self) -> str:
        return f"<ApiRequest {self.describe_with_parameters()}>"

    def describe_with_parameters(self) -> str:
        """One line: how it was answered, and what was asked for."""
        parameters = self.parameters
        return self.describe() + (f" ({format_fields(parameters)})" if parameters else "")

    def describe(self) -> str:
        """One line for lists of requests: the operation, how it was answered, and why."""
        outcome = " ".join(str(part) for part in (self.status_code, self.error) if part is not None)
        message = f": {self.error_message}" if self.error_message else ""
        explanation = f" ({self.explanation})" if self.explanation else ""
        return " ".join(f"{self.operation}: {outcome}{message}{explanation}{self.late()}".split("\n"))

    def late(self) -> str:
        """What to say of a request of a thread that an earlier test may have left behind."""
        return f" by thread {self.earlier_thread!r}, which is older than this test" if self.earlier_thread else ""

    def row(self) -> dict[str, str]:
        """The cells of a table of requests, by the titles of their columns."""
        status_code = "" if self.status_code is None else str(self.status_code)
        return {"Operation": self.operation, "Status code": status_code, "Error": self.error or ""}


NAMED = 5
"""How many failed requests are named where a message or event is missing."""


def failed_request_lines(requests: Iterable[ApiRequest]) -> list[str]:
    """The newest of the requests that failed, in whole or in part; nothing if none did."""
    failed = [request for request in requests if request.is_failed]
    earlier = [f"  {len(failed) - NAMED} earlier ones"] if len(failed) > NAMED else []
    lines = [*earlier, *(f"  {request.describe()}" for request in failed[-NAMED:])]
    return ["Failed requests:", *lines] if failed else []


class Requests(Log[ApiRequest]):
    """A log of requests."""

    def filter(self, **expected: Unpack[RequestExpectations]) -> Requests:  # type: ignore[override]  # these fields only
        """The requests that meet all expectations, as a snapshot; see `Records.filter`."""
        __tracebackhide__ = True
        return super().filter(**expected)

    def one(self, **expected: Unpack[RequestExpectations]) -> ApiRequest:  # type: ignore[override]  # these fields only
        """The only request that meets the expectations; see `Records.one`."""
        __tracebackhide__ = True
        return super().one(**expected)


REQUEST_FIELDS = frozenset(field.name for field in dataclasses.fields(ApiRequest))
REQUEST_TYPES = plain_types(ApiRequest.__annotations__)


def request_log(
    records: list[ApiRequest], texts: Mapping[str, Mapping[str, str]] | None = None, due: DueWork = NOTHING_DUE
) -> Requests:
    """A log over `records`, whose fields have only the `texts` where these are given. See `Records` for `due`."""
    possible = Possible(REQUEST_TYPES, texts or {})
    return Requests(records, kind="request", fields=REQUEST_FIELDS, possible=possible, due=due)
