"""Invoking the functions that a test has registered in place of Lambda functions."""

from __future__ import annotations

import dataclasses
import decimal
import json
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.arns import partition
from pinpoint_mock.core.explain import listed
from pinpoint_mock.core.strict_json import compact_json, read_json
from pinpoint_mock.state.functions import LATEST, function_name

if TYPE_CHECKING:
    from pinpoint_mock.state.functions import FunctionName
    from pinpoint_mock.state.world import PinpointBackend

TIME_LIMIT = 15_000
"""Milliseconds that Pinpoint waits for a function.

Source: DG quotas.
"""

NOT_IN_A_PAYLOAD = frozenset({"ApplicationId", "CohortId", "Id", "RequestId"})
"""The members of an endpoint that a function does not get.

Source: DG ml-models-rm-lambda-create-function; DG segments-dynamic; DG channels-custom.
"""

ENDPOINTS_PER_CALL = 50
"""How many endpoints a function gets at most.

Source: DG quotas.
"""

FAILED = "The Lambda function failed"
NOT_REGISTERED = (
    "pinpoint_mock: the Lambda function is not registered, so nothing was invoked. Register it with add_lambda()."
)


class FunctionError(Exception):
    """A function is not registered, has raised an error, or has returned what JSON cannot hold.

    What it says is for a status message; the `explanation` names the function and what happened.
    """

    def __init__(self, text: str, explanation: str) -> None:
        super().__init__(text)
        self.explanation = explanation


@dataclasses.dataclass(frozen=True, kw_only=True)
class LambdaContext:
    """What a function gets as its context: what handlers and their decorators read, with Lambda's defaults.

    Source: AWS lambda/latest/dg/python-context.
    """

    function_name: str
    invoked_function_arn: str
    aws_request_id: str
    function_version: str = LATEST
    memory_limit_in_mb: str = "128"

    def get_remaining_time_in_millis(self) -> int:
        """The milliseconds until the time limit: always all of them, because no time passes in the mock."""
        return TIME_LIMIT


def invoke(backend: PinpointBackend, name_or_arn: str, payload: object) -> Any:
    """What the function of a name or ARN returns for a payload, both as they come out of JSON.

    A name means a function in the region and account of the backend. FunctionError if there is no answer. AWS tries
    up to three times; here a function is invoked once, because one of a test fails in the same way again.

    Source: DG quotas; gh:aws/aws-lambda-python-runtime-interface-client:awslambdaric/lambda_runtime_marshaller.py.

    >>> from pinpoint_mock import mock_pinpoint
    >>> with mock_pinpoint() as pinpoint:
    ...     pinpoint.add_lambda("double", lambda event, context: {"Twice": 2 * event["Number"]})
    ...     invoke(pinpoint.backend(), "double", {"Number": 4})
    {'Twice': 8}
    """
    name = function_name(name_or_arn)
    function = backend.world.functions.find(name.called_from(backend.region_name, backend.account_id)) if name else None
    if name is None or function is None:
        place = f"{backend.region_name} of {backend.account_id}"
        known = listed(backend.world.functions.names(), name_or_arn)
        raise FunctionError(
            NOT_REGISTERED,
            f"no function is registered for {name_or_arn!r} in {place}; registered: {known}",
        )
    try:
        answer = function(read_json(compact_json(payload)), _context(backend, name))
    except Exception as error:  # whatever a handler raises fails its invocation
        raise FunctionError(FAILED, f"function {name_or_arn!r} raised {_described(error)}") from error
    try:
        return read_json(json.dumps(answer, default=_number, allow_nan=False))
    except (ArithmeticError, RecursionError, TypeError, ValueError) as error:
        raise FunctionError(FAILED, f"function {name_or_arn!r} returned what JSON cannot hold: {error}") from error


def endpoint_definition(endpoint: Mapping[str, Any]) -> dict[str, Any]:
    """An endpoint as a function gets it.

    >>> endpoint_definition({"Id": "phone", "CohortId": "7", "Address": "+15550100"})
    {'Address': '+15550100'}
    """
    return {name: value for name, value in endpoint.items() if name not in NOT_IN_A_PAYLOAD}


def _context(backend: PinpointBackend, name: FunctionName) -> LambdaContext:
    region_name = name.region_name or backend.region_name
    place = f"{region_name}:{name.account_id or backend.account_id}"
    qualifier = f":{name.qualifier}" if name.qualifier else ""
    return LambdaContext(
        function_name=name.name,
        invoked_function_arn=f"arn:{partition(region_name)}:lambda:{place}:function:{name.name}{qualifier}",
        aws_request_id=backend.world.ids.request_id(),
    )


def _described(error: Exception) -> str:
    """An error with the place where it was raised."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    text = f": {error}" if str(error) else ""
    return f"{type(error).__name__}{text} ({Path(place.filename).name}, line {place.lineno})"


def _number(value: object) -> float:
    """A Decimal, as DynamoDB gives it, as a number: Lambda's runtime writes it so, and nothing else."""
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
