"""Dependencies point one way, and what is not used is not imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pinpoint_mock

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(pinpoint_mock.__file__).parent

FLOORS = (
    {"core"},
    {"logs"},
    {"state", "rendering"},
    {"audience", "delivery"},
    {"engagement"},
    {"operations"},
    {"protocol"},
    {"adapters"},
    {"mock"},
)
"""The rooms from the lowest floor to the highest: a room may import from itself and from the floors below it.

Imports for types count too.
"""

MAY_IMPORT = {room: set[str]().union({room}, *FLOORS[:number]) for number, floor in enumerate(FLOORS) for room in floor}

TOP = {"__init__", "__main__", "cli", "pytest_plugin"}
"""The modules that may import from everywhere."""

SDK_OUTSIDE_ADAPTERS = ("botocore.xform_name", "botocore.exceptions")
"""What the rooms besides the adapters may use of boto3 and botocore: names, and no objects of HTTP."""

MAKES_CLIENTS = "mock/clients.py"


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted names that a module imports, wherever it does so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(path: str, source: str) -> list[str]:
    """The imports of the module at `path`, within the package, that are not allowed."""
    room = path.split("/")[0].removesuffix(".py")
    found = []
    for name in imported(ast.parse(source)):
        library, _, rest = name.partition(".")
        if library == "pinpoint_mock":
            is_wrong = room not in TOP and rest.split(".")[0] not in MAY_IMPORT[room]
        elif library == "moto":
            is_wrong = not path.startswith("adapters/moto/")
        elif library in ("boto3", "botocore", "aiobotocore"):
            may_import_all = room in TOP | {"adapters"} or path == MAKES_CLIENTS
            is_wrong = not may_import_all and not name.startswith(SDK_OUTSIDE_ADAPTERS)
        else:
            is_wrong = False
        if is_wrong:
            found.append(name)
    return found


def sources() -> dict[str, str]:
    """The modules of the package, by their paths within it."""
    return {path.relative_to(PACKAGE).as_posix(): path.read_text() for path in PACKAGE.rglob("*.py")}


def test_no_import_points_up() -> None:
    modules = sources()
    assert {path: faults(path, source) for path, source in modules.items() if faults(path, source)} == {}
    assert len(modules) > 40


@pytest.mark.parametrize(
    ("path", "source", "found"),
    [
        ("core/ids.py", "from pinpoint_mock.core import clock", []),
        ("core/ids.py", "from pinpoint_mock.logs.log import Log", ["pinpoint_mock.logs.log.Log"]),
        ("logs/sms.py", "import pinpoint_mock.state.world", ["pinpoint_mock.state.world"]),
        (
            "rendering/helpers/dates.py",
            "if TYPE_CHECKING:\n    from pinpoint_mock.state.world import App",
            ["pinpoint_mock.state.world.App"],
        ),
        ("operations/apps.py", "def f():\n    from pinpoint_mock import protocol", ["pinpoint_mock.protocol"]),
        ("mock/facade.py", "from pinpoint_mock import PinpointMock", ["pinpoint_mock.PinpointMock"]),
        ("cli.py", "from pinpoint_mock import mock_pinpoint\nimport boto3", []),
        ("adapters/moto/takeover.py", "import moto.core.models\nfrom botocore import session", []),
        ("adapters/transport.py", "import moto.core.models", ["moto.core.models"]),
        ("protocol/dispatch.py", "from botocore import xform_name, session", ["botocore.session"]),
        ("mock/faults.py", "from botocore.exceptions import ReadTimeoutError", []),
        ("mock/facade.py", "import boto3\nimport json", ["boto3"]),
    ],
)
def test_an_import_that_is_not_allowed_is_found(path: str, source: str, found: list[str]) -> None:
    assert faults(path, source) == found


def imports_within(modules: dict[str, str]) -> dict[str, set[str]]:
    """What each module imports of the package, by dotted names within it; imports for types count too."""
    names = {path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in modules}
    graph: dict[str, set[str]] = {name: set() for name in names}
    for name, path in names.items():
        for target in imported(ast.parse(modules[path])):
            library, _, target = target.partition(".")
            while target and target not in names:
                target = target.rpartition(".")[0]
            if library == "pinpoint_mock" and target and target != name:
                graph[name].add(target)
    return graph


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of a circle of imports, or none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_imports_go_round_in_a_circle() -> None:
    graph = imports_within(sources())
    assert circle(graph) == []
    assert sum(map(len, graph.values())) > 200


def test_a_circle_is_found() -> None:
    modules = {
        "core/__init__.py": "",
        "core/ids.py": "if TYPE_CHECKING:\n    from pinpoint_mock.core.clock import Clock",
        "core/clock.py": "from pinpoint_mock.core import arns",
        "core/arns.py": "def f():\n    import pinpoint_mock.core.ids",
    }
    assert set(circle(imports_within(modules))) == {"core.ids", "core.clock", "core.arns"}


def loaded(statement: str, *libraries: str) -> set[str]:
    """Which of the libraries a new process has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*(set({list(libraries)!r}) & sys.modules.keys()))"
    return set(subprocess.check_output([sys.executable, "-c", code], text=True).split())


HEAVY = ("babel", "boto3", "botocore", "moto", "rich", "dateutil", "phonenumbers")


@pytest.mark.parametrize("statement", ["import pinpoint_mock", "import pinpoint_mock.pytest_plugin"])
def test_the_package_and_its_plugin_load_nothing_heavy(statement: str) -> None:
    assert loaded(statement, *HEAVY) == set()


def test_the_mock_loads_no_library_before_its_first_use() -> None:
    statement = "from pinpoint_mock import mock_pinpoint"
    assert loaded(statement, "boto3", "moto", "rich", "phonenumbers", "botocore") == set()


FIRST_CALL = """
import boto3
from pinpoint_mock import mock_pinpoint
from pinpoint_mock.protocol.model import service_model
assert service_model.cache_info().currsize == 0
with mock_pinpoint() as pinpoint:
    assert service_model.cache_info().currsize == 1
    boto3.client("pinpoint").get_app(ApplicationId=pinpoint.add_app())
"""


def test_the_first_entry_loads_the_service_model_and_neither_moto_nor_rich() -> None:
    assert loaded(FIRST_CALL, "moto", "rich", "phonenumbers") == set()


EARLY_CLIENT = """
import builtins, io, os, sys
import boto3
from pinpoint_mock import mock_pinpoint

client = boto3.client("pinpoint", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
"""

CALLS = """
found = []

def watch(event, arguments):
    if event in ("import", "open", "os.listdir", "os.scandir"):
        found.append(f"{event} {arguments[0]}")

with mock_pinpoint() as pinpoint:
    sys.addaudithook(watch)
    app_id = client.create_app(CreateApplicationRequest={"Name": "shop"})["ApplicationResponse"]["Id"]
    client.update_sms_channel(ApplicationId=app_id, SMSChannelRequest={"Enabled": True})
    client.update_endpoint(
        ApplicationId=app_id, EndpointId="phone", EndpointRequest={"ChannelType": "SMS", "Address": "+15550100"}
    )
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Endpoints": {"phone": {}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello {{name}}", "Substitutions": {"name": ["Ada"]}}},
        },
    )
    try:
        client.get_user_endpoints(ApplicationId=app_id, UserId="nobody")
    except client.exceptions.NotFoundException:
        pass
    pinpoint.assert_sent(body="Hello Ada")
    print(*found, sep="\\n", end="")
"""


def test_after_the_first_entry_calls_import_and_read_nothing() -> None:
    """So that they work where the file system is fake, as pyfakefs makes it."""
    assert subprocess.check_output([sys.executable, "-c", EARLY_CLIENT + CALLS], text=True) == ""


EMPTY_FILE_SYSTEM = """
def find_nothing(*arguments, **options):
    raise FileNotFoundError(*arguments)

builtins.open = io.open = io.open_code = os.open = os.stat = os.listdir = os.scandir = find_nothing
with mock_pinpoint():
    print(client.get_apps()["ApplicationsResponse"])
"""


def test_a_mock_can_be_entered_first_where_the_file_system_is_fake() -> None:
    assert (
        subprocess.check_output([sys.executable, "-c", EARLY_CLIENT + EMPTY_FILE_SYSTEM], text=True) == "{'Item': []}\n"
    )
