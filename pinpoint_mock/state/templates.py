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


@dataclasses.dataclass
class Template:
    """A template with at least one version, one of which is active.

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

    def add_version(self, document: dict[str, Any], moment: datetime.datetime) -> None:
        """Add a version above all that ever were. It does not become active, unless it is the first."""
        self.highest += 1
        self.versions[self.highest] = TemplateVersion(
            self.template_type, self.name, self.highest, moment, moment, document
        )

    def overwrite_latest(self, document: dict[str, Any], moment: datetime.datetime) -> None:
        """Replace the document of the latest version."""
        latest = self.latest
        self.versions[latest.version] = dataclasses.replace(latest, last_modified_date=moment, document=document)


class TemplateStore:
    """Templates by type and name, in the order of their creation."""

    def __init__(self) -> None:
        self._templates: dict[tuple[str, str], Template] = {}
        self._created = 0

    def __iter__(self) -> Iterator[Template]:
        return iter(self._templates.values())

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
        template = Template(template_type, name, self._created, tags)
        template.add_version(document, moment)
        self._templates[template_type, name] = template
        return template

    def delete(self, template: Template) -> None:
        """Delete a template with all versions."""
        del self._templates[template.template_type, template.name]
