"""Tags of resources: TagResource, UntagResource, ListTagsForResource."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pinpoint_mock.core.arns import arn
from pinpoint_mock.core.errors import RESOURCE_NOT_FOUND, NotFoundException
from pinpoint_mock.core.tags import checked_tags
from pinpoint_mock.operations._registry import operation

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
    tags = _tags(backend, resource_arn)
    tags.update(checked_tags(tags_model["tags"], tags))


@operation("UntagResource")
def untag_resource(backend: PinpointBackend, *, resource_arn: str, tag_keys: list[str]) -> None:
    """Remove tags from a resource; keys that it does not have are ignored. The response is empty.

    NotFoundException for an ARN that is no resource of this account and region that can be tagged. AWS documents
    neither this error nor what becomes of other keys; here the error is that of the other operations, and a key that
    does not exist is as good as removed.

    Source: CLI untag-resource; DG tagging-resources.
    """
    tags = _tags(backend, resource_arn)
    for key in tag_keys:
        tags.pop(key, None)


@operation("ListTagsForResource")
def list_tags_for_resource(backend: PinpointBackend, *, resource_arn: str) -> TagsModelTypeDef:
    """All tags of a resource.

    NotFoundException for an ARN that is no resource of this account and region that can be tagged. AWS does not
    document it; here it is the error of the other operations.

    Source: CLI list-tags-for-resource.
    """
    return {"tags": _tags(backend, resource_arn)}


def _tags(backend: PinpointBackend, resource_arn: str) -> dict[str, str]:
    """The tags of the resource with that ARN, as it holds them, or NotFoundException."""
    prefix = arn(backend.region_name, backend.account_id, "")
    if resource_arn.startswith(prefix):
        for form, tags_of in TAGS_OF.items():
            match = form.fullmatch(resource_arn, len(prefix))
            found = tags_of(backend, *match.groups()) if match else None
            if found is not None:
                return found
    raise NotFoundException(RESOURCE_NOT_FOUND)


def _tags_of_app(backend: PinpointBackend, application_id: str) -> dict[str, str] | None:
    app = backend.apps.get(application_id)
    return app.tags if app else None


def _tags_of_template(backend: PinpointBackend, name: str, template_type: str) -> dict[str, str] | None:
    template = backend.templates.get(template_type, name)
    return template.tags if template else None


TAGS_OF: dict[re.Pattern[str], Callable[..., dict[str, str] | None]] = {
    re.compile("apps/([^/]+)"): _tags_of_app,
    re.compile("templates/([^/]+)/([^/]+)"): _tags_of_template,
}
"""How the tags of a resource are found, by the form of its ARN's last part, from the groups in it."""
