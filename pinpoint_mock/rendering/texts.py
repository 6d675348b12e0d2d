"""The texts of a message with their variables replaced, for one recipient."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.message import NO_VALUE
from pinpoint_mock.rendering.errors import RenderingError
from pinpoint_mock.rendering.handlebars.templates import render
from pinpoint_mock.rendering.layers import Substitutions
from pinpoint_mock.rendering.variables import endpoint_variables, merge_variables

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef


@dataclasses.dataclass(slots=True)
class Renderer:
    """How the texts of a message are rendered for all recipients.

    The texts are those of a template, with `defaults` as its default substitutions, or plain texts of a request. With
    `strict` a variable of a template without a value fails its recipient. `new_id` makes what the helper `uuid` prints.
    """

    is_template: bool
    defaults: Mapping[str, Any]
    strict: bool
    new_id: Callable[[], str]


@dataclasses.dataclass(slots=True)
class RecipientTexts:
    """Renders texts for one recipient, plain ones as those of templates.

    `endpoint` is the document of its endpoint; a bare address has one with ApplicationId, Address and ChannelType
    only; `recommendations` are the variables that a recommender gives. The values of variables are, strongest first:
    substitutions, recommendations, attributes of the endpoint and its user, default substitutions of the template. AWS
    documents the order in pairs, not as a whole; here it follows from the pairs. `missing` gathers the variables
    without a value, in the order of the texts, each with whether a template needs it.

    Source: DG audience-define-user; UG messages-email; UG message-templates-personalizing;
    MODEL AddressConfiguration.Substitutions; MODEL DirectMessageConfiguration;
    gh:Ryanjlowe/Amazon-Pinpoint-ISV-Partner-Guide.
    """

    renderer: Renderer
    substitutions: Substitutions
    endpoint: EndpointResponseTypeDef
    recommendations: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    missing: dict[str, bool] = dataclasses.field(default_factory=dict)

    def __call__(self, text: str | None) -> str | None:
        """The text with its variables replaced; one of a template if the message has a template.

        RenderingError if that is not possible.
        """
        if text is None or "{{" not in text:
            return text
        return self._rendered(text, self._need) if self.renderer.is_template else self.plain(text)

    def plain(self, text: str | None) -> str | None:
        """A text of the request with its variables replaced, also where a template gives the others.

        AWS does not document what becomes of a plain text that is no Handlebars or names an unknown helper; here it
        goes out to the letter, because it may not be meant as a template, and a variable without a value leaves nothing
        in its place.
        """
        if text is None or "{{" not in text:
            return text
        names: list[str] = []
        try:
            rendered = self._rendered(text, names.append)
        except RenderingError:
            return text
        for name in names:
            self.missing.setdefault(name, False)
        return rendered

    def _need(self, name: str) -> None:
        self.missing[name] = True

    def _rendered(self, text: str, missing: Callable[[str], None]) -> str:
        attributes = endpoint_variables(self.endpoint, text)
        recommendations = (self.recommendations,) if self.recommendations else ()
        variables = merge_variables(self.renderer.defaults, attributes, *recommendations, self.substitutions)
        return render(text, variables, missing=missing, uuid=self.renderer.new_id)

    def failure(self) -> tuple[int, str] | None:
        """The status code and text with which variables without a value fail the recipient, or None.

        AWS documents both that such a message is not sent and that the text is left out; here the former is the
        default, as all pages on the channels have it and as it was observed. The text is this mock's.

        Source: UG message-templates-creating-sms; UG message-templates-personalizing; gh:aws/aws-sdk-js#3031;
        gh:aws-samples/retail-demo-store#263.
        """
        names = [name for name, is_needed in self.missing.items() if is_needed] if self.renderer.strict else []
        return (400, f"{NO_VALUE}{'s' * (len(names) > 1)} {', '.join(names)}") if names else None
