"""Tags of resources: TagResource, UntagResource, ListTagsForResource."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pinpoint_mock.core.arns import arn
from pinpoint_mock.core.errors import RESOURCE_NOT_FOUND, BadRequestException, NotFoundException
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import TagsModelTypeDef

    from pinpoint_mock.state.world import PinpointBackend

MAXIMUM_TAGS = 50
MAXIMUM_KEY = 128
MAXIMUM_VALUE = 256
ALLOWED_TEXT = re.compile(r"[\w .:/=+-]*")
RESERVED_PREFIX = "aws:"


def checked_tags(tags: Mapping[str, str], present: Mapping[str, str] | None = None) -> dict[str, str]:
    """The tags of a resource after `tags` were put over those that are present.

    BadRequestException for more than 50 tags in the end, a key that has not 1 to 128 characters or begins with
    `aws:`, a value of more than 256 characters, and any character but letters, digits, space and `_.:/=+-`. AWS does
    not document whether letters and digits are only those of ASCII, nor in which case `aws:` is reserved; here they
    are those of Unicode, and it is reserved in any case.

    Source: facts, audience section 9 (DG:tagging-resources; TF:app_test.go for overwriting an equal key).

    >>> checked_tags({"team": "blue"}, {"team": "red", "stage": "test"})
    {'team': 'blue', 'stage': 'test'}
    """
    for key, value in tags.items():
        for is_broken, text in RULES:
            if is_broken(key, value):
                raise BadRequestException(f"Invalid tags: {text}")
    merged = {**(present or {}), **tags}
    if len(merged) > MAXIMUM_TAGS:
        raise BadRequestException(f"Invalid tags: a resource can have at most {MAXIMUM_TAGS} tags")
    return merged


RULES: tuple[tuple[Callable[[str, str], bool], str], ...] = (
    (lambda key, value: not 1 <= len(key) <= MAXIMUM_KEY, f"a key must have 1 to {MAXIMUM_KEY} characters"),
    (lambda key, value: len(value) > MAXIMUM_VALUE, f"a value must have at most {MAXIMUM_VALUE} characters"),
    (lambda key, value: key.lower().startswith(RESERVED_PREFIX), "the prefix aws: is reserved"),
    (
        lambda key, value: not (ALLOWED_TEXT.fullmatch(key) and ALLOWED_TEXT.fullmatch(value)),
        "keys and values can have letters, digits, spaces and _ . : / = + -",
    ),
)
"""When a tag is refused, by its key and value, and with which words."""


@operation("TagResource")
def tag_resource(backend: PinpointBackend, *, resource_arn: str, tags_model: TagsModelTypeDef) -> None:
    """Add tags to a resource; an equal key is overwritten. Nothing is answered.

    NotFoundException for an ARN that is no resource of this account and region that can be tagged;
    BadRequestException for tags that break the tagging rules. AWS documents neither error for this operation;
    here they are those of the other operations.

    Source: facts, audience section 9 (DG:tagging-resources, TF:app_test.go).
    """
    tagged = _tagged(backend, resource_arn)
    tagged.replace(checked_tags(tags_model["tags"], tagged.tags))


@operation("UntagResource")
def untag_resource(backend: PinpointBackend, *, resource_arn: str, tag_keys: list[str]) -> None:
    """Remove tags from a resource; keys that it does not have are ignored. Nothing is answered.

    NotFoundException for an ARN that is no resource of this account and region that can be tagged. AWS documents
    neither this error nor what it does with keys that are not there; here it is as said.

    Source: facts, audience section 9 (CLI untag-resource).
    """
    tagged = _tagged(backend, resource_arn)
    tagged.replace({key: value for key, value in tagged.tags.items() if key not in tag_keys})


@operation("ListTagsForResource")
def list_tags_for_resource(backend: PinpointBackend, *, resource_arn: str) -> TagsModelTypeDef:
    """All tags of a resource.

    NotFoundException for an ARN that is no resource of this account and region that can be tagged. AWS does not
    document it; here it is the error of the other operations.

    Source: facts, audience section 9 (CLI list-tags-for-resource).
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
    raise NotFoundException(RESOURCE_NOT_FOUND)


def _tagged_app(backend: PinpointBackend, application_id: str) -> Tagged | None:
    app = backend.apps.get(application_id)
    return Tagged(app.tags, functools.partial(setattr, app, "tags")) if app else None


def _tagged_template(backend: PinpointBackend, name: str, template_type: str) -> Tagged | None:
    template = backend.templates.get(template_type, name)
    if template is None:
        return None
    return Tagged(template.tags, lambda tags: backend.templates.put(dataclasses.replace(template, tags=tags)))


TAGGED: dict[re.Pattern[str], Callable[..., Tagged | None]] = {
    re.compile("apps/([^/]+)"): _tagged_app,
    re.compile("templates/([^/]+)/([^/]+)"): _tagged_template,
}
"""How a resource with tags is found, by the form of its ARN's last part, from the groups in it."""
