"""A furnished world on a frozen clock."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from freezegun.api import FrozenDateTimeFactory

from pinpoint_mock.protocol.model import operations
from tests.proof.calls import call
from tests.state.furnished import APP_ID, ENDPOINT_ID, IMPORT, TEMPLATE, USER_ID, furnish
from tests.state.test_snapshots import contents

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

SPARE_APP_ID = "spare"
"""An application to delete without losing the furnished one."""

FIXED = {"ApplicationId": APP_ID, "EndpointId": ENDPOINT_ID, "TemplateName": TEMPLATE, "UserId": USER_ID}
"""The ids that the furnished world has."""

LISTS = {
    "CampaignId": ("GetCampaigns", "Id"),
    "JobId": ("GetImportJobs", "Id"),
    "JourneyId": ("ListJourneys", "Id"),
    "RecommenderId": ("GetRecommenderConfigurations", "Id"),
    "RunId": ("GetJourneyRuns", "RunId"),
    "SegmentId": ("GetSegments", "Id"),
}
"""Which operation lists the resources that a member names, and the member that has the id there."""

LISTS_OF_OPERATIONS = {("GetExportJob", "JobId"): ("GetExportJobs", "Id")}
"""The same where it depends on the operation that the id is for."""


ONLY = {
    ("CreateImportJob", "SegmentId"): ("SegmentType", "IMPORT"),
    ("UpdateJourney", "JourneyId"): ("State", "DRAFT"),
    **{(name, "JourneyId"): ("State", "ACTIVE") for name in operations() if name.startswith("GetJourney")},
    ("UpdateJourneyState", "JourneyId"): ("State", "ACTIVE"),
}
"""Which of the resources an operation can take, by the value of a member in the list."""

DRAFT = {"Name": "draft", "State": "DRAFT"}
RECURRING = {
    "Name": "recurring",
    "State": "ACTIVE",
    "RefreshFrequency": "P1D",
    "StartActivity": "pause",
    "Activities": {"pause": {"Wait": {"WaitTime": {"WaitFor": "P365D"}}}},
}


class Stage:
    """The mock with its clock; `restore` goes back to where it began."""

    def __init__(self, pinpoint: PinpointMock, client: PinpointClient, clock: FrozenDateTimeFactory) -> None:
        self.pinpoint = pinpoint
        self.clock = clock
        self.world = furnish(pinpoint, client)
        self.world.faults.clear()
        pinpoint.add_app(application_id=SPARE_APP_ID)
        call("CreateImportJob", {"ApplicationId": APP_ID, "ImportJobRequest": {**IMPORT, "DefineSegment": True}})
        start = {"SegmentStartCondition": {"SegmentId": self.ids("SegmentId")[0]}}
        for journey in (DRAFT, {**RECURRING, "StartCondition": start}):
            call("CreateJourney", {"ApplicationId": APP_ID, "WriteJourneyRequest": journey})
        clock.tick(datetime.timedelta(minutes=10))
        pinpoint.run_due()
        self._moment = clock()
        self._beginning = self.world.snapshot()

    def restore(self) -> None:
        """The furnished world as it was, at its moment."""
        self.clock.move_to(self._moment)
        self.world.restore(self._beginning)

    def items(self, listing: str, labels: Mapping[str, str] = FIXED) -> list[Any]:
        """What an operation lists, with these labels; none if one of them is gone."""
        found = call(listing, {name: labels[name] for name in operations()[listing].labels.values()})
        return list(found.document.get("Item", []))

    def ids(self, member: str, operation: str = "", labels: Mapping[str, str] = FIXED) -> list[str]:
        """The ids that a member may have, in a request for an operation that has these labels; never none."""
        if member in FIXED:
            return [FIXED[member]]
        listing, name = LISTS_OF_OPERATIONS.get((operation, member), LISTS[member])
        items = self.items(listing, {**FIXED, **labels})
        value_of, value = ONLY.get((operation, member), (name, None))
        return [item[name] for item in items if value in (None, item[value_of])] or ["none"]

    def state(self) -> Any:
        """All that calls can change but the ids to come and the log of requests, as plain data."""
        counts = [len(self.pinpoint.messages), len(self.pinpoint.events), len(self.pinpoint.otp_checks)]
        return [unordered(contents(self.world._backends)), unordered(contents(self.world.agenda)), counts]


def unordered(value: Any) -> Any:
    """What `contents` gives, with dicts in place of pairs: an index that was undone may have another order."""
    if isinstance(value, list):
        is_dict = bool(value) and all(isinstance(item, tuple) for item in value)
        return {key: unordered(item) for key, item in value} if is_dict else [unordered(item) for item in value]
    return {key: unordered(item) for key, item in value.items()} if isinstance(value, dict) else value
