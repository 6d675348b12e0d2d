"""Message templates: Create, Get, Update and Delete of each of the five types, and their lists and versions.

The 23 operations are made from one table, because templates differ by data, not by code. They belong to an account
in a region, not to an application, and a name is unique within a type. A version is kept as its request was sent.

Source: API templates; UG message-templates-versioning; DG deleting-data.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.arns import arn
from pinpoint_mock.core.checks import existing, invalid, one_of, require
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown, was
from pinpoint_mock.core.paging import paginate
from pinpoint_mock.core.tags import checked_tags
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.operations._template_rules import check_name, check_request
from pinpoint_mock.state.explain import no_template, no_version

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        CreateTemplateMessageBodyTypeDef,
        MessageBodyTypeDef,
        TemplateActiveVersionRequestTypeDef,
        TemplateResponseTypeDef,
        TemplatesResponseTypeDef,
        TemplateVersionResponseTypeDef,
        TemplateVersionsResponseTypeDef,
    )

    from pinpoint_mock.state.call import OperationCall
    from pinpoint_mock.state.templates import Template, TemplateVersion
    from pinpoint_mock.state.world import PinpointBackend

TEMPLATE_TYPES = {"EMAIL": "Email", "INAPP": "InApp", "PUSH": "Push", "SMS": "Sms", "VOICE": "Voice"}
"""The types of templates, and how the names of their operations call them."""

Document = dict[str, Any]
"""A template as it was sent or is answered: which members it has depends on the type."""


def create_template(
    template_type: str, backend: PinpointBackend, *, call: OperationCall, template_name: str, request: Document
) -> CreateTemplateMessageBodyTypeDef:
    """Create a template. Its version 1 is active; its tags belong to the template, whatever the version.

    BadRequestException for a name that breaks the rule or that a template of this type has, for tags that break the
    tagging rules, and for content that `check_request` refuses. No content is required, and RecommenderId is
    not looked up. AWS does not document the error for a taken name: its text was observed, and of the errors that the
    model has, only BadRequestException fits.

    Source: CLI create-sms-template; MODEL CreateTemplateMessageBody; MODEL TemplateCreateMessageBody;
    gh:aws-samples/generative-ai-newsletter-app.
    """
    check_name(template_name)
    if backend.templates.get(template_type, template_name):
        place = f"{backend.region_name} of {backend.account_id}"
        raise BadRequestException(
            "Pinpoint Template already exists",
            f"{was('TemplateName', template_name)}, and a template of type {template_type} in {place} has it",
        )
    check_request(template_type, request)
    tags = checked_tags(request.get("tags", {}))
    template = backend.templates.create(template_type, template_name, _content(request), tags, now())
    return {"Arn": _arn(backend, template), "Message": "Created", "RequestID": call.request_id}


def get_template(
    template_type: str, backend: PinpointBackend, *, template_name: str, version: str | None = None
) -> Document:
    """A version of a template, by default the active one, as it was sent.

    NotFoundException if the template or the version does not exist. AWS documents `latest` as a version for
    UpdateTemplateActiveVersion only; here it is the highest version wherever one can be named. AWS does not document
    the CreationDate of a later version; here it is its own.

    Source: CLI get-sms-template; MODEL GetSmsTemplateRequest.Version; TF email_template.go.
    """
    template = _template(backend, template_type, template_name)
    found = _version(template, version)
    return {"Arn": _arn(backend, template), "tags": template.tags, **_summary(found), **found.document}


def update_template(
    template_type: str,
    backend: PinpointBackend,
    *,
    call: OperationCall,
    template_name: str,
    request: Document,
    create_new_version: bool = False,
    version: str | None = None,
) -> MessageBodyTypeDef:
    """Overwrite the latest version of a template, active or not, or add a version, which does not become active.

    The request replaces the version as a whole, and `tags` in it are ignored. NotFoundException if the template or
    the version does not exist. BadRequestException for a version together with CreateNewVersion, for a version that is
    not the latest, and for content that `check_request` refuses. AWS does not document whether members that are not
    sent stay; here they do not, because the guide speaks of overwriting the version.

    Source: UG message-templates-versioning; MODEL UpdateEmailTemplateRequest; MODEL EmailTemplateRequest.tags.
    """
    if create_new_version and version is not None:
        raise invalid("Version", "must not be sent together with CreateNewVersion", version)
    template = _template(backend, template_type, template_name)
    if version is not None and _version(template, version) is not template.latest:
        raise BadRequestException(
            "Invalid Version: must be the latest version of the template",
            f"Version was {shown(version)}, and the latest is {template.latest.version}",
        )
    check_request(template_type, request)
    write = template.with_new_version if create_new_version else template.with_latest
    backend.templates.put(write(_content(request), now()))
    return _message(call, "Accepted")


def delete_template(
    template_type: str, backend: PinpointBackend, *, call: OperationCall, template_name: str, version: str | None = None
) -> MessageBodyTypeDef:
    """Delete a template, or one version of it. The number of a deleted version is not given again.

    NotFoundException if the template or the version does not exist. AWS does not document the deletion of the only
    version or of the active one; here the first deletes the template, and the second is a BadRequestException while
    there are others, because a template always has an active version.

    Source: MODEL DeleteEmailTemplateRequest.Version; UG message-templates-versioning; TF email_template.go.
    """
    template = _template(backend, template_type, template_name)
    found = _version(template, version)
    if version is None or len(template.versions) == 1:
        backend.templates.delete(template)
    elif found is template.active:
        raise invalid("Version", "must not be the active version of the template", version)
    else:
        backend.templates.put(template.without_version(found.version))
    return _message(call, "Accepted")


for _type, _name in TEMPLATE_TYPES.items():
    operation(f"Create{_name}Template")(functools.partial(create_template, _type))
    operation(f"Get{_name}Template")(functools.partial(get_template, _type))
    operation(f"Update{_name}Template")(functools.partial(update_template, _type))
    operation(f"Delete{_name}Template")(functools.partial(delete_template, _type))


@operation("ListTemplates")
def list_templates(
    backend: PinpointBackend,
    *,
    prefix: str = "",
    template_type: str | None = None,
    page_size: str | None = None,
    next_token: str | None = None,
) -> TemplatesResponseTypeDef:
    """A page of the templates of the account in the region, as their active versions, and a token if there are more.

    `prefix` is what names begin with. BadRequestException for another type, for a page size that is not a positive
    number and for a token that this list does not give. AWS documents neither the order nor the case of the type;
    here the newest comes first, and the type may be in any case.

    Source: MODEL TemplatesResponse; MODEL ListTemplatesRequest; API templates.
    """
    wanted = {_checked_type(template_type)} if template_type is not None else TEMPLATE_TYPES.keys()
    page, token = paginate(
        (each for each in backend.templates if each.template_type in wanted and each.name.startswith(prefix)),
        {"AccountId": backend.account_id, "TemplateNumber": lambda template: f"{template.number:09}"},
        newest_first=True,
        page_size=page_size,
        token=next_token,
    )
    items: list[TemplateResponseTypeDef] = [_summary(template.active) for template in page]
    return {"Item": items, "NextToken": token} if token else {"Item": items}


@operation("ListTemplateVersions")
def list_template_versions(
    backend: PinpointBackend,
    *,
    call: OperationCall,
    template_name: str,
    template_type: str,
    page_size: str | None = None,
    next_token: str | None = None,
) -> TemplateVersionsResponseTypeDef:
    """A page of the versions of a template, newest first, and a token if there are more.

    NotFoundException if there is no such template; BadRequestException for another type, a page size that is not a
    positive number and a token that this list does not give. AWS does not document the `Message`; here it is `OK`.

    Source: MODEL TemplateVersionsResponse; UG message-templates-versioning.
    """
    template = _template(backend, _checked_type(template_type), template_name)
    page, token = paginate(
        template.versions.values(),
        {
            "AccountId": backend.account_id,
            "TemplateName": template.name,
            "TemplateType": template.template_type,
            "Version": lambda version: f"{version.version:09}",
        },
        newest_first=True,
        page_size=page_size,
        token=next_token,
    )
    response: TemplateVersionsResponseTypeDef = {
        "Item": [_version_entry(version) for version in page],
        "Message": "OK",
        "RequestID": call.request_id,
    }
    if token:
        response["NextToken"] = token
    return response


@operation("UpdateTemplateActiveVersion")
def update_template_active_version(
    backend: PinpointBackend,
    *,
    call: OperationCall,
    template_name: str,
    template_type: str,
    template_active_version_request: TemplateActiveVersionRequestTypeDef,
) -> MessageBodyTypeDef:
    """Make a version active, by its number or as `latest`; later versions do not change it.

    NotFoundException if the template or the version does not exist; BadRequestException for another type or without
    a Version. AWS does not document the `Message`; here it is `OK`.

    Source: MODEL TemplateActiveVersionRequest.Version; UG message-templates-versioning.
    """
    template = _template(backend, _checked_type(template_type), template_name)
    require(template_active_version_request, "Version")
    active = _version(template, template_active_version_request["Version"])
    backend.templates.put(dataclasses.replace(template, active_version=active.version))
    return _message(call, "OK")


def _checked_type(template_type: str) -> str:
    return one_of("TemplateType", template_type.upper(), TEMPLATE_TYPES)


def _template(backend: PinpointBackend, template_type: str, name: str) -> Template:
    found = backend.templates.get(template_type, name)
    return existing(found, explain=lambda: no_template(backend, template_type, name))


def _version(template: Template, version: str | None) -> TemplateVersion:
    return existing(template.find(version), explain=lambda: no_version(template, version))


def _content(request: Document) -> Document:
    return {member: value for member, value in request.items() if member != "tags"}


def _arn(backend: PinpointBackend, template: Template) -> str:
    return arn(backend.region_name, backend.account_id, f"templates/{template.name}/{template.template_type}")


def _message(call: OperationCall, text: str) -> MessageBodyTypeDef:
    return {"Message": text, "RequestID": call.request_id}


def _summary(version: TemplateVersion) -> Any:
    """What all answers about a version have."""
    return {
        "CreationDate": timestamp(version.creation_date),
        "LastModifiedDate": timestamp(version.last_modified_date),
        "TemplateName": version.name,
        "TemplateType": version.template_type,
        "Version": str(version.version),
    }


def _version_entry(version: TemplateVersion) -> TemplateVersionResponseTypeDef:
    entry: TemplateVersionResponseTypeDef = _summary(version)
    for member in ("DefaultSubstitutions", "TemplateDescription"):
        if member in version.document:
            entry[member] = version.document[member]
    return entry
