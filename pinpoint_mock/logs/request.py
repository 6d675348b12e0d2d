"""`ApiRequest`: one request to Pinpoint, for tests about calls instead of messages."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.copied import Copied
from pinpoint_mock.logs.formatting import format_fields
from pinpoint_mock.logs.log import Log
from pinpoint_mock.logs.possible import Possible, plain_types


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

    if TYPE_CHECKING:  # a type checker that sees no equality here objects to a dict `in` a log

        def __eq__(self, other: object) -> bool: ...

    def __repr__(self) -> str:
        return f"<ApiRequest {self.describe_with_parameters()}>"

    def describe_with_parameters(self) -> str:
        """One line: how it was answered, and what was asked for."""
        parameters = self.parameters
        return self.describe() + (f" ({format_fields(parameters)})" if parameters else "")

    def describe(self) -> str:
        """One line for lists of requests."""
        outcome = " ".join(str(part) for part in (self.status_code, self.error) if part is not None)
        return f"{self.operation}: {outcome}"

    def row(self) -> dict[str, str]:
        """The cells of a table of requests, by the titles of their columns."""
        status_code = "" if self.status_code is None else str(self.status_code)
        return {"Operation": self.operation, "Status code": status_code, "Error": self.error or ""}


REQUEST_FIELDS = frozenset(field.name for field in dataclasses.fields(ApiRequest))
REQUEST_TYPES = plain_types(ApiRequest.__annotations__)


def request_log(records: list[ApiRequest], texts: Mapping[str, Mapping[str, str]] | None = None) -> Log[ApiRequest]:
    """A log over `records`, whose fields have only the `texts` where these are given."""
    return Log(records, kind="request", fields=REQUEST_FIELDS, possible=Possible(REQUEST_TYPES, texts or {}))
