"""Requests for every operation, drawn from the service model and from what the world holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from pinpoint_mock.protocol.model import Operation, operations, shape
from tests.proof.calls import members_of
from tests.proof.rules import ARN, KEYS, MEMBERS, NAMES, NEEDED, ODD, QUERIES, REPAIRS, SCALARS, TEXTS_OF_IN_APP
from tests.proof.stage import FIXED, LISTS, SPARE_APP_ID, Stage
from tests.state.furnished import APP_ID

Draw = Callable[[st.SearchStrategy[Any]], Any]

MOST_OPTIONAL = 5
"""The optional members that one structure has at most, so that requests stay readable."""

NEW_NAMES = st.sampled_from(["another", "T-1_b"])
ENDPOINT_IDS = st.sampled_from([FIXED["EndpointId"], "tablet"])

LABELS: dict[tuple[str, str], st.SearchStrategy[str]] = {
    ("GetCampaignVersion", "Version"): st.just("1"),
    ("GetSegmentVersion", "Version"): st.just("1"),
    ("GetJourneyDateRangeKpi", "KpiName"): st.just("journey-emails-sent"),
    ("DeleteApp", "ApplicationId"): st.sampled_from([SPARE_APP_ID, SPARE_APP_ID, APP_ID]),
    ("UpdateEndpoint", "EndpointId"): ENDPOINT_IDS,
    **{(f"Create{name}Template", "TemplateName"): NEW_NAMES for name in ("Email", "InApp", "Push", "Sms", "Voice")},
}
"""The labels that are not, or not always, the ids of what there is."""


class Builder:
    """Draws the members of one request for an operation: valid ones, or with some that are merely of their type."""

    def __init__(self, stage: Stage, draw: Draw, operation: Operation, *, is_odd: bool) -> None:
        self.stage = stage
        self.draw = draw
        self.operation = operation
        self.is_odd = is_odd

    def members(self) -> dict[str, Any]:
        """The members in the path, the required ones, and some of the others."""
        found: dict[str, Any] = {}
        for name, shape_name in members_of(self.operation).items():
            is_needed = name in self.operation.required or name == self.operation.payload
            if name in self.operation.labels.values():
                found[name] = self._label(name, found)
            elif name not in ("Token", "NextToken") and (is_needed or self.draw(st.booleans())):
                found[name] = self.value(shape_name, name, "")
        if found.get("CreateNewVersion"):
            found.pop("Version", None)
        return found

    def _is_odd_here(self) -> bool:
        return self.is_odd and not self.draw(st.integers(0, 7))

    def _label(self, name: str, found: dict[str, Any]) -> Any:
        if self._is_odd_here():
            return self.draw(ODD["string"])
        if name == "ResourceArn":
            return self._resource_arn()
        chosen = LABELS.get((self.operation.name, name), MEMBERS.get(name))
        if chosen is None:
            chosen = st.sampled_from(self.stage.ids(name, self.operation.name, found))
        return self.draw(chosen)

    def _resource_arn(self) -> str:
        ids = {name: self.stage.ids(name)[0] for name in ("SegmentId", "CampaignId")}
        resources = [f"apps/{APP_ID}/{name.removesuffix('Id').lower()}s/{found}" for name, found in ids.items()]
        resources += [f"apps/{APP_ID}", f"templates/{FIXED['TemplateName']}/SMS"]
        return f"{ARN}{self.draw(st.sampled_from(resources))}"

    def value(self, shape_name: str, name: str, holder: str) -> Any:
        """A value of a shape, as a member of another."""
        entry = shape(shape_name)
        if entry["type"] in ODD and "enum" not in entry and self._is_odd_here():
            return self.draw(ODD[entry["type"]])
        rule = self._rule(name, holder)
        return self._by_model(shape_name, entry, name) if rule is None else self.draw(rule)

    def _rule(self, name: str, holder: str) -> st.SearchStrategy[Any] | None:
        """What a member can be, if the model does not say it."""
        place = f"{holder}.{name}"
        if place == "SegmentReference.Id":
            return st.sampled_from(self.stage.ids("SegmentId"))
        if name in LISTS:
            return st.sampled_from(self.stage.ids(name, self.operation.name))
        if name in TEXTS_OF_IN_APP and ("InApp" in holder or "Button" in holder):
            return st.just("text")
        return MEMBERS.get(place, MEMBERS.get(name, None if holder else QUERIES.get(name)))

    def _by_model(self, shape_name: str, entry: dict[str, Any], name: str) -> Any:
        if entry["type"] == "structure":
            return self._structure(shape_name, entry)
        if entry["type"] == "list":
            return [self.value(entry["member"], "", shape_name) for _ in range(self.draw(st.integers(0, 2)))]
        if entry["type"] == "map":
            keys = self.draw(st.lists(KEYS.get(name, NAMES), min_size=name in KEYS, max_size=2, unique=True))
            return {key: self.value(entry["value"], "", shape_name) for key in keys}
        return self.draw(st.sampled_from(entry["enum"]) if "enum" in entry else SCALARS[entry["type"]])

    def _structure(self, shape_name: str, entry: dict[str, Any]) -> dict[str, Any]:
        needed = [*entry.get("required", []), *NEEDED.get(shape_name, [])]
        others = sorted(entry["members"].keys() - set(needed))
        if others:
            needed += self.draw(st.lists(st.sampled_from(others), max_size=MOST_OPTIONAL, unique=True))
        document = {name: self.value(entry["members"][name], name, shape_name) for name in needed}
        is_repaired = not self.is_odd or self.draw(st.booleans())
        return REPAIRS.get(shape_name, dict)(document) if is_repaired else document


def request(stage: Stage, draw: Draw, name: str) -> dict[str, Any]:
    """The members of a valid request for an operation, on the stage as it is."""
    return Builder(stage, draw, operations()[name], is_odd=False).members()


def odd_request(stage: Stage, draw: Draw, name: str) -> dict[str, Any]:
    """The members of a request that is well-formed, but may be anything else."""
    return Builder(stage, draw, operations()[name], is_odd=True).members()
