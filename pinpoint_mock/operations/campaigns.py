"""Campaigns: CreateCampaign, GetCampaign, UpdateCampaign, DeleteCampaign, GetCampaigns, their versions and their runs.

Source: API apps-application-id-campaigns; API apps-application-id-campaigns-campaign-id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.checks import existing, invalid
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.paging import paginate
from pinpoint_mock.core.tags import checked_tags
from pinpoint_mock.engagement import campaigns
from pinpoint_mock.operations._campaign_rules import check_campaign
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.explain import no_campaign, no_campaign_version

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        ActivitiesResponseTypeDef,
        ActivityResponseTypeDef,
        CampaignResponseTypeDef,
        CampaignsResponseTypeDef,
        WriteCampaignRequestTypeDef,
    )

    from pinpoint_mock.state.campaigns import Activity, Campaign, Document
    from pinpoint_mock.state.world import App

DEFAULTS: dict[str, Any] = {
    "AdditionalTreatments": [],
    "HoldoutPercent": 0,
    "IsPaused": False,
    "Limits": {},
    "MessageConfiguration": {},
    "TemplateConfiguration": {},
}
"""The members that an answer has even if they were not sent.

Source: CLI get-campaign; gh:boto/boto3#1736.
"""

SETTINGS = ("CampaignHook", "Limits", "QuietTime")
"""The settings of the project that a campaign takes over when it is created.

Source: UG settings-general.
"""


@operation("CreateCampaign")
def create_campaign(app: App, *, write_campaign_request: WriteCampaignRequestTypeDef) -> CampaignResponseTypeDef:
    """Create a campaign, which has version 1 and the state SCHEDULED, and is paused if IsPaused says so.

    It begins at its StartTime, or after this call if that is IMMEDIATE. A segment without a version is its current
    version. BadRequestException and NotFoundException for tags that break the tagging rules and for what
    `check_campaign` refuses. AWS documents that a campaign with IMMEDIATE cannot be paused, but no error; here its
    first run is made all the same. AWS documents no rule for names; here any is accepted, even none.

    Source: MODEL WriteCampaignRequest; gh:boto/boto3#1736; DG logging-using-cloudtrail; UG campaigns-schedule.
    """
    sent = cast("Mapping[str, Any]", write_campaign_request)
    tags = checked_tags(sent.get("tags", {}))
    check_campaign(app, sent, sent)
    moment, campaign_id = timestamp(now()), app.backend.world.ids.campaign_id()
    document = {
        **DEFAULTS,
        **_members(app, sent),
        "ApplicationId": app.application_id,
        "Arn": f"{app.arn}/campaigns/{campaign_id}",
        "CreationDate": moment,
        "Id": campaign_id,
        "LastModifiedDate": moment,
        "Version": 1,
    }
    settings = {member: app.settings.get(member, {}) for member in SETTINGS}
    campaign = campaigns.create(app, dict(sorted(document.items())), tags=tags, settings=settings)
    return _response(campaign, campaign.document)


@operation("GetCampaign")
def get_campaign(app: App, *, campaign_id: str) -> CampaignResponseTypeDef:
    """The newest version of a campaign; NotFoundException if there is no such campaign or it was deleted.

    Source: MODEL CampaignResponse; CLI get-campaign.
    """
    campaign = _campaign(app, campaign_id)
    return _response(campaign, campaign.document)


@operation("UpdateCampaign")
def update_campaign(
    app: App, *, campaign_id: str, write_campaign_request: WriteCampaignRequestTypeDef
) -> CampaignResponseTypeDef:
    """Give a campaign a new version: what is sent over what it has, each member as a whole; `tags` are ignored.

    With `IsPaused: true` alone it is paused: it finishes the run that it makes, misses those that follow, and goes on
    with the next one after `IsPaused: false`. Another Schedule lets it begin anew, even if it was over.
    NotFoundException if there is no such campaign; for the rest see `check_campaign`. AWS does not document what an
    update does to a campaign that was sent; here it changes what is to come.

    Source: MODEL WriteCampaignRequest.IsPaused; MODEL WriteCampaignRequest.tags; UG campaigns-schedule.
    """
    campaign = _campaign(app, campaign_id)
    sent = cast("Mapping[str, Any]", write_campaign_request)
    inherited = dict(campaign.document)
    if "SegmentId" in sent:
        del inherited["SegmentVersion"]
    merged = {**inherited, **sent}
    check_campaign(app, sent, merged)
    document = {
        **merged,
        **_members(app, merged),
        "LastModifiedDate": timestamp(now()),
        "Version": campaign.document["Version"] + 1,
    }
    document.pop("tags", None)
    campaign = campaigns.update(app, campaign, dict(sorted(document.items())))
    return _response(campaign, campaign.document)


@operation("DeleteCampaign")
def delete_campaign(app: App, *, campaign_id: str) -> CampaignResponseTypeDef:
    """Delete a campaign and return it with the state DELETED; NotFoundException if there is none.

    It sends nothing more. GetCampaigns still lists it, all else answers NotFoundException.

    Source: MODEL DeleteCampaignResponse; gh:aws/aws-sdk-js#3183;
    gh:aws-samples/communication-developer-services-reference-architectures.
    """
    campaign = campaigns.delete(app, _campaign(app, campaign_id))
    return _response(campaign, campaign.document)


@operation("GetCampaigns")
def get_campaigns(app: App, *, page_size: str | None = None, token: str | None = None) -> CampaignsResponseTypeDef:
    """A page of the campaigns of the application as their newest versions, deleted ones too; a token if there are more.

    BadRequestException for a page size that is not a positive number and for a token that this list does not give. AWS
    does not document the order; here the campaign that was created last comes first, as in AWS's sample.

    Source: MODEL CampaignsResponse; CLI get-campaigns; gh:aws/aws-sdk-js#3183.
    """
    page, next_token = paginate(
        app.campaigns,
        {"ApplicationId": app.application_id, "CampaignNumber": lambda campaign: f"{campaign.number:09}"},
        newest_first=True,
        page_size=page_size,
        token=token,
    )
    return _list([_response(campaign, campaign.document) for campaign in page], next_token)


@operation("GetCampaignVersion")
def get_campaign_version(app: App, *, campaign_id: str, version: str) -> CampaignResponseTypeDef:
    """A version of a campaign, by its number.

    NotFoundException if the campaign or the version does not exist, BadRequestException for a version that is no
    number. AWS does not document the State of earlier versions; here it is that of the campaign.

    Source: MODEL GetCampaignVersionRequest.
    """
    campaign = _campaign(app, campaign_id)
    if not re.fullmatch("[0-9]{1,9}", version):
        raise invalid("Version", "must be a number", version)
    number = int(version)
    found = existing(campaign.versions.get(number), explain=lambda: no_campaign_version(campaign, number))
    return _response(campaign, found)


@operation("GetCampaignVersions")
def get_campaign_versions(
    app: App, *, campaign_id: str, page_size: str | None = None, token: str | None = None
) -> CampaignsResponseTypeDef:
    """A page of the versions of a campaign, newest first, and a token if there are more.

    NotFoundException if there is no such campaign; BadRequestException for a page size that is not a positive number
    and for a token that this list does not give. AWS does not document the order; here it is that of other lists.

    Source: MODEL CampaignsResponse.Item.
    """
    campaign = _campaign(app, campaign_id)
    page, next_token = paginate(
        campaign.versions.values(),
        {"CampaignId": campaign_id, "Version": lambda document: f"{document['Version']:09}"},
        newest_first=True,
        page_size=page_size,
        token=token,
    )
    return _list([_response(campaign, document) for document in page], next_token)


@operation("GetCampaignActivities")
def get_campaign_activities(
    app: App, *, campaign_id: str, page_size: str | None = None, token: str | None = None
) -> ActivitiesResponseTypeDef:
    """A page of the runs of a campaign, one for each treatment, newest first, and a token if there are more.

    Each has all members, but End and Result only once it is over. NotFoundException if there is no such campaign;
    BadRequestException for a page size that is not a positive number and for a token that this list does not give.

    Source: MODEL ActivityResponse; gh:aws-samples/communication-developer-services-reference-architectures.
    """
    _campaign(app, campaign_id)
    page, next_token = paginate(
        app.campaigns.activities(campaign_id),
        {"CampaignId": campaign_id, "ActivityNumber": lambda activity: f"{activity.number:09}"},
        newest_first=True,
        page_size=page_size,
        token=token,
    )
    items = [_activity(app, campaign_id, activity) for activity in page]
    return {"Item": items, "NextToken": next_token} if next_token else {"Item": items}


def _campaign(app: App, campaign_id: str) -> Campaign:
    return existing(app.campaigns.get(campaign_id), explain=lambda: no_campaign(app, campaign_id))


def _members(app: App, request: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a request that has been checked, as they are stored: with ids and the version of the segment."""
    members = {member: value for member, value in request.items() if member != "tags"}
    if "SegmentVersion" not in request:
        segment = app.segments.get(request["SegmentId"])
        assert segment is not None, "the rules have found it"
        members["SegmentVersion"] = segment.current.number
    if "AdditionalTreatments" in request:
        members["AdditionalTreatments"] = [
            {**treatment, "Id": str(number)} for number, treatment in enumerate(request["AdditionalTreatments"], 1)
        ]
    return members


def _response(campaign: Campaign, document: Document) -> CampaignResponseTypeDef:
    """A version as it is answered, with the states; that of a default treatment exists only beside others.

    Source: MODEL CampaignResponse.DefaultState.
    """
    state = {"CampaignStatus": campaign.status}
    response = {**document, "State": state, "tags": campaign.tags}
    if document["AdditionalTreatments"]:
        response["DefaultState"] = state
        response["AdditionalTreatments"] = [
            {**treatment, "State": state} for treatment in document["AdditionalTreatments"]
        ]
    return cast("CampaignResponseTypeDef", response)


def _activity(app: App, campaign_id: str, activity: Activity) -> ActivityResponseTypeDef:
    """AWS does not document ExecutionMetrics of zero; here they are left out, as the values are texts of numbers."""
    response: ActivityResponseTypeDef = {
        "ApplicationId": app.application_id,
        "CampaignId": campaign_id,
        "ExecutionMetrics": {name: str(count) for name, count in sorted(activity.metrics.items())},
        "Id": activity.activity_id,
        "ScheduledStart": timestamp(activity.scheduled_start),
        "Start": timestamp(activity.start),
        "State": activity.state,
        "SuccessfulEndpointCount": activity.successful,
        "TimezonesCompletedCount": len(activity.zones),
        "TimezonesTotalCount": len(activity.zones) + activity.zones_left,
        "TotalEndpointCount": activity.total,
        "TreatmentId": activity.treatment_id,
    }
    if activity.end is not None:
        response["End"] = timestamp(activity.end)
    if activity.result is not None:
        response["Result"] = activity.result
    return response


def _list(items: list[CampaignResponseTypeDef], next_token: str | None) -> CampaignsResponseTypeDef:
    return {"Item": items, "NextToken": next_token} if next_token else {"Item": items}
