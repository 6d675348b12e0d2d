"""Settings of an application, as the tests write and read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

HOOK = {"LambdaFunctionName": "arn:aws:lambda:us-east-1:123456789012:function:filter", "Mode": "FILTER"}
LIMITS = {"Daily": 0, "MaximumDuration": 60, "MessagesPerSecond": 50, "Total": 100, "Session": 3}
QUIET_TIME = {"Start": "22:00", "End": "06:30"}
JOURNEY_LIMITS = {"DailyCap": 100, "TotalCap": 0, "TimeframeCap": {"Cap": 100, "Days": 30}}
EVERYTHING: dict[str, Any] = {
    "CampaignHook": HOOK,
    "Limits": LIMITS,
    "QuietTime": QUIET_TIME,
    "JourneyLimits": JOURNEY_LIMITS,
}


def read(client: PinpointClient, app_id: str) -> dict[str, Any]:
    return {**client.get_application_settings(ApplicationId=app_id)["ApplicationSettingsResource"]}


def write(client: PinpointClient, app_id: str, **members: Any) -> dict[str, Any]:
    response = client.update_application_settings(
        ApplicationId=app_id,
        WriteApplicationSettingsRequest=members,  # type: ignore[arg-type]  # tables hold also what is refused
    )
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 200
    return {**response["ApplicationSettingsResource"]}
