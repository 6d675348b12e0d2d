"""Imports: files in S3 become endpoints, and whom a segment names."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinpoint_mock.audience.endpoint_rules import put_endpoint
from pinpoint_mock.audience.import_lines import (
    Definition,
    Line,
    MalformedLine,
    Refused,
    UnknownColumn,
    csv_lines,
    json_lines,
)
from pinpoint_mock.audience.locations import Location
from pinpoint_mock.core.checks import at_most, missing
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import listed, shown
from pinpoint_mock.state.ports import ObjectStore, ObjectStoreError
from pinpoint_mock.state.segments import Imported

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

MOST_FILES = 10_000
"""The files that a job imports.

Source: DG quotas.
"""


class Format(NamedTuple):
    """A format of files: how they are read, and how the names of such files end."""

    lines: Callable[[bytes], Iterator[Line]]
    endings: tuple[str, ...]


FORMATS = {"CSV": Format(csv_lines, (".csv",)), "JSON": Format(json_lines, (".json", ".jsonl", ".ndjson"))}
"""The formats by the values of Format.

AWS does not document how it tells the files of a prefix apart; here by the ending of the name, and a name without any
ending, as data tools give it to parts, is of every format.
Source: MODEL ImportJobRequest.Format.
"""


class Failure(NamedTuple):
    """What could not be imported: where it is, and why, in the service's words and in the mock's."""

    place: str
    reason: str
    explanation: str


class ImportFailed(Exception):
    """No definition could be read."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


class File(NamedTuple):
    """A file to import, which has been read as far as its first line."""

    location: Location
    lines: Iterator[Line]


def read_files(store: ObjectStore, location: Location, format_name: str) -> list[File]:
    """The files at a location: the object of that key, else all of the format whose keys begin with it.

    BadRequestException for more than 10,000 files, and if the first line of one is malformed: the service reads it
    before it answers. ImportFailed if there is no bucket or file, and for a CSV file with a column that imports do not
    know.

    Source: MODEL ImportJobRequest.S3Url; UG segments-importing; DG quotas; gh:aws/aws-sdk-ruby#2962.
    """
    try:
        locations = _locations(store, location, FORMATS[format_name])
        return [File(each, _lines(store, each, FORMATS[format_name])) for each in locations]
    except ObjectStoreError as error:
        raise ImportFailed(Failure(location.url, str(error), error.explanation)) from None


def _locations(store: ObjectStore, location: Location, file_format: Format) -> list[Location]:
    bucket, wanted = location
    keys = store.keys(bucket, wanted)
    is_file = wanted in keys and not wanted.endswith("/")  # an object of that name stands for a folder
    found = [wanted] if is_file else [key for key in keys if _is_of(file_format, key)]
    at_most("S3Url", len(found), MOST_FILES, "files", value=location.url)
    if not found:
        known = listed(keys or store.keys(bucket, ""), wanted)
        explanation = (
            f"no file {shown(wanted)} in bucket {shown(bucket)}, and none whose key begins so and ends in "
            f"{' or '.join(file_format.endings)}; there: {known}"
        )
        raise ImportFailed(Failure(location.url, "The specified key does not exist", explanation))
    return [Location(bucket, key) for key in found]


def _is_of(file_format: Format, key: str) -> bool:
    name = key.rpartition("/")[2].lower()
    return name.endswith(file_format.endings) or ("." not in name and name != "")


def _lines(store: ObjectStore, location: Location, file_format: Format) -> Iterator[Line]:
    try:
        return file_format.lines(store.read(location.bucket, location.key))
    except MalformedLine as error:
        raise BadRequestException(error.quotation, f"the first line of {location.url}: {error.explanation}") from None
    except UnknownColumn as error:
        raise ImportFailed(Failure(location.url, str(error), error.explanation)) from None


@dataclasses.dataclass
class Outcome:
    """What an import has done. `processed` counts every definition that was read, the failures too."""

    imported: Imported = dataclasses.field(default_factory=Imported)
    processed: int = 0
    failures: list[Failure] = dataclasses.field(default_factory=list)


def import_files(
    app: App, files: Iterable[File], request_id: str, *, registers: bool, earlier: Imported | None = None
) -> Outcome:
    """Import files: `registers` says whether the endpoints are stored, else the outcome alone has their definitions.

    An import does to an endpoint what UpdateEndpoint does, but for EndpointStatus and EffectiveDate. A new endpoint
    needs Address and ChannelType, so that one for analytics only cannot be imported. `earlier` is whom a segment names
    that the import adds to.

    Source: UG segments-importing; DG audience-define-import.
    """
    run = _Import(app if registers else _apart(app, earlier), request_id)
    outcome = Outcome()
    for file in files:
        for line in file.lines:
            outcome.processed += 1
            refused = run.take(line.content)
            if refused is not None:
                outcome.failures.append(Failure(f"{file.location.url}, line {line.number}", *refused))
    outcome.imported = run.registered() if registers else run.unregistered()
    return outcome


def _apart(app: App, earlier: Imported | None) -> App:
    """The application with endpoints of its own: the same, and those that only the segment knows."""
    apart = dataclasses.replace(app, endpoints=app.endpoints.copy())
    if earlier is not None:
        apart.endpoints.put_many(earlier.definitions.values())
    return apart


@dataclasses.dataclass
class _Import:
    """An import on its way: the application that it changes, and the ids of the endpoints and users in it so far."""

    target: App
    request_id: str
    ids: dict[str, None] = dataclasses.field(default_factory=dict)
    user_ids: dict[str, None] = dataclasses.field(default_factory=dict)

    def take(self, content: Definition | Refused) -> Refused | None:
        """Create or change the endpoint of a line, or note the user that it names alone; why, if neither can be."""
        if isinstance(content, Refused):
            return content
        user_id = _lone_user_id(content)
        if user_id:
            self.user_ids[user_id] = None
            return None
        endpoint_id = content.get("Id") or digest_id(self.target.application_id, content)
        try:
            if self.target.endpoints.get(endpoint_id) is None:
                _check_new(content)
            put_endpoint(self.target, endpoint_id, content, self.request_id)
        except BadRequestException as error:
            return Refused(str(error), error.explanation)
        self.ids[endpoint_id.lower()] = None
        return None

    def registered(self) -> Imported:
        """Whom the import has named, where the application has the endpoints."""
        return Imported(frozenset(self.ids), frozenset(self.user_ids))

    def unregistered(self) -> Imported:
        """Whom the import has named, where nothing else has the endpoints. So none of them makes another INACTIVE."""
        found = filter(None, map(self.target.endpoints.get, self.ids))
        definitions = {document["Id"].lower(): {**document, "EndpointStatus": "ACTIVE"} for document in found}
        return Imported(user_ids=frozenset(self.user_ids), definitions=definitions)


def _lone_user_id(definition: Definition) -> str:
    """The user that a line names which has nothing else: it stands for all endpoints of the user. "" for none."""
    if definition.keys() == {"User"} and definition["User"].keys() == {"UserId"}:
        user_id: str = definition["User"]["UserId"]
        return user_id
    return ""


def _check_new(definition: Definition) -> None:
    for member in ("Address", "ChannelType"):
        if not definition.get(member):
            raise missing(member, f"a new endpoint needs it; the Id was {shown(definition.get('Id', ''))}")


def digest_id(application_id: str, definition: Mapping[str, Any]) -> str:
    """The id of an endpoint whose line has none: 27 characters of lower-case base64, as in ids of the service.

    AWS does not document how the service makes them; here it is a digest of application, ChannelType and Address, so
    that a file that is imported again changes the same endpoints.

    Source: DG segments-dynamic; gh:aws/aws-sdk-java#2377.

    >>> digest_id("shop", {"ChannelType": "SMS", "Address": "+15550100"})
    '0mdpw55fysvetnrsg/f8a8ga4rw'
    """
    parts = (application_id, definition.get("ChannelType", ""), definition.get("Address", ""))
    digest = hashlib.sha1("\0".join(parts).encode(errors="surrogatepass"), usedforsecurity=False).digest()
    return base64.b64encode(digest).decode().rstrip("=").lower()


def size_of(imported: Imported) -> int:
    """How many definitions a segment was imported from that it still has: its endpoints and users."""
    return len(imported.endpoint_ids | imported.definitions.keys()) + len(imported.user_ids)


def channel_counts(app: App, imported: Imported) -> dict[str, int]:
    """The endpoints that an imported segment names, by channel type; those of its users are not among them."""
    registered = (app.endpoints.get(key) for key in imported.endpoint_ids - imported.definitions.keys())
    documents = (*imported.definitions.values(), *filter(None, registered))
    types = (document["ChannelType"] for document in documents if "ChannelType" in document)
    return dict(sorted(Counter(types).items()))
