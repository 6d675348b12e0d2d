"""The five types of templates, and short forms of the calls that tests about templates make over and over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from botocore import xform_name

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

ANDROID = {
    "Action": "URL",
    "Body": "Order {{Attributes.Order}}",
    "ImageIconUrl": "https://shop.example/icon.png",
    "ImageUrl": "https://shop.example/image.png",
    "RawContent": '{"data": {"order": "{{Attributes.Order}}"}}',
    "SmallImageIconUrl": "https://shop.example/small.png",
    "Sound": "default",
    "Title": "Hi {{User.UserAttributes.FirstName}}",
    "Url": "https://shop.example/{{Attributes.Order}}",
}
BUTTON = {
    "DefaultConfig": {
        "BackgroundColor": "#000000",
        "BorderRadius": 4,
        "ButtonAction": "LINK",
        "Link": "https://shop.example/{{not a variable",
        "Text": "Look",
        "TextColor": "#FFFFFF",
    },
    "Android": {"ButtonAction": "DEEP_LINK", "Link": "shop://orders"},
    "IOS": {"ButtonAction": "DEEP_LINK", "Link": "shop://orders"},
    "Web": {"ButtonAction": "CLOSE"},
}
IN_APP_CONTENT: dict[str, Any] = {
    "BackgroundColor": "#FFFFFF",
    "BodyConfig": {"Alignment": "LEFT", "Body": "Look", "TextColor": "#000000"},
    "HeaderConfig": {"Alignment": "CENTER", "Header": "Hi", "TextColor": "#000000"},
}
"""What the content of an in-app message has to have."""

DEFAULTS = {
    "DefaultSubstitutions": '{"User.UserAttributes.FirstName": "friend"}',
    "RecommenderId": "a recommender that nobody made",
    "TemplateDescription": "The welcome",
}


class Case(NamedTuple):
    """A type of templates: its names in operations and members, a request with every member, and one changed."""

    template_type: str
    operation: str
    request_member: str
    request: dict[str, Any]
    changed: dict[str, Any]
    created_member: str = "CreateTemplateMessageBody"

    @property
    def response_member(self) -> str:
        return self.request_member.replace("Request", "Response")


CASES = (
    Case(
        "EMAIL",
        "Email",
        "EmailTemplateRequest",
        {
            **DEFAULTS,
            "Headers": [{"Name": "List-Unsubscribe", "Value": "<https://shop.example/{{Id}}>"}],
            "HtmlPart": "<p>Hi {{User.UserAttributes.FirstName}}</p>",
            "Subject": "Hi {{User.UserAttributes.FirstName}}",
            "TextPart": "Hi {{User.UserAttributes.FirstName}}",
        },
        {"Subject": "Bye"},
    ),
    Case(
        "INAPP",
        "InApp",
        "InAppTemplateRequest",
        {
            "Content": [
                {
                    **IN_APP_CONTENT,
                    "BodyConfig": {"Alignment": "LEFT", "Body": "{{#stays as it is", "TextColor": "#000000"},
                    "ImageUrl": "https://shop.example/image.png",
                    "PrimaryBtn": BUTTON,
                    "SecondaryBtn": BUTTON,
                }
            ],
            "CustomConfig": {"theme": "dark"},
            "Layout": "OVERLAYS",
            "TemplateDescription": "The welcome",
        },
        {"Layout": "CAROUSEL"},
        "TemplateCreateMessageBody",
    ),
    Case(
        "PUSH",
        "Push",
        "PushNotificationTemplateRequest",
        {
            **DEFAULTS,
            "ADM": ANDROID,
            "APNS": {
                "Action": "DEEP_LINK",
                "Body": "Order {{Attributes.Order}}",
                "MediaUrl": "https://shop.example/image.png",
                "RawContent": '{"aps": {"alert": "{{Attributes.Order}}"}}',
                "Sound": "default",
                "Title": "Hi",
                "Url": "shop://orders",
            },
            "Baidu": ANDROID,
            "Default": {"Action": "OPEN_APP", "Body": "Order", "Sound": "default", "Title": "Hi", "Url": "shop://"},
            "GCM": ANDROID,
        },
        {"Default": {"Body": "Bye"}},
    ),
    Case("SMS", "Sms", "SMSTemplateRequest", {**DEFAULTS, "Body": "Hi {{name}}"}, {"Body": "Bye"}),
    Case(
        "VOICE",
        "Voice",
        "VoiceTemplateRequest",
        {
            "Body": "Hi {{User.UserAttributes.FirstName}}",
            "DefaultSubstitutions": '{"User.UserAttributes.FirstName": "friend"}',
            "LanguageCode": "en-US",
            "TemplateDescription": "The welcome",
            "VoiceId": "Joanna",
        },
        {"Body": "Bye"},
    ),
)
BY_TYPE = {case.template_type: case for case in CASES}

each_type = pytest.mark.parametrize("case", CASES, ids=lambda case: case.template_type)


class Templates:
    """The template operations by type."""

    def __init__(self, client: PinpointClient) -> None:
        self.client = client

    def create(self, template_type: str, name: str, **request: Any) -> Any:
        """The body of the answer, as all of these give it."""
        case = BY_TYPE[template_type]
        return self._call("Create", case, name, 201, **{case.request_member: request})[case.created_member]

    def get(self, template_type: str, name: str, **options: Any) -> Any:
        case = BY_TYPE[template_type]
        return self._call("Get", case, name, 200, **options)[case.response_member]

    def update(self, template_type: str, name: str, options: dict[str, Any] | None = None, **request: Any) -> Any:
        """`options` are Version and CreateNewVersion."""
        case = BY_TYPE[template_type]
        members = {case.request_member: request, **(options or {})}
        return self._call("Update", case, name, 202, **members)["MessageBody"]

    def add_version(self, template_type: str, name: str, **request: Any) -> Any:
        return self.update(template_type, name, {"CreateNewVersion": True}, **request)

    def delete(self, template_type: str, name: str, **options: Any) -> Any:
        return self._call("Delete", BY_TYPE[template_type], name, 202, **options)["MessageBody"]

    def activate(self, template_type: str, name: str, version: str) -> Any:
        answer: Any = self.client.update_template_active_version(
            TemplateName=name, TemplateType=template_type, TemplateActiveVersionRequest={"Version": version}
        )
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
        return answer["MessageBody"]

    def list_templates(self, **options: Any) -> Any:
        return self.client.list_templates(**options)["TemplatesResponse"]

    def names(self, **options: Any) -> list[tuple[str, str]]:
        """Type and name of what ListTemplates answers."""
        return [(item["TemplateType"], item["TemplateName"]) for item in self.list_templates(**options)["Item"]]

    def list_versions(self, template_type: str, name: str, **options: Any) -> Any:
        answer: Any = self.client.list_template_versions(TemplateName=name, TemplateType=template_type, **options)
        return answer["TemplateVersionsResponse"]

    def versions(self, template_type: str, name: str) -> list[str]:
        """The numbers that ListTemplateVersions answers."""
        return [item["Version"] for item in self.list_versions(template_type, name)["Item"]]

    def active(self, template_type: str, name: str) -> str:
        """The number of the active version."""
        version: str = self.get(template_type, name)["Version"]
        return version

    def _call(self, verb: str, case: Case, name: str, status: int, **members: Any) -> Any:
        method = getattr(self.client, xform_name(f"{verb}{case.operation}Template"))
        answer = method(TemplateName=name, **members)
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == status
        return answer
