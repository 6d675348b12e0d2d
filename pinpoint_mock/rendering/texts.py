"""The texts of a message with their variables replaced, for one recipient."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from pinpoint_mock.rendering.layers import Substitutions
from pinpoint_mock.rendering.substitutions import substitute


@dataclasses.dataclass(frozen=True)
class TemplateTexts:
    """How the texts of a template are rendered for all recipients.

    `defaults` are its default substitutions, `new_id` makes what the helper `uuid` prints. With `strict` a variable
    without a value fails its recipient.
    """

    defaults: Mapping[str, Any]
    strict: bool
    new_id: Callable[[], str]


@dataclasses.dataclass(frozen=True)
class RecipientTexts:
    """Renders texts for one recipient. `endpoint` is None for a bare address, which has no attributes.

    The values of variables are, strongest first: substitutions, attributes of the endpoint and its user, default
    substitutions of the template.

    Source: UG message-templates-personalizing; MODEL EmailTemplateRequest.DefaultSubstitutions.
    """

    substitutions: Substitutions
    endpoint: Mapping[str, Any] | None
    template: TemplateTexts | None

    def __call__(self, text: str | None) -> str | None:
        """The text with its variables replaced. RenderingError if that is not possible."""
        if text is None or "{{" not in text:
            return text
        if self.template is None:
            return substitute(text, self.substitutions)
        from pinpoint_mock.rendering.handlebars.templates import endpoint_variables, merge_variables, render

        attributes = {} if self.endpoint is None else endpoint_variables(self.endpoint, text)
        variables = merge_variables(self.template.defaults, attributes, self.substitutions)
        return render(text, variables, strict=self.template.strict, uuid=self.template.new_id)
