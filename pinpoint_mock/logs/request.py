"""`ApiRequest`: one request to Pinpoint, for tests about calls instead of messages."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.copied import Copied
from pinpoint_mock.logs.log import Log

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pinpoint_mock.logs.expectations import RequestExpectations


@dataclasses.dataclass(frozen=True, kw_only=True)
class ApiRequest:
    """A request as Pinpoint got it. Frozen; each read of `parameters` gives a copy.

    `operation` is Pinpoint's name, such as `SendMessages`; `parameters` are those of the boto3 method; of a request
    that could not be read they are only those in its path. `error` is None, or the code of the error, such as
    `NotFoundException`, or the class of an error of the connection, which has no `status_code`. botocore's retries
    are requests of their own. `sent_at` is aware, UTC.
    """

    operation: str
    region_name: str
    account_id: str
    request_id: str
    sent_at: datetime.datetime
    parameters: Copied[dict[str, Any]] = Copied()
    status_code: int | None = None
    error: str | None = None

    def describe(self) -> str:
        """One line for lists of requests."""
        outcome = " ".join(str(part) for part in (self.status_code, self.error) if part is not None)
        return f"{self.operation}: {outcome}"

    def row(self) -> dict[str, str]:
        """The cells of a table of requests, by the titles of their columns."""
        status_code = "" if self.status_code is None else str(self.status_code)
        return {"Operation": self.operation, "Status code": status_code, "Error": self.error or ""}


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


def request_log(records: list[ApiRequest]) -> Requests:
    """A log over `records`."""
    return Requests(records, kind="request", fields=REQUEST_FIELDS)
