"""Message templates of an account in a region, and their versions."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from typing import Any

LATEST = "latest"
"""Stands for the highest version that exists."""

NUMBER = re.compile("[1-9][0-9]{0,8}")


@dataclasses.dataclass(frozen=True)
class TemplateVersion:
    """One version of a template. `document` holds the members of the request as they were sent, without `tags`."""

    template_type: str
    name: str
    version: int
    creation_date: datetime.datetime
    last_modified_date: datetime.datetime
    document: dict[str, Any]

    @property
    def reference(self) -> dict[str, Any]:
        """What a `Message` says of the template that it was made from."""
        return {"type": self.template_type, "name": self.name, "version": self.version}


@dataclasses.dataclass(frozen=True)
class Template:
    """A template with at least one version, one of which is active. It is replaced, never changed in place.

    `number` grows with each template that is created; `versions` is ordered, the latest last; `highest` is the
    highest number that a version ever had, so that no number comes twice.
    """

    template_type: str
    name: str
    number: int
    tags: dict[str, str]
    versions: dict[int, TemplateVersion] = dataclasses.field(default_factory=dict)
    active_version: int = 1
    highest: int = 0

    @property
    def active(self) -> TemplateVersion:
        """The active version."""
        return self.versions[self.active_version]

    @property
    def latest(self) -> TemplateVersion:
        """The highest version that exists."""
        return next(reversed(self.versions.values()))

    def find(self, version: str | None) -> TemplateVersion | None:
        """A version by its number as a text, or `latest`; None is the active one. None if it does not exist."""
        if version is None:
            return self.active
        if version == LATEST:
            return self.latest
        return self.versions.get(int(version)) if NUMBER.fullmatch(version) else None

    def with_new_version(self, document: dict[str, Any], moment: datetime.datetime) -> Template:
        """The template with a version above all that ever were, which is active only if it is the first."""
        number = self.highest + 1
        version = TemplateVersion(self.template_type, self.name, number, moment, moment, document)
        return dataclasses.replace(self, versions={**self.versions, number: version}, highest=number)

    def with_latest(self, document: dict[str, Any], moment: datetime.datetime) -> Template:
        """The template with another document in its latest version."""
        latest = dataclasses.replace(self.latest, last_modified_date=moment, document=document)
        return dataclasses.replace(self, versions={**self.versions, latest.version: latest})

    def without_version(self, number: int) -> Template:
        """The template without one of its versions."""
        versions = {other: version for other, version in self.versions.items() if other != number}
        return dataclasses.replace(self, versions=versions)


class TemplateStore:
    """Templates by type and name, in the order of their creation."""

    def __init__(self) -> None:
        self._templates: dict[tuple[str, str], Template] = {}
        self._created = 0

    def __iter__(self) -> Iterator[Template]:
        return iter(self._templates.values())

    def copy(self) -> TemplateStore:
        """A store of the same templates, in a dict of its own."""
        store = TemplateStore()
        store._templates = dict(self._templates)
        store._created = self._created
        return store

    def get(self, template_type: str, name: str) -> Template | None:
        """The template of a type such as `EMAIL` under a name, or None."""
        return self._templates.get((template_type, name))

    def find(self, template_type: str, name: str, version: str | None = None) -> TemplateVersion | None:
        """A version of a template; see `Template.find`. None if the template or the version does not exist."""
        template = self.get(template_type, name)
        return template.find(version) if template else None

    def create(
        self,
        template_type: str,
        name: str,
        document: dict[str, Any],
        tags: dict[str, str],
        moment: datetime.datetime,
    ) -> Template:
        """Create a template whose version 1 is active, in place of one of that type and name."""
        self._created += 1
        template = Template(template_type, name, self._created, tags).with_new_version(document, moment)
        self.put(template)
        return template

    def put(self, template: Template) -> None:
        """Hold a template in place of the one of its type and name."""
        self._templates[template.template_type, template.name] = template

    def delete(self, template: Template) -> None:
        """Delete a template with all versions."""
        del self._templates[template.template_type, template.name]
