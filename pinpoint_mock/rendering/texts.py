"""The texts of a message with their variables replaced, for one recipient."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.rendering.errors import RenderingError
from pinpoint_mock.rendering.handlebars.templates import render
from pinpoint_mock.rendering.layers import Substitutions
from pinpoint_mock.rendering.variables import endpoint_variables, merge_variables

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef


@dataclasses.dataclass(frozen=True)
class Renderer:
    """How the texts of a message are rendered for all recipients.

    The texts are those of a template, with `defaults` as its default substitutions, or plain texts of a request. With
    `strict` a variable without a value fails its recipient. `new_id` makes what the helper `uuid` prints.
    """

    is_template: bool
    defaults: Mapping[str, Any]
    strict: bool
    new_id: Callable[[], str]


@dataclasses.dataclass(frozen=True)
class RecipientTexts:
    """Renders texts for one recipient, plain ones as those of templates.

    `endpoint` is the document of its endpoint; a bare address has one with ApplicationId, Address and ChannelType
    only. The values of variables are, strongest first: substitutions, attributes of the endpoint and its user, default
    substitutions of the template. AWS documents the order in pairs, not as a whole; here it follows from the pairs.

    Source: DG audience-define-user; UG messages-email; UG message-templates-personalizing;
    MODEL AddressConfiguration.Substitutions; MODEL DirectMessageConfiguration;
    gh:Ryanjlowe/Amazon-Pinpoint-ISV-Partner-Guide.
    """

    renderer: Renderer
    substitutions: Substitutions
    endpoint: EndpointResponseTypeDef

    def __call__(self, text: str | None) -> str | None:
        """The text with its variables replaced.

        RenderingError if that is not possible. AWS does not document what becomes of a plain text that is no
        Handlebars or names an unknown helper; here it goes out to the letter, because it may not be meant as a
        template, and a variable without a value leaves nothing in its place.
        """
        if text is None or "{{" not in text:
            return text
        if self.renderer.is_template:
            return self._rendered(text, strict=self.renderer.strict)
        try:
            return self._rendered(text, strict=False)
        except RenderingError:
            return text

    def _rendered(self, text: str, *, strict: bool) -> str:
        attributes = endpoint_variables(self.endpoint, text)
        variables = merge_variables(self.renderer.defaults, attributes, self.substitutions)
        return render(text, variables, strict=strict, uuid=self.renderer.new_id)
