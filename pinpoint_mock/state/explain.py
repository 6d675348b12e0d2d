"""Why a look-up has found nothing: what was asked for, where, and what there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pinpoint_mock.core.explain import MOST, and_more, listed, shown

if TYPE_CHECKING:
    from pinpoint_mock.state.campaigns import Campaign
    from pinpoint_mock.state.jobs import JobStore
    from pinpoint_mock.state.journeys import Journey
    from pinpoint_mock.state.segments import Segment
    from pinpoint_mock.state.templates import Template
    from pinpoint_mock.state.world import App, PinpointBackend


def no_application(backend: PinpointBackend, application_id: str) -> str:
    """Why a backend does not have an application; those of other regions and accounts are named with their place.

    >>> from pinpoint_mock.state.world import World
    >>> world = World()
    >>> ireland, virginia = world.backend("1", "eu-west-1"), world.backend("1", "us-east-1")
    >>> ireland.add(ireland.new_app("Shop", {}, "shop"))
    >>> no_application(virginia, "shop-eu")
    "no application 'shop-eu' in us-east-1 of 1; there: 'shop' in eu-west-1"
    """
    place = f"{backend.region_name} of {backend.account_id}"
    if application_id in backend.app_numbers:
        return f"application {shown(application_id)} in {place} was deleted"
    return f"no application {shown(application_id)} in {place}; there: {_applications(backend, application_id)}"


def _applications(backend: PinpointBackend, wanted: str) -> str:
    """A few of all applications: those of that id or name first, then those of the backend."""
    places = sorted(backend.world.backends(), key=lambda other: other is not backend)
    apps = [app for other in places for app in other.apps.values()]
    apps.sort(key=lambda app: wanted not in (app.application_id, app.name))
    return and_more([_placed(app, backend, wanted) for app in apps[:MOST]], len(apps))


def _placed(app: App, asked: PinpointBackend, wanted: str) -> str:
    name = " (whose name that is)" if app.name == wanted != app.application_id else ""
    account = "" if app.backend.account_id == asked.account_id else f" of {app.backend.account_id}"
    return f"{shown(app.application_id)}{name} in {app.backend.region_name}{account}"


def no_endpoint(app: App, endpoint_id: str) -> str:
    """Why an application does not have an endpoint."""
    known = listed(app.endpoints.ids(), endpoint_id, len(app.endpoints))
    also = _elsewhere(app, lambda other: other.endpoints.get(endpoint_id) is not None)
    return f"no endpoint {shown(endpoint_id)} in application {shown(app.application_id)}; there: {known}{also}"


def no_user(app: App, user_id: str) -> str:
    """Why no endpoint of an application has a user."""
    known = listed(app.endpoints.user_ids(), user_id, len(app.endpoints.user_ids()))
    also = _elsewhere(app, lambda other: bool(other.endpoints.user(user_id)))
    return (
        f"no endpoint of user {shown(user_id)} in application {shown(app.application_id)}; users there: {known}{also}"
    )


def no_segment(app: App, segment_id: str) -> str:
    """Why an application does not have a segment."""
    place = f"application {shown(app.application_id)}"
    if app.segments.was_deleted(segment_id):
        return f"segment {shown(segment_id)} of {place} was deleted"
    segments = list(app.segments)
    segments.sort(key=lambda segment: segment.name != segment_id)
    known = and_more([segment.described for segment in segments[:MOST]], len(segments))
    also = _elsewhere(app, lambda other: other.segments.get(segment_id) is not None)
    return f"no segment {shown(segment_id)} in {place}; there: {known}{also}"


def no_segment_version(segment: Segment, version: int | None) -> str:
    """Why a segment does not have a version."""
    known = and_more([str(number) for number in list(reversed(segment.versions))[:MOST]], len(segment.versions))
    return f"no version {version} of segment {segment.described}; there: {known}"


def no_campaign(app: App, campaign_id: str) -> str:
    """Why an application does not have a campaign."""
    place = f"application {shown(app.application_id)}"
    if app.campaigns.was_deleted(campaign_id):
        return f"campaign {shown(campaign_id)} of {place} was deleted"
    campaigns = [campaign for campaign in app.campaigns if not campaign.was_deleted]
    campaigns.sort(key=lambda campaign: campaign.name != campaign_id)
    known = and_more([campaign.described for campaign in campaigns[:MOST]], len(campaigns))
    also = _elsewhere(app, lambda other: other.campaigns.get(campaign_id) is not None)
    return f"no campaign {shown(campaign_id)} in {place}; there: {known}{also}"


def no_campaign_version(campaign: Campaign, version: int) -> str:
    """Why a campaign does not have a version."""
    known = and_more([str(number) for number in list(reversed(campaign.versions))[:MOST]], len(campaign.versions))
    return f"no version {version} of campaign {campaign.described}; there: {known}"


def no_journey(app: App, journey_id: str) -> str:
    """Why an application does not have a journey."""
    place = f"application {shown(app.application_id)}"
    if app.journeys.was_deleted(journey_id):
        return f"journey {shown(journey_id)} of {place} was deleted"
    journeys = sorted(app.journeys, key=lambda journey: journey.document["Name"] != journey_id)
    known = and_more([journey.described for journey in journeys[:MOST]], len(journeys))
    also = _elsewhere(app, lambda other: other.journeys.get(journey_id) is not None)
    return f"no journey {shown(journey_id)} in {place}; there: {known}{also}"


def no_journey_run(app: App, journey: Journey, run_id: str) -> str:
    """Why a journey does not have a run."""
    known = listed([run.run_id for run in reversed(app.journeys.runs(journey.journey_id))], run_id)
    return f"no run {shown(run_id)} of journey {journey.described}; there: {known}"


def no_journey_activity(journey: Journey, activity_id: str) -> str:
    """Why a journey does not have an activity."""
    known = listed(journey.activities, activity_id)
    return f"no activity {shown(activity_id)} in journey {journey.described}; there: {known}"


def no_job(app: App, jobs: JobStore, job_id: str) -> str:
    """Why an application does not have a job of a kind."""
    kind, other, others = "import", "export", app.export_jobs
    if jobs is app.export_jobs:
        kind, other, others = "export", "import", app.import_jobs
    also = f"; it is one of the {other} jobs" if others.get(job_id) else ""
    known = listed(jobs.ids(), job_id)
    return f"no {kind} job {shown(job_id)} in application {shown(app.application_id)}; there: {known}{also}"


def _elsewhere(app: App, has: Callable[[App], bool]) -> str:
    """The other applications of a world that have what this one has not."""
    apps = (each for backend in app.backend.world.backends() for each in backend.apps.values())
    found = [f"{shown(each.application_id)} in {each.backend.region_name}" for each in apps if has(each)]
    return f"; one is in application {and_more(found[:MOST], len(found))}" if found else ""


def no_template(backend: PinpointBackend, template_type: str, name: str) -> str:
    """Why a backend does not have a template; one of that name is named where it is of another type or elsewhere."""
    same = [template.name for template in backend.templates if template.template_type == template_type]
    elsewhere = [
        f"{template.template_type} in {other.region_name} of {other.account_id}"
        for other in backend.world.backends()
        for template in other.templates
        if template.name == name
    ]
    place = f"{backend.region_name} of {backend.account_id}"
    also = f"; of that name: {and_more(elsewhere[:MOST], len(elsewhere))}" if elsewhere else ""
    return f"no {template_type} template {shown(name)} in {place}; there: {listed(same, name)}{also}"


def no_version(template: Template, version: str | None) -> str:
    """Why a template does not have a version."""
    known = listed([str(number) for number in reversed(template.versions)])
    return (
        f"no version {shown(version)} of the {template.template_type} template {shown(template.name)}; there: {known}"
    )


def no_recommender(backend: PinpointBackend, recommender_id: str) -> str:
    """Why a backend does not have a recommender configuration; one of another region or account is named."""
    elsewhere = [
        f"{other.region_name} of {other.account_id}"
        for other in backend.world.backends()
        if other.recommenders.get(recommender_id)
    ]
    place = f"{backend.region_name} of {backend.account_id}"
    also = f"; it is in {and_more(elsewhere[:MOST], len(elsewhere))}" if elsewhere else ""
    known = listed(backend.recommenders.ids(), recommender_id)
    return f"no recommender {shown(recommender_id)} in {place}; there: {known}{also}"
