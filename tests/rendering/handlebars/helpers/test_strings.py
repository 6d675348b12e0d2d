"""String helpers."""

from __future__ import annotations

import pytest

from pinpoint_mock.rendering.handlebars.templates import TemplateError, render
from pinpoint_mock.rendering.variables import endpoint_variables

VARIABLES = endpoint_variables(
    {
        "Attributes": {
            "IsUserSubscribed": ["true"],
            "description": ["my first post"],
            "favorite_colors": ["blue", "red", "green"],
            "none": [],
        },
        "Location": {"City": "Los Angeles"},
        "Metrics": {"visits": 22},
        "User": {"UserAttributes": {"LastName": ["Alejandro"], "UserAge": ["22"], "interests": ["<h1>Art</h1>"]}},
    }
)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{abbreviate User.UserAttributes.LastName.[0] 6}}", "Ale..."),
        ("{{capitalize Attributes.description.[0]}}", "My First Post"),
        ("{{capitalizeFirst Attributes.description.[0]}}", "My first post"),
        ("{{center Location.City size=19}}", "    Los Angeles    "),
        ('{{cut Location.City "e"}}', "Los Angls"),
        (
            'Thank you for your purchase of {{inflect 3 "apple" "apples" includeCount=false}}.',
            "Thank you for your purchase of apples.",
        ),
        (
            'Thank you for your purchase of {{inflect 3 "apple" "apples" includeCount=true}}.',
            "Thank you for your purchase of 3 apples.",
        ),
        ('{{join Attributes.favorite_colors ", "}}', "blue, red, green"),
        ("{{ljust Location.City size=15}}", "Los Angeles    "),
        ("{{ljust Location.City 15}}", "Los Angeles    "),
        ("{{lower User.UserAttributes.LastName.[0]}}", "alejandro"),
        (
            "Congratulations on your {{ordinalize User.UserAttributes.UserAge.[0]}} birthday!",
            "Congratulations on your 22nd birthday!",
        ),
        ('{{replace Location.City " " "_"}}', "Los_Angeles"),
        ("{{rjust Location.City size=15}}", "    Los Angeles"),
        ("{{slugify Location.City}}", "los-angeles"),
        ("{{stripTags User.UserAttributes.interests.[0]}}", "Art"),
        ("{{substring Location.City 4 9}}", "Angel"),
        ("{{upper User.UserAttributes.LastName.[0]}}", "ALEJANDRO"),
        ("{{yesno Attributes.IsUserSubscribed}}", "yes"),
        ('{{capitalizeFirst (lower "JANE")}}', "Jane"),
    ],
)
def test_samples_of_the_user_guide(template: str, expected: str) -> None:
    assert render(template, VARIABLES) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{abbreviate "Alejandro" 9}}', "Alejandro"),
        ('{{abbreviate "Alejandro" 8}}', "Aleja..."),
        ('{{abbreviate "Alejandro" "4"}}', "A..."),
        ('{{capitalize " élan  o\'neill\tMcX"}}', " Élan  O'neill\tMcX"),
        ('{{capitalizeFirst ""}}.', "."),
        ('{{center "ab" size=5}}.', " ab  ."),
        ('{{center "ab" size=1 pad="-"}}', "ab"),
        ('{{center "ab" size=7 pad="xy"}}', "xyabxyx"),
        ('{{ljust "ab" size=5 pad="xy"}}', "abxyx"),
        ('{{rjust "ab" size=5 pad="xy"}}', "xyxab"),
        ('{{rjust "7" 3 pad=0}}', "007"),
        ('{{rjust "ab" size=4 pad=""}}', "  ab"),
        ('{{cut "a b c"}}', "abc"),
        ('{{cut "a.b.c" "."}}', "abc"),
        ('{{inflect 1 "apple" "apples"}}', "apple"),
        ('{{inflect "1.0" "apple" "apples" includeCount="true"}}', "1.0 apple"),
        ('{{inflect 0 "apple" "apples" includeCount=1}}', "apples"),
        ('{{join Attributes.favorite_colors " // " prefix="<" suffix=">"}}', "<blue // red // green>"),
        ('{{join "a" Location.City "c" "-"}}', "a-Los Angeles-c"),
        ('{{join Location.City ", "}}', "Los Angeles"),
        ('.{{join Attributes.none ", " prefix="<" suffix=">"}}', "."),
        ("{{ordinalize 1}} {{ordinalize 2}} {{ordinalize 3}} {{ordinalize 4}}", "1st 2nd 3rd 4th"),
        ("{{ordinalize 11}} {{ordinalize 12}} {{ordinalize 113}} {{ordinalize 0}}", "11th 12th 113th 0th"),
        ("{{ordinalize -1}} {{ordinalize Metrics.visits}} {{ordinalize 101}}", "-1st 22nd 101st"),
        ('{{replace "a.b.c" "." ""}}', "abc"),
        ('{{slugify "  Größe: 42, l & x_y "}}', "größe-42-l--x_y"),
        ("{{stripTags '<p class=\"a\">x<br/>\\ny</p> 1 < 2'}}", "x\\ny 1 < 2"),
        ('{{substring "abc" 1}}', "bc"),
        ('{{substring "abc" 3}}.', "."),
        ('{{substring "abc" "0" "2"}}', "ab"),
        ('{{upper "straße é"}}', "STRASSE É"),
        ('{{yesno (eq 1 1) yes="ja"}}', "ja"),
        ("{{yesno false}}", "no"),
        ('{{yesno "False" no="nein"}}', "nein"),
        ("{{yesno Nothing}}", "maybe"),
        ('{{yesno "other" maybe="vielleicht"}}', "vielleicht"),
        ("{{lower true}}", "true"),
        ("{{upper Attributes.favorite_colors}}", "BLUE"),
    ],
)
def test_details(template: str, expected: str) -> None:
    assert render(template, VARIABLES) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{abbreviate "Alejandro" 3}}', "abbreviate: expected a width of at least 4"),
        ('{{abbreviate "Alejandro" "six"}}', "abbreviate: expected a number"),
        ("{{abbreviate Location.City}}", "abbreviate: too few arguments"),
        ("{{center Location.City}} {{center Location.City pad='x'}}", "center: too few arguments"),
        ("{{inflect 'three' 'apple' 'apples'}}", "inflect: expected a number"),
        ("{{join Attributes.favorite_colors prefix='x'}}", "join: expected a separator"),
        ("{{ordinalize 2.5}}", "ordinalize: expected a whole number"),
        ("{{ordinalize 'x'}}", "ordinalize: expected a number"),
        ("{{substring 'abc' -1}}", "substring: expected offsets within the text"),
        ("{{substring 'abc' 0 4}}", "substring: expected offsets within the text"),
        ("{{substring 'abc' 2 1}}", "substring: expected offsets within the text"),
        ("{{ljust 'abc' true}}", "ljust: expected a number"),
    ],
)
def test_what_cannot_be_rendered(template: str, expected: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(template, VARIABLES)
    assert str(caught.value) == expected


def test_tags_are_stripped_at_once() -> None:
    assert render("{{stripTags Text}}", {"Text": "a<b>c</b>" + "<" * 200_000}) == "ac" + "<" * 200_000
