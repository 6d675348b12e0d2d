"""Tags of resources: TagResource, UntagResource, ListTagsForResource."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pinpoint_mock.core.arns import arn
from pinpoint_mock.core.errors import RESOURCE_NOT_FOUND, NotFoundException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.core.tags import checked_tags
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.explain import no_application, no_campaign, no_segment, no_template

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import TagsModelTypeDef

    from pinpoint_mock.state.world import PinpointBackend


@operation("TagResource")
def tag_resource(backend: PinpointBackend, *, resource_arn: str, tags_model: TagsModelTypeDef) -> None:
    """Add tags to a resource; an equal key is overwritten. The response is empty.

    NotFoundException for an ARN that is no resource of this account and region that can be tagged;
    BadRequestException for tags that break the tagging rules. AWS documents neither error for this operation;
    here they are those of the other operations.

    Source: CLI tag-resource; DG tagging-resources; TF app_test.go.
    """
    tagged = _tagged(backend, resource_arn)
    tagged.replace(checked_tags(tags_model["tags"], tagged.tags))


@operation("UntagResource")
def untag_resource(backend: PinpointBackend, *, resource_arn: str, tag_keys: list[str]) -> None:
    """Remove tags from a resource; keys that it does not have are ignored. The response is empty.

    NotFoundException for an ARN that is no resource of this account and region that can be tagged. AWS documents
    neither this error nor what becomes of other keys; here the error is that of the other operations, and a key that
    does not exist is as good as removed.

    Source: CLI untag-resource; DG tagging-resources.
    """
    tagged = _tagged(backend, resource_arn)
    tagged.replace({key: value for key, value in tagged.tags.items() if key not in tag_keys})


@operation("ListTagsForResource")
def list_tags_for_resource(backend: PinpointBackend, *, resource_arn: str) -> TagsModelTypeDef:
    """All tags of a resource.

    NotFoundException for an ARN that is no resource of this account and region that can be tagged. AWS does not
    document it; here it is the error of the other operations.

    Source: CLI list-tags-for-resource.
    """
    return {"tags": _tagged(backend, resource_arn).tags}


@dataclasses.dataclass(frozen=True)
class Tagged:
    """The tags of a resource, and how others are put in their place."""

    tags: dict[str, str]
    replace: Callable[[dict[str, str]], None]


def _tagged(backend: PinpointBackend, resource_arn: str) -> Tagged:
    """The resource with that ARN, or NotFoundException."""
    prefix = arn(backend.region_name, backend.account_id, "")
    if resource_arn.startswith(prefix):
        for form, find in TAGGED.items():
            match = form.fullmatch(resource_arn, len(prefix))
            found = find(backend, *match.groups()) if match else None
            if found is not None:
                return found
    raise NotFoundException(RESOURCE_NOT_FOUND, _no_resource(backend, resource_arn))


def _no_resource(backend: PinpointBackend, resource_arn: str) -> str:
    """Why an ARN names nothing that has tags here."""
    found = re.fullmatch(
        "apps/([^/]+)(?:/(segments|campaigns)/([^/]+))?|templates/([^/]+)/([^/]+)", resource_arn.split(":")[-1]
    )
    if not resource_arn.startswith(arn(backend.region_name, backend.account_id, "")) or found is None:
        sample = arn(backend.region_name, backend.account_id, "apps/<id>")
        return (
            f"{shown(resource_arn)} is no ARN of an application, segment, campaign or template in "
            f"{backend.region_name} of {backend.account_id}, such as {sample}"
        )
    application_id, family, resource_id, name, template_type = found.groups()
    app = backend.apps.get(application_id)
    if app:
        return (no_campaign if family == "campaigns" else no_segment)(app, resource_id)
    if application_id:
        return no_application(backend, application_id)
    return no_template(backend, template_type, name)


def _tagged_app(backend: PinpointBackend, application_id: str) -> Tagged | None:
    app = backend.apps.get(application_id)
    return Tagged(app.tags, functools.partial(setattr, app, "tags")) if app else None


def _tagged_segment(backend: PinpointBackend, application_id: str, segment_id: str) -> Tagged | None:
    app = backend.apps.get(application_id)
    segment = app.segments.get(segment_id) if app else None
    if app is None or segment is None:
        return None
    return Tagged(segment.tags, lambda tags: app.segments.put(dataclasses.replace(segment, tags=tags)))


def _tagged_campaign(backend: PinpointBackend, application_id: str, campaign_id: str) -> Tagged | None:
    app = backend.apps.get(application_id)
    campaign = app.campaigns.get(campaign_id) if app else None
    if app is None or campaign is None:
        return None
    return Tagged(campaign.tags, lambda tags: app.campaigns.put(dataclasses.replace(campaign, tags=tags)))


def _tagged_template(backend: PinpointBackend, name: str, template_type: str) -> Tagged | None:
    template = backend.templates.get(template_type, name)
    if template is None:
        return None
    return Tagged(template.tags, lambda tags: backend.templates.put(dataclasses.replace(template, tags=tags)))


TAGGED: dict[re.Pattern[str], Callable[..., Tagged | None]] = {
    re.compile("apps/([^/]+)"): _tagged_app,
    re.compile("apps/([^/]+)/segments/([^/]+)"): _tagged_segment,
    re.compile("apps/([^/]+)/campaigns/([^/]+)"): _tagged_campaign,
    re.compile("templates/([^/]+)/([^/]+)"): _tagged_template,
}
"""How a resource with tags is found, by the form of its ARN's last part, from the groups in it."""
