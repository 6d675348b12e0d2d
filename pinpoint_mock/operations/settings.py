"""Settings of an application: GetApplicationSettings, UpdateApplicationSettings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import ApplicationSettingsResourceTypeDef, WriteApplicationSettingsRequestTypeDef

    from pinpoint_mock.state.world import App

STORED_MEMBERS = frozenset({"CampaignHook", "Limits", "QuietTime", "JourneyLimits"})
"""The members of a request that are in the answer too."""

Ranges = Mapping[str, tuple[int, int | None]]
"""The smallest and the largest number that a member can have; None for no largest."""

CAMPAIGN_LIMITS: Ranges = {
    "Daily": (0, 100),
    "Total": (0, 100),
    "MaximumDuration": (60, None),
    "MessagesPerSecond": (1, 20_000),
}
JOURNEY_LIMITS: Ranges = {"DailyCap": (0, 100), "TotalCap": (0, 100)}
TIMEFRAME_CAP: Ranges = {"Cap": (0, 100), "Days": (0, 30)}

TIME_OF_DAY = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]")


@operation("GetApplicationSettings")
def get_application_settings(app: App) -> ApplicationSettingsResourceTypeDef:
    """The settings of the application, with `CampaignHook`, `Limits` and `QuietTime` even if never set.

    AWS does not document the LastModifiedDate of settings that were never written; here it is the creation date of
    the application.

    Source: TF app.go; MODEL ApplicationSettingsResource.
    """
    settings: ApplicationSettingsResourceTypeDef = {
        "ApplicationId": app.application_id,
        "CampaignHook": {},
        "LastModifiedDate": timestamp(app.creation_date),
        "Limits": {},
        "QuietTime": {},
    }
    return {**settings, **app.settings}  # type: ignore[typeddict-item]  # the stored members are those of the type


@operation("UpdateApplicationSettings")
def update_application_settings(
    app: App, *, write_application_settings_request: WriteApplicationSettingsRequestTypeDef
) -> ApplicationSettingsResourceTypeDef:
    """Replace the members that were sent, each as a whole, and return all settings.

    An empty object clears its member. `CloudWatchMetricsEnabled` and `EventTaggingEnabled` are accepted and have no
    effect. BadRequestException for a limit or cap out of its range and for a quiet time that is neither empty nor has
    both `Start` and `End` as `HH:MM`. AWS does not document whether members that were not sent stay, nor what
    `Limits: {}` reads back as; here they stay, as Terraform expects, and it reads back as `{}`.

    Source: MODEL WriteApplicationSettingsRequest; MODEL CampaignLimits; MODEL JourneyTimeframeCap; TF app.go;
    TF app_test.go.
    """
    written: dict[str, Any] = {
        member: value for member, value in write_application_settings_request.items() if member in STORED_MEMBERS
    }
    for member, check in CHECKS.items():
        check(written.get(member, {}))
    app.settings = {**app.settings, **written, "LastModifiedDate": timestamp(now())}
    return get_application_settings(app)


def check_limits(limits: Mapping[str, Any]) -> None:
    """BadRequestException if a limit of a campaign is out of its range."""
    _check_ranges(limits, CAMPAIGN_LIMITS)


def check_quiet_time(quiet_time: Mapping[str, Any]) -> None:
    """BadRequestException if a quiet time is neither empty nor has both ends as `HH:MM`."""
    if not quiet_time:
        return
    for member in ("Start", "End"):
        if member not in quiet_time:
            raise BadRequestException(f"Missing {member}")
        if not TIME_OF_DAY.fullmatch(quiet_time[member]):
            raise BadRequestException(f"Invalid {member}: must be HH:MM in 24-hour notation")


def _check_journey_limits(limits: Mapping[str, Any]) -> None:
    _check_ranges(limits, JOURNEY_LIMITS)
    _check_ranges(limits.get("TimeframeCap", {}), TIMEFRAME_CAP)


def _check_ranges(numbers: Mapping[str, Any], ranges: Ranges) -> None:
    for member, (least, most) in ranges.items():
        number = numbers.get(member, least)
        if number < least or (most is not None and number > most):
            wanted = f"at least {least}" if most is None else f"from {least} to {most}"
            raise BadRequestException(f"Invalid {member}: must be {wanted}")


CHECKS: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "Limits": check_limits,
    "QuietTime": check_quiet_time,
    "JourneyLimits": _check_journey_limits,
}
