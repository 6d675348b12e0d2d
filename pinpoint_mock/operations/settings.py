"""Settings of an application: GetApplicationSettings, UpdateApplicationSettings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.operations._limits import check_campaign_limits, check_journey_limits, check_quiet_time
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import ApplicationSettingsResourceTypeDef, WriteApplicationSettingsRequestTypeDef

    from pinpoint_mock.state.world import App

STORED_MEMBERS = frozenset({"CampaignHook", "Limits", "QuietTime", "JourneyLimits"})
"""The members of a request that are in the answer too."""

CHECKS: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "Limits": check_campaign_limits,
    "QuietTime": check_quiet_time,
    "JourneyLimits": check_journey_limits,
}


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
