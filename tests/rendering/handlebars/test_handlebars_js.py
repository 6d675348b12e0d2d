"""Templates render as Handlebars.js renders them; `record_handlebars_js` has recorded how that is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from pinpoint_mock.rendering.handlebars.templates import TemplateError, render
from tests.rendering.handlebars.template_generator import VARIABLES, template

SEED, COUNT = 20261126, 2000
RECORDED = Path(__file__).with_name("handlebars_js.json.gz")


def recorded() -> list[tuple[str, str | None]]:
    """The templates with what Handlebars.js returned for each, None for one that it refused."""
    return [(source, answer) for source, answer in json.loads(gzip.decompress(RECORDED.read_bytes()))]


def rendered(source: str) -> str | None:
    try:
        return render(source, VARIABLES)
    except TemplateError:
        return None


def test_no_template_renders_differently() -> None:
    answers = recorded()
    assert [(source, answer) for source, answer in answers if rendered(source) != answer] == []
    assert len(answers) == COUNT
    assert 50 < sum(answer is None for _, answer in answers) < 150


def test_the_recorded_templates_are_those_of_the_generator() -> None:
    answers = recorded()
    some = range(0, COUNT, 20)
    assert [answers[number][0] for number in some] == [template(SEED, number) for number in some]
