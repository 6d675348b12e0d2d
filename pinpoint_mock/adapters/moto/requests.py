"""Requests while a `mock_aws` is active: moto answers those for other services."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse


def loaded_models() -> Any:
    """The module `moto.core.models` if the user's code has imported it, else None."""
    models = sys.modules.get("moto.core.models")
    return models if hasattr(models, "botocore_stubber") else None  # it lacks that while it is being imported


def is_mocking() -> bool:
    """Whether a `mock_aws` is active."""
    models = loaded_models()
    return models is not None and models.botocore_stubber.enabled


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
