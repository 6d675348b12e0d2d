"""`install_into_moto`: this mock's Pinpoint for those who use `mock_aws` alone."""

from __future__ import annotations

from pinpoint_mock.adapters.patches import joining


def install_into_moto() -> None:
    """Let moto's `mock_aws` alone give this mock's Pinpoint, from now on.

    Each outermost `mock_aws` begins with an empty world, and `current_mock()` works inside it. For a whole test
    suite call it in `conftest.py`, or set the ini option `pinpoint_mock_install_into_moto` of pytest:

        import pinpoint_mock
        from moto import mock_aws

        pinpoint_mock.install_into_moto()

        @mock_aws
        def test_signup():
            ...
            pinpoint_mock.current_mock().assert_sent(channel="SMS")
    """
    import moto.core.models  # noqa: F401  (the user asks for it)

    joining.install()


def uninstall_from_moto() -> None:
    """Undo `install_into_moto`; an active mock stays as it is until its end."""
    joining.uninstall()
