"""Math helpers."""

from __future__ import annotations

import pytest

from pinpoint_mock.rendering.handlebars.templates import TemplateError, render


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{add 5 2.3}}", "7.3"),
        ("{{subtract 5 2.3}}", "2.7"),
        ("{{multiply 5 2.3}}", "11.5"),
        ("{{divide 5 2.3}}", "2.17391304"),
        ("{{modulo 7 2}}", "1"),
        ("{{ceiling 5.23}}", "6"),
        ("{{floor 5.23}}", "5"),
        ("You spent an average of {{round 19.21}} minutes", "You spent an average of 19 minutes"),
    ],
)
def test_samples_of_the_user_guide(template: str, expected: str) -> None:
    assert render(template, {}) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{add '0.1' '0.2'}}", "0.3"),
        ("{{add Price.[0] Price.[1]}}", "6"),
        ("{{add Score 1}}", "7"),
        ("{{add 99999999999999999999 1}}", "100000000000000000000"),
        ("{{subtract 1 1}} {{subtract 1.5 1.5}}", "0 0"),
        ("{{subtract 100 0}}", "100"),
        ("{{multiply -2.5 2}} {{multiply -1 0}}", "-5 0"),
        ("{{divide 6 3}} {{divide 1 8}} {{divide 2 3}}", "2 0.125 0.66666667"),
        ("{{modulo 7.5 2}} {{modulo -7 2}}", "1.5 -1"),
        ("{{ceiling -0.5}} {{ceiling 5}} {{floor -0.5}}", "0 5 -1"),
        ("{{round 2.5}} {{round -2.5}} {{round 2.49}}", "3 -3 2"),
        ("{{round (divide 10 (add 1 3))}}", "3"),
        ("{{#gt (multiply 2 5) 9}}more{{/gt}}", "more"),
        ("<{{add 1 Nothing}}{{round Nothing}}>", "<>"),
    ],
)
def test_details(template: str, expected: str) -> None:
    assert render(template, {"Price": ["4.50", "1.50"], "Score": 6.0}) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{divide 1 0}}", "divide: division by zero"),
        ("{{modulo 1 '0.0'}}", "modulo: division by zero"),
        ("{{add 'one' 1}}", "add: expected a number"),
        ("{{add '1e3' 1}}", "add: expected a number"),
        ("{{add true 1}}", "add: expected a number"),
        ("{{round}}{{round ''}}", "round: expected a number"),
        ("{{add 1}}", "add: too few arguments"),
        ("{{divide " + "9" * 99 + " 1}}", "divide: a number is too large"),
    ],
)
def test_what_cannot_be_rendered(template: str, expected: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(template, {})
    assert str(caught.value) == expected
