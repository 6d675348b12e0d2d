"""moto: the only place that imports it, and never before the user's own code has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.adapters.recognition import DEFAULT_ACCOUNT_ID

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse


def is_mocking() -> bool:
    """Whether a `mock_aws` is active."""
    models = sys.modules.get("moto.core.models")
    return models is not None and models.botocore_stubber.enabled


def account_id(access_key: str | None) -> str:
    """The account of an access key, as moto knows it where moto is active, else the default one."""
    if access_key is None or not is_mocking():
        return DEFAULT_ACCOUNT_ID
    from moto.iam.models import get_account_id_from

    return get_account_id_from(access_key)


def answer_other(request: AWSPreparedRequest) -> AWSResponse | None:
    """The answer of moto to a request for another service; None where moto lets it pass."""
    from botocore.awsrequest import AWSResponse
    from moto.core.botocore_stubber import MockRawResponse
    from moto.core.models import botocore_stubber

    answer = botocore_stubber.process_request(request)
    if answer is None:
        return None
    status, headers, body = answer
    return AWSResponse(request.url, status, cast(Any, headers), MockRawResponse(body))
