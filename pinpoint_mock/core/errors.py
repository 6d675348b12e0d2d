"""The errors that Pinpoint returns, one class for each exception of the service model, and those of the mock itself.

Source: BOTOCORE pinpoint/2016-12-01/service-2.json.
"""

from __future__ import annotations


class PinpointError(Exception):
    """An error that reaches the caller as boto3's `ClientError`.

    `status` is the HTTP status, `code` the name in the header `x-amzn-ErrorType`; the text is the
    `Message` of the body. The `explanation` says what was asked for and what exists; it stays in the mock and never
    goes over the wire. A handler raises the error before it has changed anything.

    >>> error = NotFoundException("Resource not found", "no endpoint 'phone'; there: none")
    >>> error.status, error.body("1")["Message"], error.explanation
    (404, 'Resource not found', "no endpoint 'phone'; there: none")
    """

    status = 500

    def __init__(self, text: str = "", explanation: str = "") -> None:
        super().__init__(text)
        self.explanation = explanation

    @property
    def code(self) -> str:
        """The name under which boto3 knows the error, `client.exceptions.<code>`."""
        return type(self).__name__

    def body(self, request_id: str) -> dict[str, str]:
        """The body of the response.

        Errors have been seen with both members and with Message alone; here both are there, as the model has them.
        Source: MODEL BadRequestException; gh:aws-amplify/amplify-js#1378; gh:aws-amplify/aws-sdk-ios#861.
        """
        return {"Message": str(self), "RequestID": request_id}


class BadRequestException(PinpointError):
    """The request is not valid as it stands."""

    status = 400


class ForbiddenException(PinpointError):
    """The request is not allowed."""

    status = 403


class NotFoundException(PinpointError):
    """A resource that the request names does not exist."""

    status = 404


class MethodNotAllowedException(PinpointError):
    """The path exists, but not for this HTTP method."""

    status = 405


class ConflictException(PinpointError):
    """The request conflicts with the state of a resource."""

    status = 409


class PayloadTooLargeException(PinpointError):
    """The request body is larger than the service accepts."""

    status = 413


class TooManyRequestsException(PinpointError):
    """Too many requests were sent in a given time."""

    status = 429


class InternalServerErrorException(PinpointError):
    """The service failed."""

    status = 500


class AccessDeniedException(PinpointError):
    """The caller's policy does not allow the action. It is not in the service model: boto3 raises a `ClientError`.

    Source: gh:aws-amplify/amplify-cli#5232; gh:aws-amplify/aws-sdk-android#561.
    """

    status = 403


class GatewayError(InternalServerErrorException):
    """The 500 of the gateway before the service, with a body of its own. botocore retries it.

    Source: gh:boto/boto3#3408; gh:aws/aws-sdk#345.
    """

    @property
    def code(self) -> str:
        """That of the service's own 500."""
        return InternalServerErrorException.__name__

    def body(self, request_id: str) -> dict[str, str]:
        """The body of the gateway, with `message` in lower case and no request id."""
        return {"message": str(self)}


class UnknownOperationException(PinpointError):
    """No operation of the mock's service model has the method and path of the request: a newer botocore may have one.

    AWS does not document the error. Here it is a 4xx, because neither botocore nor applications retry it, and no error
    of the model, because applications take a NotFoundException for a resource that they can create.
    """

    status = 404


class NotImplementedException(PinpointError):
    """The mock has no handler for this operation. botocore never retries a 501."""

    status = 501


MODELLED_ERRORS: dict[str, type[PinpointError]] = {
    error.__name__: error
    for error in (
        BadRequestException,
        ForbiddenException,
        NotFoundException,
        MethodNotAllowedException,
        ConflictException,
        PayloadTooLargeException,
        TooManyRequestsException,
        InternalServerErrorException,
    )
}
"""The exceptions of the service model by name."""

RESOURCE_NOT_FOUND = "Resource not found"
"""The service's own words for anything that does not exist, except an application that is itself the resource.

AWS does not document which text belongs to which operation; here the split follows the reports.
Source: gh:aws-amplify/amplify-cli#5056; gh:aws-amplify/amplify-js#12568.
"""

APPLICATION_NOT_FOUND = "Application not found"
"""The service's own words where the application that does not exist is itself the resource.

Source: gh:aws-amplify/amplify-cli#6927; gh:aws-amplify/amplify-cli#910.
"""


class RealAWSRefused(Exception):
    """Raised instead of letting a test reach a real AWS service other than Pinpoint.

    It names the service and what to do. One that the code under test swallowed is raised again when
    the mock ends.

    >>> raise RealAWSRefused("s3", "https://s3.amazonaws.com/")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    RealAWSRefused: pinpoint_mock: a call to the real AWS service 's3' was refused ...
    """

    def __init__(self, service: str, url: str) -> None:
        super().__init__(service, url)
        self.service = service
        self.url = url.partition("?")[0]  # the query of a presigned URL holds a session token

    def __str__(self) -> str:
        return (
            f"pinpoint_mock: a call to the real AWS service '{self.service}' was refused ({self.url}). "
            "While a Pinpoint mock is active no test reaches AWS. Mock that service too, for example with moto's "
            "mock_aws around the same test, or let such calls through with mock_pinpoint(allow_real_aws=True)."
        )


class S3NotMocked(RealAWSRefused):
    """Raised by imports and exports where a test has no S3 that they could use.

    >>> raise S3NotMocked("s3", "s3://audience/users.csv")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    S3NotMocked: pinpoint_mock: the job would use s3://audience/users.csv in the real S3, because no S3 is mocked ...
    """

    def __str__(self) -> str:
        return (
            f"pinpoint_mock: the job would use {self.url} in the real S3, because no S3 is mocked in this process. "
            "Put moto's mock_aws around the same test (pip install 'moto[s3]') and create the bucket there: imports "
            "and exports use moto's S3, with the account of the call."
        )


class ExpectationFailed(Exception):
    """Raised where an expectation of a test, such as a callable, raises an error instead of deciding.

    It names the expectation; the error itself is its cause. One that the code under test swallowed is raised again
    when the mock ends.

    >>> str(ExpectationFailed("body=<lambda>", "'Hello'", ZeroDivisionError("division by zero")))
    "pinpoint_mock: the expectation body=<lambda> raised ZeroDivisionError for 'Hello': division by zero"
    """

    def __init__(self, expectation: str, value: str, error: Exception) -> None:
        super().__init__(expectation, value, error)
        self.error = error

    def __str__(self) -> str:
        expectation, value, error = self.args
        return f"pinpoint_mock: the expectation {expectation} raised {type(error).__name__} for {value}: {error}"
