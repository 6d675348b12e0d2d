"""What the plugin tells the mocks about the run: see `pinpoint_mock.state.runner`."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.pytest_plugin.options import options_of_test
from pinpoint_mock.state import runner
from pinpoint_mock.state.runner import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pinpoint_mock.state.options import Options


def begin_run(config: pytest.Config, options: Options) -> None:
    """Begin to tell of a run, until its end; another one goes on then if a test of that runs pytest."""
    outer = runner.current
    config.add_cleanup(lambda: _set_current(outer))
    names_files = config.args_source is pytest.Config.ArgsSource.ARGS
    is_partial = hasattr(config, "workerinput") or any("::" in argument for argument in config.args)
    _set_current(Run(options, is_partial=is_partial, names_files=names_files))


def _set_current(run: Run) -> None:
    runner.current = run


@contextlib.contextmanager
def setting_up(fixture: pytest.FixtureDef[object], request: pytest.FixtureRequest) -> Iterator[None]:
    """While a fixture is set up: which tests share it, and their options. Refuses one whose mock would be over."""
    _check_mock_lasts(fixture)
    run = runner.current
    if fixture.scope == "function":
        yield
        return
    outer = run.shared_by, run.options
    run.shared_by, run.options = fixture.scope, options_of_test(request.node)
    try:
        yield
    finally:
        run.shared_by, run.options = outer


def _check_mock_lasts(fixture: pytest.FixtureDef[object]) -> None:
    decorators = sys.modules.get("pinpoint_mock.mock.decorators")
    if decorators is None or not decorators.ends_at_return(fixture.func):
        return
    raise pytest.fail.Exception(
        f"pinpoint_mock: the fixture '{fixture.argname}' is decorated with @mock_pinpoint and returns, so its mock is "
        "over before the test runs. Let it yield instead of return, or leave out @mock_pinpoint and let it ask for the "
        "fixture 'pinpoint'.",
        pytrace=False,
    )
