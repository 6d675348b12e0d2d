"""The plugin of suites with the ini option `pinpoint_mock_autouse`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.pytest_plugin.fixtures import mocked

if TYPE_CHECKING:
    from collections.abc import Iterator


class Autouse:
    """A mock in every test, and a guard between the mocks.

    A test that asks for the fixture `pinpoint` has that, from its beginning. Any other test has a mock in the
    background, which answers what is not inside a mock of the test's own. A test's own mock is not inside that of the
    background: it begins with an empty world, as without this option.
    """

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self) -> None:
        """Guard tests, fixtures of all scopes, and what lies between them."""
        from pinpoint_mock.adapters.patches import refuse_real_pinpoint

        refuse_real_pinpoint()

    def pytest_unconfigure(self) -> None:
        """Guard no longer."""
        from pinpoint_mock.adapters.patches import allow_real_pinpoint

        allow_real_pinpoint()

    @pytest.fixture(autouse=True)
    def _pinpoint_autouse(self, request: pytest.FixtureRequest) -> Iterator[None]:
        if "pinpoint" in request.fixturenames:
            request.getfixturevalue("pinpoint")
            yield
        else:
            for _ in mocked(request.node, is_background=True):
                yield
