"""Message variables."""

from __future__ import annotations

import pytest

from pinpoint_mock.rendering.substitutions import substitute


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Hi {{name}}", "Hi Ada", id="a variable"),
        pytest.param("Hi {{ name }}", "Hi Ada", id="blanks around the name"),
        pytest.param("{{name}}{{name}}", "AdaAda", id="twice"),
        pytest.param("Hi {{Name}}", "Hi ", id="names are case-sensitive"),
        pytest.param("Hi {{other}}!", "Hi !", id="no value leaves nothing"),
        pytest.param("Hi {{none}}!", "Hi !", id="an empty list leaves nothing"),
        pytest.param("Hi {{names}}", "Hi Ada", id="the first of several values"),
        pytest.param("{{User.UserAttributes.first name}}", "dotted", id="dots and blanks in a name"),
        pytest.param("Hi {name} {{", "Hi {name} {{", id="not a variable"),
        pytest.param("Hi", "Hi", id="nothing to replace"),
        pytest.param(None, None, id="no text"),
        pytest.param("{{nested}}", "{{name}}", id="a value is not read again"),
        pytest.param("{{}}", "", id="no name"),
    ],
)
def test_substitute(text: str | None, expected: str | None) -> None:
    values = {
        "name": ["Ada"],
        "names": ["Ada", "Grace"],
        "none": [],
        "nested": ["{{name}}"],
        "User.UserAttributes.first name": ["dotted"],
    }
    assert substitute(text, values) == expected
