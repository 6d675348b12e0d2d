"""What an update makes of an endpoint, and what it may not do. Only `put_endpoint` changes any state.

Errors are BadRequestException. `Missing Address`, `Missing ChannelType`, `Too many custom attributes` and `Exceeded
maximum endpoint per user count: 15` are the service's words; AWS does not document the other texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.channels import PUSH_CHANNELS
from pinpoint_mock.core.checks import at_most, invalid, missing, one_of
from pinpoint_mock.core.clock import now, parse_timestamp, timestamp
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import listed, shown, was
from pinpoint_mock.core.strict_json import json_size
from pinpoint_mock.state.attribute_names import MEMBERS
from pinpoint_mock.state.endpoints import Document, EndpointStore

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

ENDPOINT_KB = 15
ENDPOINTS_PER_USER = 15
NAMES_PER_APP = 250
NAME_LENGTH = 50
VALUE_LENGTH = 100
VALUES_PER_NAME = 50
"""The quotas of endpoints.

Source: DG quotas.
"""

CHOICES = {"EndpointStatus": ("ACTIVE", "INACTIVE"), "OptOut": ("ALL", "NONE")}
"""The values of members that are plain strings in the service model, whose documentation lists them.

Source: MODEL EndpointRequest.EndpointStatus; MODEL EndpointRequest.OptOut.
"""

Attributes = dict[str, Mapping[str, Any]]
"""Values by attribute name, by member: Attributes, Metrics, UserAttributes."""


def put_endpoint(app: App, endpoint_id: str, request: Mapping[str, Any], request_id: str) -> None:
    """Create an endpoint, or merge a request into one that exists, or raise and change nothing.

    `request` has the shape EndpointRequest, and its values may be stored as they are. The endpoint becomes ACTIVE
    unless the request has an EndpointStatus. If it ends ACTIVE, another endpoint with the same address in the same
    channel family becomes INACTIVE; as the 16th of its user it takes the place of another one, which becomes
    INACTIVE too. AWS does not document whether that moves the other's EffectiveDate; here it does not, because nobody
    updated it.

    BadRequestException for an id with `$`, `{` or `}`, an unknown EndpointStatus or OptOut, an Address without a
    ChannelType or the reverse (but with OptOut ALL no Address is needed), a 16th endpoint of a user none of whose
    endpoints can leave, and anything over a quota: 15 KB for an endpoint, 250 attribute names in the application, 50
    characters of a name, 100 of a value, 50 values of an attribute.

    Source: MODEL EndpointRequest; DG audience-define-endpoints; DG audience-define-user;
    DG audience-define-auto-inactive; DG quotas; gh:aws/aws-sdk-js#3180.
    """
    store = app.endpoints
    check_endpoint_id(endpoint_id)
    attributes = captured_attributes(store, request)
    check_request(request, attributes)
    document = merged_endpoint(app, endpoint_id, request, attributes, request_id)
    check_endpoint(document)
    check_attribute_count(store, attributes)
    evicted = evicted_endpoint(store, document)
    if evicted is not None:
        store.detach(evicted["Id"])
    store.put(document)


def check_endpoint_id(endpoint_id: str) -> None:
    """Refuse an id that is empty or holds `$`, `{` or `}`.

    Source: MODEL UpdateEndpointRequest.EndpointId.
    """
    if not endpoint_id:
        raise missing("Id", was("Id", endpoint_id))
    if not set("${}").isdisjoint(endpoint_id):
        raise invalid("Id", "must not contain $, { or }", endpoint_id)


def captured_attributes(store: EndpointStore, request: Mapping[str, Any]) -> Attributes:
    """The attributes of a request, without those that RemoveAttributes has removed."""
    return {member: store.attribute_names.captured(member, values(request)) for member, values in MEMBERS.items()}


def check_request(request: Mapping[str, Any], attributes: Attributes) -> None:
    """Refuse a status or opt-out that the service does not know, and attributes over the quotas for one of them."""
    for member, allowed in CHOICES.items():
        if member in request:
            one_of(member, request[member], allowed)
    for member, values in attributes.items():
        for name, value in values.items():
            at_most(member, len(name), NAME_LENGTH, "characters", "a name must be", name)
            if member != "Metrics":
                _check_values(member, name, value)


def _check_values(member: str, name: str, values: list[str]) -> None:
    at_most(member, len(values), VALUES_PER_NAME, "values", "a name must have", name)
    for value in values:
        at_most(member, len(value), VALUE_LENGTH, "characters", "a value must be", value)


def merged_endpoint(
    app: App, endpoint_id: str, request: Mapping[str, Any], attributes: Attributes, request_id: str
) -> Document:
    """The document that an update leaves: what was sent over what is stored, and maps key by key.

    AWS does not document these; here an empty Address counts as none and an empty map sets nothing, because client
    libraries send both, an EffectiveDate is stored if it is a date, and Location and Demographic are merged like the
    maps, because an update names only what changes.

    Source: DG audience-define-user; gh:aws/aws-sdk-js#3180; gh:aws-amplify/amplify-flutter#3179;
    gh:aws-amplify/amplify-js#2182.
    """
    moment = timestamp(now())
    stored = app.endpoints.get(endpoint_id)
    document = dict(stored) if stored else _new_endpoint(app, endpoint_id, moment)
    document.update({member: request[member] for member in ("Address", "ChannelType", "OptOut") if member in request})
    document["EffectiveDate"] = _effective_date(request) or moment
    document["EndpointStatus"] = request.get("EndpointStatus", "ACTIVE")
    document["RequestId"] = request.get("RequestId") or request_id
    if not document.get("Address", ""):
        document.pop("Address", None)
    for member in ("Attributes", "Metrics"):
        if attributes[member]:
            document[member] = {**document.get(member, {}), **attributes[member]}
    for member, sent in (("Demographic", request.get("Demographic")), ("Location", _rounded_location(request))):
        if sent:
            document[member] = dict(sorted({**document.get(member, {}), **sent}.items()))
    if "User" in request:
        document["User"] = _merged_user(app.endpoints, document["User"], request["User"], attributes)
    return dict(sorted(document.items()))


def _new_endpoint(app: App, endpoint_id: str, moment: str) -> Document:
    """The members that the service sets once.

    Source: CLI get-endpoint; DG audience-define-lookup.
    """
    return {
        "ApplicationId": app.application_id,
        "Attributes": {},
        "CohortId": app.backend.world.ids.cohort_id(),
        "CreationDate": moment,
        "Id": endpoint_id,
        "OptOut": "NONE",
        "User": {},
    }


def _effective_date(request: Mapping[str, Any]) -> str | None:
    moment = parse_timestamp(request.get("EffectiveDate", ""))
    return timestamp(moment) if moment else None


def _rounded_location(request: Mapping[str, Any]) -> dict[str, Any]:
    """The location with its coordinates rounded to one decimal.

    Source: MODEL EndpointLocation.Latitude; DG audience-define-lookup.
    """
    location = request.get("Location", {})
    return {name: round(value, 1) if isinstance(value, float) else value for name, value in location.items()}


def _merged_user(
    store: EndpointStore, stored: dict[str, Any], sent: Mapping[str, Any], attributes: Attributes
) -> dict[str, Any]:
    """The `User` after an update. Attributes belong to the user, whichever endpoint brings them.

    A UserId of "" takes the endpoint from its user. AWS does not document what becomes of attributes that are sent
    while there is no UserId; here they stay with the endpoint until it gets a user, who then takes those over that
    it does not have. What was sent along wins over both.

    Source: DG audience-define-user; gh:aws-amplify/amplify-flutter#3721.
    """
    user_id = sent.get("UserId", stored.get("UserId"))
    shared = store.user(user_id) if user_id else {}
    own = {} if "UserId" in stored else stored.get("UserAttributes", {})
    merged = {**own, **shared.get("UserAttributes", {}), **attributes["UserAttributes"]}
    user: dict[str, Any] = {}
    if merged:
        user["UserAttributes"] = merged
    if user_id:
        user["UserId"] = user_id
    return shared if user == shared else user


def check_endpoint(document: Document) -> None:
    """Refuse a document with only one of Address and ChannelType, and one that is too large.

    One with OptOut ALL needs no Address: client libraries register such endpoints where the user allows no
    notifications. AWS does not document the first rule for updates; here it holds after the merge, so that whoever opts
    in again needs an Address, and an endpoint with neither is one for analytics only, because client libraries register
    such endpoints too.

    Source: gh:aws-amplify/aws-sdk-ios#861; gh:aws-amplify/aws-sdk-ios#2455; gh:aws-amplify/amplify-js#1910;
    gh:aws-amplify/amplify-js#2182; DG quotas.
    """
    for member, other in (("ChannelType", "Address"), ("Address", "ChannelType")):
        if member in document and other not in document and not (other == "Address" and document["OptOut"] == "ALL"):
            had = f"endpoint {shown(document['Id'])} has the {member} {shown(document[member])} alone"
            raise missing(other, f"{had} and OptOut {document['OptOut']}" if other == "Address" else had)
    at_most("endpoint", json_size(document) / 1024, ENDPOINT_KB, "KB", "must be")


def check_attribute_count(store: EndpointStore, attributes: Attributes) -> None:
    """Refuse new names once the application has 250 over Attributes, Metrics and UserAttributes.

    AWS does not document when a name no longer counts; here that is when it is removed or no endpoint has it.

    Source: DG quotas; UG segments-troubleshooting.
    """
    count = store.attribute_names.count_with(attributes)
    if count > NAMES_PER_APP:
        raise BadRequestException(
            "Too many custom attributes", f"the application would have {count} names, and can have {NAMES_PER_APP}"
        )


def evicted_endpoint(store: EndpointStore, document: Document) -> Document | None:
    """The endpoint that must leave the user so that this one can join, or None if there is room.

    A push endpoint takes the place of the user's push endpoint with the oldest EffectiveDate. AWS does not document
    ties; here the oldest CreationDate goes, then the lowest id. The guide's list lacks APNS_SANDBOX; here it counts as
    push, as APNS does. BadRequestException if no endpoint can leave.

    Source: DG audience-define-auto-inactive; UG segments-troubleshooting.
    """
    endpoints = store.of_user(document["User"].get("UserId", ""))
    if len(endpoints) < ENDPOINTS_PER_USER or any(endpoint["Id"] == document["Id"] for endpoint in endpoints):
        return None
    is_push = document.get("ChannelType") in PUSH_CHANNELS
    candidates = [endpoint for endpoint in endpoints if is_push and endpoint.get("ChannelType") in PUSH_CHANNELS]
    if not candidates:
        raise BadRequestException(
            f"Exceeded maximum endpoint per user count: {ENDPOINTS_PER_USER}",
            f"user {shown(document['User']['UserId'])} has {listed([endpoint['Id'] for endpoint in endpoints])}, "
            "and only a push endpoint takes the place of another, of a push endpoint",
        )
    return min(candidates, key=lambda endpoint: (endpoint["EffectiveDate"], endpoint["CreationDate"], endpoint["Id"]))
