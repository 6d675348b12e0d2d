"""Which account a request is from: by its access key, as moto knows it, or the default of the active mock."""

from __future__ import annotations

import os
import re
import sys

from pinpoint_mock.adapters.moto.requests import is_mocking
from pinpoint_mock.state import activation

DEFAULT_ACCOUNT_ID = "123456789012"
ACCESS_KEY = re.compile("PINPOINTMOCK([0-9]{12})")
"""An access key that names its account, so that a client of another account needs nothing but credentials."""


def access_key_of(account_id: str) -> str:
    """The access key that names an account. ValueError if that is no account id.

    >>> access_key_of("210987654321")
    'PINPOINTMOCK210987654321'
    """
    access_key = f"PINPOINTMOCK{account_id}"
    if not ACCESS_KEY.fullmatch(access_key):
        raise ValueError("pinpoint_mock: account_id= is the id of an AWS account, a text of 12 digits.")
    return access_key


def account_of(access_key: str | None) -> str:
    """The account that an access key names, or that moto knows for it, else the default one of the active mock.

    >>> account_of("PINPOINTMOCK210987654321")
    '210987654321'
    """
    named = ACCESS_KEY.fullmatch(access_key or "")
    if named:
        return named[1]
    account_id = _account_in_moto(access_key)
    if account_id != DEFAULT_ACCOUNT_ID:
        return account_id
    active = activation.current()
    return (active and active.world.options.account_id) or DEFAULT_ACCOUNT_ID


def _account_in_moto(access_key: str | None) -> str:
    if not is_mocking():
        return DEFAULT_ACCOUNT_ID
    if "MOTO_ACCOUNT_ID" in os.environ:
        return os.environ["MOTO_ACCOUNT_ID"]
    models = sys.modules.get("moto.iam.models")
    if access_key is None or models is None:  # without it no account has access keys
        return DEFAULT_ACCOUNT_ID
    account_id: str = models.get_account_id_from(access_key)
    return account_id
