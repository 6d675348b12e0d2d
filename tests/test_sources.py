"""Every `Source:` names what a reader can open; the README's section "Sources" says where."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

import pinpoint_mock
from pinpoint_mock.protocol.model import service_model

PACKAGE = Path(pinpoint_mock.__file__).parent
TESTS = Path(__file__).parent
README = TESTS.parent / "README.md"

PAGE = r"[A-Za-z0-9_-]+"
PATH = rf"{PAGE}(?:/{PAGE})+"
REPOSITORY = r"[A-Za-z0-9-]+/[\w.-]+"

FORMS = {
    "ADM": PAGE,
    "API": PAGE,
    "APNS": PAGE,
    "AWS": PATH,
    "BOTOCORE": r"[\w./-]+\.json",
    "CLI": "[a-z-]+",
    "DG": PAGE,
    "FCM": rf"{PATH}(?:\.[a-z]+)?",
    "MODEL": r"(?P<shape>\w+)(?:\.(?P<member>\w+))?",
    "RFC": "[0-9]+",
    "TF": r"[a-z_]+\.go",
    "UG": PAGE,
}
"""What stands behind each key."""

OUR_SOURCE = r"(?<!\[)Source:"
"""Not that in the words of the service, `[Source: (String)"..."; line: 1, column: 4]`."""

THREAD_OR_FILE = re.compile(rf"gh:{REPOSITORY}(?:#[0-9]+|(?:@[0-9a-f]{{7,40}})?:[\w./-]+)?")

ELSEWHERE = re.compile(
    r"\bfacts\b|\bchoices? [0-9]|\bdesign\b|\bissue [0-9]|\bsections? [0-9]|\.\./shared", re.IGNORECASE
)
"""Words that point to documents outside of the repository."""


def texts(module: str) -> list[str]:
    """The docstrings of a module, and the texts after its constants."""
    nodes = ast.walk(ast.parse(module))
    strings = (node.value for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    return [inspect.cleandoc(string.value) for string in strings if isinstance(string.value, str)]


def sources(text: str) -> list[list[str]]:
    """The references of each `Source:` in a text, which runs to the next blank line or the end of the text."""
    found = re.findall(r"Source:(.*?)(?=\n\s*\n|\Z)", text, re.DOTALL)
    return [re.split(r";\s+", " ".join(lines.split()).removesuffix(".")) for lines in found]


def is_good(reference: str) -> bool:
    """Whether a reference has a known key, the form of that key and, for the model, an existing shape and member."""
    if reference.startswith("gh:"):
        return THREAD_OR_FILE.fullmatch(reference) is not None
    key, _, name = reference.partition(" ")
    match = re.fullmatch(FORMS[key], name) if key in FORMS else None
    if match is None or key != "MODEL":
        return match is not None
    shape = service_model()["shapes"].get(match["shape"], {})
    return bool(shape) and match["member"] in (None, *shape.get("members", ()))


def faults(module: str) -> list[str]:
    """The references of a module that are not good, and its lines that point elsewhere or hide a source."""
    found = [each for text in texts(module) for references in sources(text) for each in references if not is_good(each)]
    if len(re.findall(OUR_SOURCE, module)) != sum(len(re.findall(OUR_SOURCE, text)) for text in texts(module)):
        found.append("Source: outside of a docstring")
    return found + elsewhere(module)


def elsewhere(text: str) -> list[str]:
    """The lines of a text that point to documents outside of the repository."""
    return [line.strip() for line in text.splitlines() if ELSEWHERE.search(line)]


def test_every_source_can_be_opened() -> None:
    paths = [path for folder in (PACKAGE, TESTS) for path in folder.rglob("*.py") if path != Path(__file__)]
    found = {path.as_posix(): faults(path.read_text()) for path in paths}
    assert {path: bad for path, bad in found.items() if bad} == {}
    assert len(paths) > 100


@pytest.mark.parametrize("name", ["CHANGELOG.md", "README.md"])
def test_no_text_points_to_documents_outside_of_the_repository(name: str) -> None:
    assert elsewhere((README.parent / name).read_text()) == []


def test_the_readme_explains_each_key() -> None:
    section = README.read_text().split("\n## Sources\n")[1].split("\n## ")[0]
    keys = re.findall(r"^\| `([A-Z]+) ", section, re.MULTILINE)
    assert keys == sorted(FORMS)
    assert "| `gh:owner/repo#N`" in section


def test_each_key_is_used() -> None:
    found = [source for path in PACKAGE.rglob("*.py") for text in texts(path.read_text()) for source in sources(text)]
    assert {reference.partition(" ")[0] for source in found for reference in source} >= FORMS.keys()


@pytest.mark.parametrize(
    "reference",
    [
        "ADM send-message",
        "API apps-application-id-messages",
        "APNS sending-notification-requests-to-apns",
        "AWS sms-voice/latest/userguide/sms-limitations-character",
        "BOTOCORE partitions.json",
        "BOTOCORE pinpoint/2016-12-01/service-2.json",
        "CLI get-endpoint",
        "DG pinpoint_example_pinpoint_SendMessages_section",
        "FCM reference/fcm/rest/v1/projects.messages",
        "MODEL EndpointItemResponse",
        "MODEL EndpointItemResponse.StatusCode",
        "RFC 9562",
        "TF sms_channel_test.go",
        "UG channels-sms-limitations-fallback",
        "gh:aws/aws-cli#3936",
        "gh:jknack/handlebars.java",
        "gh:zkhin/backend:real-main/app_tests/clients/test_pinpoint.py",
        "gh:awsdocs/amazon-pinpoint-user-guide@2284633:doc-source/channels-sms-verify.md",
    ],
)
def test_a_reference_is_good(reference: str) -> None:
    assert is_good(reference)


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "DG",
        "DG:quotas",
        "DG quotas, audience-define-user",
        "DG quotas (SMS template)",
        "the texts of EndpointRequest",
        "APIREF samples-rawcontent-object",
        "VA 1319",
        "CLI GetEndpoint",
        "MODEL NoSuchShape",
        "MODEL EndpointItemResponse.NoSuchMember",
        "MODEL EndpointItemResponse.",
        "RFC nine",
        "TF app.go limitsEmpty",
        "aws-sdk-js#3175",
        "gh:aws-cli#3936",
        "gh:aws/aws-cli#",
        "gh:aws/aws-cli@master",
        "facts, messaging section 12, choice 12",
        'design, "Settled"',
    ],
)
def test_a_reference_is_bad(reference: str) -> None:
    assert not is_good(reference)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quotas. Source: DG quotas.", [["DG quotas"]]),
        ("Source: DG quotas; TF app_test.go", [["DG quotas", "TF app_test.go"]]),
        ("Text.\nSource: DG quotas;\nTF app.go; CLI\nget-app.\n\n>>> 1", [["DG quotas", "TF app.go", "CLI get-app"]]),
        ("Source: DG quotas. The texts are invented.", [["DG quotas. The texts are invented"]]),
        ("Source:", [[""]]),
        ("Source: DG a.\n\nMore.\n\nSource: UG b.", [["DG a"], ["UG b"]]),
        ("No source.", []),
    ],
)
def test_the_references_of_a_text(text: str, found: list[list[str]]) -> None:
    assert sources(text) == found


@pytest.mark.parametrize(
    ("module", "found"),
    [
        ('"""Text. Source: DG quotas."""\n', []),
        ('"""Text. Source: ZZ quotas."""\n', ["ZZ quotas"]),
        ('LIMIT = 1\n"""Quota. Source: DG quotas; DG."""\n', ["DG"]),
        ('class C:\n    """C."""\n    x: int\n    """X. Source: MODEL Nothing."""\n', ["MODEL Nothing"]),
        ('def f():\n    """F.\n\n    Source: DG quotas;\n    ours.\n\n    >>> f()\n    """\n', ["ours"]),
        ("LIMIT = 1  # Source: DG quotas\n", ["Source: outside of a docstring"]),
        ("x = 1  # the Facts say so\n", ["x = 1  # the Facts say so"]),
        ('"""As in choice 12."""\n', ['"""As in choice 12."""']),
        ('"""See design, "The house"."""\n', ['"""See design, "The house"."""']),
        ("# see ../shared/review.md\n", ["# see ../shared/review.md"]),
        ('"""A random choice, and a few issues."""\n', []),
    ],
)
def test_the_faults_of_a_module(module: str, found: list[str]) -> None:
    assert faults(module) == found
