"""The resources that a mock holds, as frozen records for Python: what the read operations would answer."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, overload

from pinpoint_mock.logs.copied import Copied
from pinpoint_mock.logs.due import NOTHING_DUE, DueWork
from pinpoint_mock.logs.log import LogRecord, Records

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pinpoint_mock.logs.expectations import AppExpectations, EndpointExpectations, TemplateExpectations
    from pinpoint_mock.state.endpoints import Document
    from pinpoint_mock.state.templates import Template


@dataclasses.dataclass(frozen=True, kw_only=True)
class StoredApp:
    """An application as it was when it was read.

    `channels` are the types of the channels that are enabled, such as `SMS`. `creation_date` is aware, UTC. Each read
    of a dict or list gives a copy.

    Source: MODEL ApplicationResponse.
    """

    application_id: str
    name: str
    arn: str
    region_name: str
    account_id: str
    creation_date: datetime.datetime
    channels: Copied[list[str]] = Copied()
    tags: Copied[dict[str, str]] = Copied()

    def describe(self) -> str:
        """One line for lists of applications."""
        return f"{self.name} ({self.application_id}) in {self.region_name}: {', '.join(self.channels) or 'no channels'}"

    def row(self) -> dict[str, str]:
        """The cells of a table of applications, by the titles of their columns."""
        return {
            "Application": self.application_id,
            "Name": self.name,
            "Region": self.region_name,
            "Channels": ", ".join(self.channels),
        }


@dataclasses.dataclass(frozen=True, kw_only=True)
class StoredEndpoint:
    """An endpoint as it was when it was read.

    `channel`, `address` and `user_id` are None where the endpoint has none; maps that were never sent are empty.
    `effective_date` and `creation_date` are aware, UTC. Each read of a dict gives a copy.

    Source: MODEL EndpointResponse.
    """

    application_id: str
    endpoint_id: str
    region_name: str
    account_id: str
    channel: str | None
    address: str | None
    user_id: str | None
    endpoint_status: str
    opt_out: str
    attributes: Copied[dict[str, list[str]]] = Copied()
    user_attributes: Copied[dict[str, list[str]]] = Copied()
    metrics: Copied[dict[str, float]] = Copied()
    demographic: Copied[dict[str, Any]] = Copied()
    location: Copied[dict[str, Any]] = Copied()
    cohort_id: str
    effective_date: datetime.datetime
    creation_date: datetime.datetime

    def describe(self) -> str:
        """One line for lists of endpoints."""
        user = f" of user {self.user_id}" if self.user_id else ""
        opt_out = "" if self.opt_out == "NONE" else f", opted out: {self.opt_out}"
        return f"{self.channel or '-'} {self.address or '-'}: {self.endpoint_id}{user}, {self.endpoint_status}{opt_out}"

    def row(self) -> dict[str, str]:
        """The cells of a table of endpoints, by the titles of their columns."""
        return {
            "Endpoint": self.endpoint_id,
            "Channel": self.channel or "-",
            "Address": self.address or "-",
            "User": self.user_id or "-",
            "Status": self.endpoint_status,
        }


@dataclasses.dataclass(frozen=True, kw_only=True)
class StoredTemplate:
    """A message template as it was when it was read.

    `type` is a template type such as `EMAIL`, `versions` are the numbers of the versions that exist, and `document`
    holds the content of the active one, in members of the request that wrote it. The dates are those of that version,
    aware, UTC. Each read of a dict or list gives a copy.

    Source: MODEL TemplateResponse.
    """

    type: str
    name: str
    region_name: str
    account_id: str
    active_version: int
    versions: Copied[list[int]] = Copied()
    document: Copied[dict[str, Any]] = Copied()
    tags: Copied[dict[str, str]] = Copied()
    creation_date: datetime.datetime
    last_modified_date: datetime.datetime

    def describe(self) -> str:
        """One line for lists of templates."""
        return f"{self.type} {self.name} in {self.region_name}: version {self.active_version} of {len(self.versions)}"

    def row(self) -> dict[str, str]:
        """The cells of a table of templates, by the titles of their columns."""
        return {
            "Type": self.type,
            "Name": self.name,
            "Region": self.region_name,
            "Active version": str(self.active_version),
        }


def stored_endpoint(document: Document, *, region_name: str, account_id: str) -> StoredEndpoint:
    """The record of an endpoint's document."""
    user = document["User"]
    return StoredEndpoint(
        application_id=document["ApplicationId"],
        endpoint_id=document["Id"],
        region_name=region_name,
        account_id=account_id,
        channel=document.get("ChannelType"),
        address=document.get("Address"),
        user_id=user.get("UserId"),
        endpoint_status=document["EndpointStatus"],
        opt_out=document["OptOut"],
        attributes=document["Attributes"],
        user_attributes=user.get("UserAttributes", {}),
        metrics=document.get("Metrics", {}),
        demographic=document.get("Demographic", {}),
        location=document.get("Location", {}),
        cohort_id=document["CohortId"],
        effective_date=_moment(document["EffectiveDate"]),
        creation_date=_moment(document["CreationDate"]),
    )


def stored_template(template: Template, *, region_name: str, account_id: str) -> StoredTemplate:
    """The record of a template."""
    active = template.active
    return StoredTemplate(
        type=template.template_type,
        name=template.name,
        region_name=region_name,
        account_id=account_id,
        active_version=active.version,
        versions=list(template.versions),
        document=active.document,
        tags=template.tags,
        creation_date=active.creation_date,
        last_modified_date=active.last_modified_date,
    )


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text.removesuffix("Z") + "+00:00")


Record = TypeVar("Record", bound=LogRecord)


class Read(Sequence[Record]):
    """A sequence that is made anew at each look."""

    def __init__(self, read: Callable[[], list[Record]]) -> None:
        self._read = read

    def __len__(self) -> int:
        return len(self._read())

    def __iter__(self) -> Iterator[Record]:
        return iter(self._read())

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        return self._read()[index]


def _fields(record_type: type[LogRecord]) -> frozenset[str]:
    return frozenset(field.name for field in dataclasses.fields(record_type))


class StoredApps(Records[StoredApp]):
    """The applications that exist, in the order of their creation: a live view."""

    def __init__(self, read: Callable[[], list[StoredApp]], due: DueWork = NOTHING_DUE) -> None:
        super().__init__(
            Read(read), kind="application", fields=_fields(StoredApp), nothing="there is no application", due=due
        )

    def filter(self, **expected: Unpack[AppExpectations]) -> StoredApps:  # type: ignore[override]  # these fields only
        """The applications that meet all expectations, as a snapshot; see `Records.filter`."""
        __tracebackhide__ = True
        return super().filter(**expected)

    def one(self, **expected: Unpack[AppExpectations]) -> StoredApp:  # type: ignore[override]  # these fields only
        """The only application that meets the expectations; see `Records.one`."""
        __tracebackhide__ = True
        return super().one(**expected)


class StoredEndpoints(Records[StoredEndpoint]):
    """The endpoints that exist, by application, in the order of their creation: a live view."""

    def __init__(self, read: Callable[[], list[StoredEndpoint]], due: DueWork = NOTHING_DUE) -> None:
        super().__init__(
            Read(read), kind="endpoint", fields=_fields(StoredEndpoint), nothing="there is no endpoint", due=due
        )

    def filter(self, **expected: Unpack[EndpointExpectations]) -> StoredEndpoints:  # type: ignore[override]  # these fields only
        """The endpoints that meet all expectations, as a snapshot; see `Records.filter`."""
        __tracebackhide__ = True
        return super().filter(**expected)

    def one(self, **expected: Unpack[EndpointExpectations]) -> StoredEndpoint:  # type: ignore[override]  # these fields only
        """The only endpoint that meets the expectations; see `Records.one`."""
        __tracebackhide__ = True
        return super().one(**expected)


class StoredTemplates(Records[StoredTemplate]):
    """The message templates that exist, in the order of their creation: a live view."""

    def __init__(self, read: Callable[[], list[StoredTemplate]], due: DueWork = NOTHING_DUE) -> None:
        super().__init__(
            Read(read), kind="template", fields=_fields(StoredTemplate), nothing="there is no template", due=due
        )

    def filter(self, **expected: Unpack[TemplateExpectations]) -> StoredTemplates:  # type: ignore[override]  # these fields only
        """The templates that meet all expectations, as a snapshot; see `Records.filter`."""
        __tracebackhide__ = True
        return super().filter(**expected)

    def one(self, **expected: Unpack[TemplateExpectations]) -> StoredTemplate:  # type: ignore[override]  # these fields only
        """The only template that meets the expectations; see `Records.one`."""
        __tracebackhide__ = True
        return super().one(**expected)


class Stored(NamedTuple):
    """What a backend, or a whole mock, holds."""

    apps: StoredApps
    endpoints: StoredEndpoints
    templates: StoredTemplates
