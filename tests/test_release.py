"""What a user downloads: a wheel of the package alone, and the source with its tests."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

from pinpoint_mock import __version__

build = pytest.importorskip("hatchling.build", reason="hatchling, which builds the package, is not installed")

ROOT = Path(__file__).parent.parent
NAME = f"pinpoint_mock-{__version__}"


def files(folder: str) -> set[str]:
    """The files below a folder of the repository, but for what Python has compiled."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_wheel_holds_the_package_and_no_tests(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / build.build_wheel(str(tmp_path))) as wheel:
        names = set(wheel.namelist())
    about = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    assert names == files("pinpoint_mock") | {f"{NAME}.dist-info/{name}" for name in about}
    assert {
        "pinpoint_mock/__init__.py",
        "pinpoint_mock/py.typed",
        "pinpoint_mock/protocol/service/pinpoint.json",
    } <= names


def test_the_source_distribution_holds_the_tests_too(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / build.build_sdist(str(tmp_path))) as source:
        names = {member.name for member in source.getmembers() if member.isfile()}
    top = {".gitignore", "CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml", "tox.ini"}
    expected = files("pinpoint_mock") | files("tests") | top
    assert names == {f"{NAME}/{name}" for name in expected}
    assert f"{NAME}/tests/test_release.py" in names
