"""Custom attributes of an application's endpoints: RemoveAttributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock.core.checks import one_of
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import AttributesResourceTypeDef, UpdateAttributesRequestTypeDef

    from pinpoint_mock.state.world import App

ATTRIBUTE_TYPES = {
    "endpoint-custom-attributes": "Attributes",
    "endpoint-metric-attributes": "Metrics",
    "endpoint-user-attributes": "UserAttributes",
}
"""The member that each type stands for.

Source: MODEL RemoveAttributesRequest.AttributeType.
"""


@operation("RemoveAttributes")
def remove_attributes(
    app: App, *, attribute_type: str, update_attributes_request: UpdateAttributesRequestTypeDef
) -> AttributesResourceTypeDef:
    """Stop capturing attributes by name; endpoints keep the values that they have.

    The answer names those that endpoints use and that match the Blacklist: exact names, or globs with `*` and `?`.
    New values under a matching name are ignored from now on, also where the name comes up later.

    BadRequestException for another attribute type. AWS documents neither that nor the order of the answer; here it
    is sorted. One report has the answer list the names that remain; here it lists the removed ones, as the model's
    documentation says.

    Source: API apps-application-id-attributes-attribute-type; MODEL AttributesResource.Attributes;
    gh:aws/aws-sdk-js#3175; gh:aws/aws-sdk-js#3180.
    """
    member = ATTRIBUTE_TYPES[one_of("AttributeType", attribute_type, ATTRIBUTE_TYPES)]
    blacklist = list(update_attributes_request.get("Blacklist", ()))
    return {
        "ApplicationId": app.application_id,
        "AttributeType": attribute_type,
        "Attributes": app.endpoints.attribute_names.remove(member, blacklist),
    }
