"""What the tests of this room ask: whether a mock is active, and what its world holds."""

from __future__ import annotations

import contextlib
import io
import unittest

import pytest
from botocore.awsrequest import AWSRequest
from botocore.httpsession import URLLib3Session

from pinpoint_mock import RealAWSRefused, current_mock


def is_active() -> bool:
    try:
        current_mock()
    except RuntimeError:
        return False
    return True


def put(name: str = "shop") -> int:
    """Put an application in place, and count all that are there."""
    current_mock().add_app(name=name)
    return len(names())


def names() -> list[str]:
    """The names of the applications that are there."""
    return [app.name for app in current_mock().backend().apps.values()]


def run(pytester: pytest.Pytester, source: str, **outcomes: int) -> pytest.RunResult:
    """Run a suite with pytest, and check how many of its tests passed, failed and so on, and that no mock is left."""
    result = run_with(pytester, source)
    result.assert_outcomes(**outcomes)
    return result


def run_with(pytester: pytest.Pytester, source: str, *plugins: object) -> pytest.RunResult:
    """Run a suite with pytest and these plugins, and check that no mock is left."""
    pytester.makepyfile(HEADER + source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # they are slow to load, and not what is tested
        result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-W", "error", plugins=plugins)
    assert not is_active()
    return result


def run_unittest(*classes: type[unittest.TestCase]) -> unittest.TestResult:
    """Run classes with the runner of `unittest`, and check that no mock is left."""
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(cls) for cls in classes)
    result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
    assert not is_active()
    return result


def texts(problems: list[tuple[unittest.TestCase, str]]) -> list[str]:
    """The last lines of what a runner has to say."""
    return [text.strip().splitlines()[-1] for _, text in problems]


def swallow() -> None:
    """Make a call to a real AWS service, and take no notice of the refusal."""
    assert is_active()
    request = AWSRequest("GET", "https://s3.amazonaws.com/").prepare()
    with contextlib.suppress(RealAWSRefused):
        URLLib3Session().send(request)


def swallow_and_fail() -> None:
    """Swallow a refusal, and fail for another reason."""
    swallow()
    raise ZeroDivisionError


def interrupt() -> None:
    """Swallow a refusal, and be interrupted."""
    swallow()
    raise KeyboardInterrupt


HEADER = """
import unittest
import pytest
from pinpoint_mock import current_mock, mock_pinpoint
from tests.mock.inside import interrupt, is_active, names, put, swallow, swallow_and_fail
"""
