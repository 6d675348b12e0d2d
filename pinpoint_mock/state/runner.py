"""What is known of the runner of the tests. pytest's plugin tells it; of another runner nothing is known."""

from __future__ import annotations

from pinpoint_mock.state.options import UNSET, Options


class Run:
    """One run of tests.

    `options` are those that the marker and the ini file give to the mocks of the test, or of the setup, that runs now.
    `not_passed` counts the tests that have failed or were skipped. `shared_by` is `class`, `module`, `package` or
    `session` while a setup runs that several tests share. `is_partial` is whether tests may be left out,
    `names_files` whether whole files may.
    """

    def __init__(
        self, options: Options = UNSET, *, is_partial: bool = False, names_files: bool = False
    ) -> None:  # no dataclass: pytest reads this when it starts, and that takes time
        self.options = options
        self.not_passed = 0
        self.shared_by: str | None = None
        self.is_partial = is_partial
        self.names_files = names_files

    def may_lack_tests_of(self, scope: str) -> bool:
        """Whether tests that share a setup of a scope may be left out of this run.

        >>> Run(names_files=True).may_lack_tests_of("session"), Run(names_files=True).may_lack_tests_of("module")
        (True, False)
        """
        return self.is_partial or (self.names_files and scope in ("package", "session"))


current = Run()
