"""`OtpCheck`: one verification of a one-time code, with the reason if the code was not valid."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pinpoint_mock.logs.due import NOTHING_DUE, DueWork
from pinpoint_mock.logs.log import Log
from pinpoint_mock.logs.possible import Possible, plain_types
from pinpoint_mock.logs.request import ApiRequest, failed_request_lines

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pinpoint_mock.logs.expectations import OtpCheckExpectations


@dataclasses.dataclass(frozen=True, kw_only=True)
class OtpCheck:
    """A code that VerifyOTPMessage was asked about. Frozen.

    `code` is the one that was given. `reason` is None for a valid code, else why it is not: the code is wrong, expired,
    already verified, without attempts left, or there is none for that reference and number. The service only says that
    it is not valid. `checked_at` is aware, UTC.

    Source: DG send-validate-otp; MODEL VerifyOTPMessageRequestParameters.
    """

    application_id: str
    region_name: str
    account_id: str
    request_id: str
    checked_at: datetime.datetime
    code: str
    reference_id: str
    destination_identity: str
    is_valid: bool
    reason: str | None = None

    def describe(self) -> str:
        """One line for lists of checks."""
        outcome = "valid" if self.is_valid else f"not valid: {self.reason}"
        return f"{self.code!r} for {self.reference_id!r} to {self.destination_identity}: {outcome}"

    def row(self) -> dict[str, str]:
        """The cells of a table of checks, by the titles of their columns."""
        return {
            "Code": self.code,
            "Reference": self.reference_id,
            "Number": self.destination_identity,
            "Outcome": self.reason or "valid",
        }


class OtpChecks(Log[OtpCheck]):
    """A log of checks of one-time codes."""

    def filter(self, **expected: Unpack[OtpCheckExpectations]) -> OtpChecks:  # type: ignore[override]  # these fields only
        """The checks that meet all expectations, as a snapshot; see `Records.filter`."""
        __tracebackhide__ = True
        return super().filter(**expected)

    def one(self, **expected: Unpack[OtpCheckExpectations]) -> OtpCheck:  # type: ignore[override]  # these fields only
        """The only check that meets the expectations; see `Records.one`."""
        __tracebackhide__ = True
        return super().one(**expected)


OTP_CHECK_FIELDS = frozenset(field.name for field in dataclasses.fields(OtpCheck))


def otp_check_log(
    records: list[OtpCheck], requests: Iterable[ApiRequest] = (), due: DueWork = NOTHING_DUE
) -> OtpChecks:
    """A log over `records`; where a check is missing it names the `requests` that failed. See `Records` for `due`."""
    return OtpChecks(
        records,
        kind="check of a one-time code",
        fields=OTP_CHECK_FIELDS,
        failed_requests=lambda: failed_request_lines(list(requests)),
        possible=Possible(types=plain_types(OtpCheck.__annotations__)),
        due=due,
    )
