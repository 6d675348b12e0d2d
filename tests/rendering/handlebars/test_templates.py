"""Message templates: variables, their layers, blocks, partials, calls of helpers."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.rendering.handlebars.templates import render
from pinpoint_mock.rendering.variables import endpoint_variables, merge_variables

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef

ENDPOINT: EndpointResponseTypeDef = {
    "Address": "+15550100",
    "ApplicationId": "a1",
    "Attributes": {
        "colors": ["blue", "red", "green"],
        "First Name": ["Ada", "Grace"],
        "it's = (odd)": ["odd"],
        "a.b": ["dot"],
        "2020": ["year"],
        "none": [],
        "empty": [""],
        "many": [str(index) for index in range(20)],
    },
    "ChannelType": "SMS",
    "CohortId": "42",
    "CreationDate": "2019-10-08T18:40:16.581Z",
    "Demographic": {
        "AppVersion": "1.2",
        "Locale": "en_US",
        "Make": "apple",
        "Model": "iPhone",
        "ModelVersion": "8",
        "Platform": "ios",
        "PlatformVersion": "12",
        "Timezone": "America/Los_Angeles",
    },
    "EffectiveDate": "2019-10-09T18:40:16.581Z",
    "EndpointStatus": "ACTIVE",
    "Id": "e1",
    "Location": {
        "City": "Los Angeles",
        "Country": "US",
        "Latitude": 47.649,
        "Longitude": -122.25,
        "PostalCode": "90001",
        "Region": "CA",
    },
    "Metrics": {"visits": 6.0, "none": 0, "large": 1e17, "half": 0.5},
    "OptOut": "NONE",
    "RequestId": "r1",
    "User": {"UserId": "u1", "UserAttributes": {"FirstName": ["Ada"], "Last Name": ["Lovelace", "King"]}},
}
VARIABLES = endpoint_variables(ENDPOINT)


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("Address", "+15550100"),
        ("Attributes.colors", "blue"),
        ("ChannelType", "SMS"),
        ("CohortId", ""),
        ("CreationDate", "2019-10-08T18:40:16.581Z"),
        ("Demographic.AppVersion", "1.2"),
        ("Demographic.Locale", "en_US"),
        ("Demographic.Make", "apple"),
        ("Demographic.Model", "iPhone"),
        ("Demographic.ModelVersion", "8"),
        ("Demographic.Platform", "ios"),
        ("Demographic.PlatformVersion", "12"),
        ("Demographic.Timezone", "America/Los_Angeles"),
        ("EffectiveDate", "2019-10-09T18:40:16.581Z"),
        ("EndpointId", "e1"),
        ("EndpointStatus", "ACTIVE"),
        ("Id", "e1"),
        ("Location.City", "Los Angeles"),
        ("Location.Country", "US"),
        ("Location.Latitude", "47.6"),
        ("Location.Longitude", "-122.3"),
        ("Location.PostalCode", "90001"),
        ("Location.Region", "CA"),
        ("Metrics.visits", "6.0"),
        ("Metrics.large", "100000000000000000.0"),
        ("Metrics.half", "0.5"),
        ("OptOut", "NONE"),
        ("Pinpoint.ApplicationId", "a1"),
        ("RecommendationItems", ""),
        ("RecommendationItems.[1]", ""),
        ("Recommendations.name", ""),
        ("Recommendations.name.[0]", ""),
        ("RequestId", "r1"),
        ("User.UserAttributes.FirstName", "Ada"),
        ("User.UserId", "u1"),
    ],
)
def test_variables_of_an_endpoint(variable: str, expected: str) -> None:
    assert render(f"<{{{{{variable}}}}}>", VARIABLES) == f"<{expected}>"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("{{Attributes.colors}}", "blue", id="a bare list prints its first value"),
        pytest.param("{{Attributes.colors.[0]}} {{Attributes.colors.[2]}}", "blue green", id="values by place"),
        pytest.param("<{{Attributes.colors.[3]}}{{Attributes.colors.x}}>", "<>", id="no such place"),
        pytest.param("{{Location.City.[0]}}", "Los Angeles", id="a single value is a list of one"),
        pytest.param("{{User.UserAttributes.[Last Name].[1]}}", "King", id="a name with a blank"),
        pytest.param("{{Attributes.[First Name]}}", "Ada", id="a name with a blank, bare"),
        pytest.param("{{Attributes.[it's = (odd)]}}", "odd", id="a name with quotes and more"),
        pytest.param("{{Attributes.a.b}} {{Attributes.[a.b]}}", "dot dot", id="a name with a dot"),
        pytest.param("{{[User.UserId]}} {{[User].[UserId]}}", "u1 u1", id="brackets around a whole name"),
        pytest.param("{{Attributes.2020}}", "year", id="a name that is a number"),
        pytest.param(
            "{{User/UserId}} {{this.User.UserId}} {{./Id}} {{@root.User.UserId}}", "u1 u1 e1 u1", id="spellings"
        ),
        pytest.param("<{{User}}{{Nothing.at.all}}{{Attributes.none}}>", "<>", id="nothing to print"),
        pytest.param("{{{Id}}} {{&Id}} {{~Id}} {{ Id ~}} .", "e1 e1e1 e1.", id="kinds of tags"),
        pytest.param("a {{~{Id}~}} b", "ae1b", id="triple with whitespace control"),
        pytest.param('{"a": {"b":{{Id}} }}', '{"a": {"b":e1 }}', id="braces behind a tag"),
        pytest.param("Tom & Jerry <b> {{upper 'tom & \"j\" <b>'}}", 'Tom & Jerry <b> TOM & "J" <B>', id="not escaped"),
        pytest.param("\\{{Id}} \\\\{{Id}}", "{{Id}} \\e1", id="escaped tags"),
        pytest.param('a{{! no {{ Id }}{{!-- {{Id}} " --}}b', "ab", id="comments"),
        pytest.param("{{{{raw}}}}{{Id}} '{{{{/raw}}}}", "{{Id}} '", id="a raw block"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_tags(template: str, expected: str) -> None:
    assert render(template, VARIABLES) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("{{#each Attributes.colors}}{{@index}}{{this}} {{/each}}", "0blue 1red 2green ", id="each"),
        pytest.param(
            "{{#each Attributes.many}}{{this}}{{#unless @last}},{{/unless}}{{/each}}",
            "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14",
            id="each stops at 15",
        ),
        pytest.param(
            "{{#each Attributes.colors as |it at|}}{{at}}{{it}}{{../Id}} {{/each}}",
            "0bluee1 1rede1 2greene1 ",
            id="each as",
        ),
        pytest.param(
            "{{#each Nothing}}x{{else}}none{{/each}}{{#each Attributes.none}}x{{^}}none{{/each}}",
            "nonenone",
            id="each of nothing",
        ),
        pytest.param("{{#each Location.City}}<{{this}}>{{/each}}", "<Los Angeles>", id="each of a single value"),
        pytest.param(
            "{{#each Demographic}}{{@key}}.{{/each}}",
            "AppVersion.Locale.Make.Model.ModelVersion.Platform.PlatformVersion.Timezone.",
            id="each of members",
        ),
        pytest.param(
            '{{#each (lookup Attributes "colors")}}{{this}} {{/each}}', "blue red green ", id="each of a looked-up list"
        ),
        pytest.param(
            "{{#each Attributes.[First Name]}}{{[this]}}{{../Attributes.colors.[1]}} {{/each}}",
            "red red ",
            id="up to the parent",
        ),
        pytest.param("{{#if Id}}y{{else}}n{{/if}}{{#if Nothing}}y{{else}}n{{/if}}", "yn", id="if"),
        pytest.param(
            "{{#if Attributes.empty}}y{{else}}n{{/if}}{{#if Attributes.none}}y{{else}}n{{/if}}",
            "nn",
            id="if of an empty text",
        ),
        pytest.param(
            "{{#if Metrics.none}}y{{else}}n{{/if}}{{#if Metrics.none includeZero=true}}y{{/if}}", "ny", id="if of zero"
        ),
        pytest.param(
            "{{#if User}}y{{/if}}{{#if (lookup Attributes 'none')}}y{{else}}n{{/if}}", "yn", id="if of a group"
        ),
        pytest.param("{{#unless Id}}y{{else}}n{{/unless}}{{^if Id}}y{{else}}n{{/if}}", "nn", id="unless"),
        pytest.param("{{#if Nothing}}1{{else   if\nId}}2{{else}}3{{/if}}", "2", id="else if"),
        pytest.param("{{#if Nothing}}1{{else unless Id}}2{{else}}3{{/if}}", "3", id="else unless"),
        pytest.param('{{#eq Id "e0"}}0{{else eq Id "e1"}}1{{else}}2{{/eq}}', "1", id="else with a helper"),
        pytest.param(
            "{{#if Nothing}}{{else each Attributes.colors}}{{this}} {{/if}}", "blue red green ", id="else with each"
        ),
        pytest.param("{{#if Nothing}}{{else with User}}{{UserId}}{{else}}2{{/if}}", "u1", id="else with with"),
        pytest.param("{{#if Nothing}}{{else Nothing}}1{{else User}}{{UserId}}{{/if}}", "u1", id="else with a section"),
        pytest.param(
            "{{#with User.UserAttributes}}{{FirstName}} {{[Last Name]}}{{/with}}{{#with Nothing}}x{{/with}}",
            "Ada Lovelace",
            id="with",
        ),
        pytest.param("{{#User}}{{UserId}}{{/User}}{{^Nothing}}none{{/Nothing}}", "u1none", id="sections"),
        pytest.param(
            '{{lookup Attributes "colors"}} {{lookup Attributes.colors 1}} {{lookup Attributes "a.b"}}',
            "blue red dot",
            id="lookup",
        ),
        pytest.param(
            '<{{lookup Attributes "nothing"}}{{lookup Nothing "x"}}{{log Id}}>', "<>", id="lookup of nothing, log"
        ),
        pytest.param(
            "{{#if Id}}\n  yes\n{{else}}\n  no\n{{/if}}\nend", "  yes\nend", id="blocks on lines of their own"
        ),
    ],
)
def test_blocks(template: str, expected: str) -> None:
    assert render(template, VARIABLES) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param(
            '{{#* inline "fullName"}}\n{{User.UserAttributes.FirstName.[0]}}'
            "{{#if User.UserAttributes.[Last Name].[0]}} {{User.UserAttributes.[Last Name].[0]}}{{/if}}\n"
            "{{/inline}}\nHello {{> fullName}}",
            "Hello Ada Lovelace\n",
            id="the sample of the user guide",
        ),
        pytest.param("{{#*inline 'a'}}[{{Id}}]{{/inline}}{{> a}}{{> a}}", "[e1][e1]", id="twice"),
        pytest.param('{{#*inline "full name"}}{{Id}}{{/inline}}{{> "full name"}}', "e1", id="a name with a blank"),
        pytest.param("{{#*inline a}}{{UserId}}{{/inline}}{{> a User}}", "u1", id="a context"),
        pytest.param("{{#*inline 'a'}}{{x}}{{/inline}}{{> a x='}}'}}{{> a x=Id}}", "}}e1", id="options"),
        pytest.param(
            "{{#*inline 'SMS'}}s{{/inline}}{{> (lookup . 'ChannelType') x=1}}", "s", id="a name from a variable"
        ),
        pytest.param("{{#> nothing}}{{Id}}{{/nothing}}", "e1", id="a block for a missing one"),
        pytest.param("{{> a}}{{#*inline 'a'}}<{{> b}}>{{/inline}}{{#*inline 'b'}}b{{/inline}}", "<b>", id="before it"),
        pytest.param(
            "{{#if Id}}{{> a}}{{#*inline 'a'}}inner{{/inline}}{{/if}} {{> a}}{{#*inline 'a'}}outer{{/inline}}",
            "inner outer",
            id="before it, in a block",
        ),
        pytest.param("{{#*inline 'a'}}<{{> @partial-block}}>{{/inline}}{{#> a}}{{! }}{{/a}}", "<>", id="no block"),
        pytest.param(
            "{{#*inline 'a'}}\n1\n\n2\n{{/inline}}\nList:\n  {{> a}}\nEnd", "List:\n  1\n  \n  2\nEnd", id="indented"
        ),
        pytest.param("{{#*inline 'a'}}<{{> @partial-block}}>{{/inline}}{{#> a}}{{Id}}{{/a}}", "<e1>", id="its block"),
    ],
)
def test_partials(template: str, expected: str) -> None:
    assert render(template, VARIABLES) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("{{upper}} {{round}}", "Ann 7", id="the name of a helper alone is a variable"),
        pytest.param(
            "{{this.now}} {{[now]}}", "then then", id="a variable that is called as a helper without arguments"
        ),
        pytest.param("{{1}} {{'1'}} {{2.5}} {{true}}", "one one half yes", id="literals alone are variables"),
        pytest.param("{{Größe}} {{😀}}", "groß smile", id="unicode"),
        pytest.param("{{User}} {{User.UserId}} {{User.[1]}}", "Ann u1 Bob", id="a value and members"),
        pytest.param(
            "{{#each User}}{{this}} {{/each}}{{#if User}}y{{/if}}{{#with User}}{{this}}{{/with}}",
            "Ann Bob yAnn",
            id="both in blocks",
        ),
    ],
)
def test_names(template: str, expected: str) -> None:
    names = {
        "upper": ["Ann"],
        "round": ["7"],
        "now": ["then"],
        "1": ["one"],
        "2.5": ["half"],
        "true": ["yes"],
        "Größe": ["groß"],
        "😀": ["smile"],
        "User": ["Ann", "Bob"],
    }
    assert render(template, merge_variables(VARIABLES, names)) == expected


def test_defaults_attributes_and_substitutions() -> None:
    template = (
        "{{User.UserAttributes.FirstName}} {{User.UserAttributes.FirstName.[0]}} {{Attributes.x}} {{Attributes.none}}"
    )
    defaults = {"User.UserAttributes.FirstName": "friend", "Attributes.x": "default", "Attributes.none.[0]": "nothing"}
    assert render(template, merge_variables(defaults)) == "friend friend default nothing"
    assert render(template, merge_variables(defaults, VARIABLES)) == "Ada Ada default nothing"
    substitutions = {"User.UserAttributes.FirstName": ["Grace", "Edith"], "Attributes": ["unused"]}
    assert render(template, merge_variables(defaults, VARIABLES, substitutions)) == "Grace Grace default nothing"


def test_a_list_of_substitutions_is_like_a_list_of_attributes() -> None:
    variables = merge_variables({"names": ["Ada", "Grace"]})
    assert render("{{names}} {{names.[1]}} {{#each names}}<{{this}}>{{/each}}", variables) == "Ada Grace <Ada><Grace>"


def test_uuid_comes_from_the_given_source() -> None:
    ids = iter("12")
    assert render("{{uuid}} {{upper (uuid)}}", {}, uuid=lambda: next(ids)) == "1 2"


def test_uuid_without_a_source_is_one_of_version_4() -> None:
    made = render("{{uuid}}", {})
    assert uuid.UUID(made).version == 4
    assert made != render("{{uuid}}", {})


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("{{upper Id 'x' y='z'}}", "E1", id="more than a helper knows is ignored"),
        pytest.param("{{eq Id 'e1' 'x'}}", "true", id="also by conditional helpers"),
        pytest.param("{{ljust Id 4 size=9}}.", "e1  .", id="a place before an option"),
        pytest.param("{{ljust Id 4 pad=Nothing}}.", "e1  .", id="an option without a value is not given"),
        pytest.param("<{{upper Nothing}}{{add 1 Nothing}}{{sha256 Nothing}}{{ljust Nothing 5}}>", "<>", id="no value"),
        pytest.param("{{#upper Id}}body{{/upper}}", "E1", id="a helper of values as a block"),
        pytest.param("{{'upper' Id}}", "E1", id="a helper in quotes"),
        pytest.param("{{upper '}} {{ \"x\" \\'y\\''}}", "}} {{ \"X\" 'Y'", id="braces and quotes in a text"),
        pytest.param("{{upper null}}{{if null yes='y' no='n'}}{{if true yes='y'}}", "ny", id="literals"),
    ],
)
def test_calls_of_helpers(template: str, expected: str) -> None:
    assert render(template, VARIABLES) == expected


def test_rendering_again_uses_the_new_values() -> None:
    template = "{{upper Name}}"
    assert [render(template, {"Name": [name]}) for name in ("Ada", "Grace")] == ["ADA", "GRACE"]
