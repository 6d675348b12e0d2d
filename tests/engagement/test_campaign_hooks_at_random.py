"""Whatever a hook returns becomes a message or a status, and is no error for who looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.engagement.campaign_functions import FORMS
from tests.builders import Audience, Campaigns

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

NAMES = st.sampled_from(["name", "Country", "Make", "Timezone", "UserId", "UserAttributes", ""])
SCALARS = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-1, 1) | st.text(max_size=3)
JSON: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=6
)
DEFINITIONS = st.fixed_dictionaries({}, optional=dict.fromkeys((*FORMS, "EffectiveDate", "Id", "Other"), JSON))

BODY = (
    "{{User.UserAttributes.name.[0]}} {{User.UserId}} {{Metrics.name}} {{Location.Country}} {{Demographic.Make}} "
    "{{Attributes.name}} {{EffectiveDate}}"
)


@given(JSON | st.fixed_dictionaries({"phone": DEFINITIONS | JSON}))
def test_what_a_hook_returns_never_surfaces_as_an_error(early_client: PinpointClient, answer: Any) -> None:
    with mock_pinpoint() as pinpoint:
        campaigns = Campaigns(early_client, pinpoint.add_app())
        Audience(early_client, campaigns.app_id).put("phone", ChannelType="SMS", Address="+15550100")
        pinpoint.add_lambda("hook", lambda event, context: answer)
        campaigns.create(Hook={"LambdaFunctionName": "hook"}, MessageConfiguration={"SMSMessage": {"Body": BODY}})
        for message in pinpoint.messages:
            assert message.endpoint_id == "phone"
            assert message.describe()
        assert len(pinpoint.messages) <= 1
