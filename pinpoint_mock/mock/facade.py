"""`PinpointMock`: what a test holds of the mock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.assertions import (
    assert_called,
    assert_not_sent,
    assert_nothing_else_sent,
    assert_nothing_sent,
    assert_sent,
    wait_for_sent,
)
from pinpoint_mock.logs.event import event_log
from pinpoint_mock.logs.formatting import count_of
from pinpoint_mock.logs.matching import check_fields
from pinpoint_mock.logs.otp_check import OtpChecks, otp_check_log
from pinpoint_mock.logs.request import request_log
from pinpoint_mock.mock.answers import Answer, request_answer
from pinpoint_mock.mock.building import Building
from pinpoint_mock.mock.calls import methods_are_calls
from pinpoint_mock.mock.fault_checks import unused
from pinpoint_mock.mock.faults import Error, delivery_fault, named_operation, owned, request_fault, request_texts
from pinpoint_mock.mock.segments import member_ids
from pinpoint_mock.mock.streaming import Streaming
from pinpoint_mock.mock.timing import Timing
from pinpoint_mock.mock.unused_faults import never_applied
from pinpoint_mock.protocol.model import shape
from pinpoint_mock.state.faults import DeliveryCandidate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typing_extensions import Unpack

    from pinpoint_mock.logs.event import Events
    from pinpoint_mock.logs.expectations import DeliveryExpectations, DeliveryStatus, MessageExpectations
    from pinpoint_mock.logs.message import Messages
    from pinpoint_mock.logs.request import Requests
    from pinpoint_mock.state.activation import Activation
    from pinpoint_mock.state.stored import StoredApps, StoredEndpoints, StoredTemplates


__tracebackhide__ = True  # pytest shows the line of the test


@methods_are_calls
class PinpointMock(Building, Streaming, Timing):
    """The mock as a test sees it: the logs of what was sent, and ways to put resources in place.

    `with mock_pinpoint()` gives one, the pytest fixture `pinpoint` is one, `current_mock()` returns it. Its logs
    span all regions and accounts, and it stays readable after the mock has ended.
    """

    def __init__(self, activation: Activation) -> None:
        self._activation = activation
        self._world = activation.world

    def __repr__(self) -> str:
        logs = (self.sent_messages, self.failed_messages, self.events, self.requests)
        return f"<PinpointMock: {', '.join(count_of(len(log.recorded()), log.kind) for log in logs)}>"

    @property
    def messages(self) -> Messages:
        """All messages, one for each entry of a result map, in the order of the request."""
        return self._world.messages.all

    @property
    def sent_messages(self) -> Messages:
        """The messages that were accepted: delivery status SUCCESSFUL."""
        return self._world.messages.sent

    @property
    def failed_messages(self) -> Messages:
        """The messages with any other delivery status."""
        return self._world.messages.failed

    @property
    def events(self) -> Events:
        """The events that PutEvents accepted."""
        return event_log(self._world.events, self._world.requests, self._world)

    @property
    def otp_checks(self) -> OtpChecks:
        """The verifications of one-time codes, each with the reason if the code was not valid."""
        return otp_check_log(self._world.otp_checks, self._world.requests, self._world)

    @property
    def requests(self) -> Requests:
        """The requests that Pinpoint got, botocore's retries included, in the order in which they were answered."""
        return request_log(self._world.requests, request_texts(), self._world)

    @property
    def apps(self) -> StoredApps:
        """The applications that exist, as frozen records that are made when they are read.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     app_id = pinpoint.add_app(name="shop", channels=["SMS"])
        ...     pinpoint.apps.one(name="shop").channels
        ['SMS']
        """
        return self._world.stored.apps

    @property
    def endpoints(self) -> StoredEndpoints:
        """The endpoints that exist, of all applications, as frozen records that are made when they are read.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     app_id = pinpoint.add_app(channels=["SMS"])
        ...     endpoint_id = pinpoint.add_endpoint(app_id, channel="SMS", address="+15550100", user_id="ada")
        ...     pinpoint.endpoints.one(user_id="ada").address
        '+15550100'
        """
        return self._world.stored.endpoints

    @property
    def templates(self) -> StoredTemplates:
        """The message templates that exist, as frozen records that are made when they are read.

        >>> import boto3
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     _ = boto3.client("pinpoint").create_sms_template(
        ...         TemplateName="welcome", SMSTemplateRequest={"Body": "Welcome, {{User.UserId}}"}
        ...     )
        ...     pinpoint.templates.one(type="SMS", name="welcome").document["Body"]
        'Welcome, {{User.UserId}}'
        """
        return self._world.stored.templates

    def segment_members(self, segment_id: str, version: int | None = None) -> list[str]:
        """The ids of the endpoints that are in a segment now, in the order in which the endpoints were created.

        `version` is the number of a version; the newest by default. Endpoints that are INACTIVE or opted out are
        members too. ValueError for a segment or version that does not exist.

        >>> import boto3
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     app_id = pinpoint.add_app()
        ...     for name in ("phone", "tablet"):
        ...         _ = pinpoint.add_endpoint(app_id, endpoint_id=name, channel="GCM", address=f"token of the {name}")
        ...     segment = boto3.client("pinpoint").create_segment(
        ...         ApplicationId=app_id, WriteSegmentRequest={"Name": "Everybody"}
        ...     )
        ...     pinpoint.segment_members(segment["SegmentResponse"]["Id"])
        ['phone', 'tablet']
        """
        return member_ids(self._world, segment_id, version)

    def fail_delivery(
        self,
        *,
        outcome: str | None = None,
        delivery_status: DeliveryStatus | None = None,
        status_code: int | None = None,
        status_message: str | None = None,
        updated_token: str | None = None,
        times: int | None = None,
        optional: bool = False,
        **expected: Unpack[DeliveryExpectations],
    ) -> None:
        """Let deliveries fail, always or `times` times; of several declarations that apply the newest wins.

        Which ones: `address`, `endpoint_id`, `user_id`, `channel`, `application_id` and `campaign_id`, each a plain
        value, a compiled pattern, a callable or any object with `==`; all of them without any. How: `outcome` is the
        name of a known one, with the service's own text: `invalid_device_token`, `malformed_device_token`,
        `unregistered_device` (a dead push token also makes its endpoint INACTIVE), `opted_out_number`,
        `unverified_sender`, `refused_by_ses`, `throttled_email`, `throttled_sms`, `unknown_origination_number`,
        `invalid_phone_number`, `account_in_sandbox`. Or say it in the members of a result: `delivery_status`
        (PERMANENT_FAILURE by default; THROTTLED has the code and text of the channel), `status_code`, `status_message`;
        with SUCCESSFUL, `updated_token` is the UpdatedToken of the result. A recipient that fails for another reason
        does not get so far. With `optional` it need not apply, see `assert_all_faults_used`. TypeError for an unknown
        field, ValueError for what cannot happen.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.fail_delivery(channel="SMS", address="+15550100", outcome="opted_out_number")
        """
        check_fields("a delivery", DeliveryCandidate._fields, expected)
        fault = delivery_fault(
            expected,
            outcome=outcome,
            delivery_status=delivery_status,
            status_code=status_code,
            status_message=status_message,
            updated_token=updated_token,
            times=times,
            optional=optional,
        )
        with self._world.lock:
            self._world.faults.deliveries.append(fault)

    def fail_request(
        self, operation: str, error: Error, *, times: int | None = None, after: int = 0, optional: bool = False
    ) -> None:
        """Let calls of an operation fail, always or `times` times, after the first `after` calls.

        `operation` is a boto3 method or Pinpoint's own name. `error` is the name or class of a modelled exception;
        `AccessDeniedException`; `GatewayError`, the 500 of the gateway; or the name, the class or an instance of one
        of botocore's errors of a connection, such as `ReadTimeoutError` or `ConnectionClosedError`. botocore's own
        retries take place, without their waiting: see `retry_delays`. With `optional` it need not apply, see
        `assert_all_faults_used`. ValueError for an unknown operation or error.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.fail_request("send_messages", "TooManyRequestsException", times=2)
        """
        fault = request_fault(operation, error, times=times, after=after, optional=optional)
        with self._world.lock:
            self._world.faults.requests.append(fault)

    def answer_request(
        self, operation: str, answer: Answer, *, times: int | None = None, optional: bool = False
    ) -> None:
        """Let calls of an operation have an answer of the test's own, always or `times` times.

        `operation` is a boto3 method or Pinpoint's own name; one that this mock does not build is answered too.
        `answer` is what the boto3 method returns, in which members may be missing; or a function that gets the
        parameters of the method by keyword and returns that; or an exception, as `fail_request` takes it. The request
        is checked and logged as usual, nothing else happens: the application need not exist, and nothing is sent or
        stored. Of all `fail_request` and `answer_request` that apply to a call the newest wins. With `optional` it need
        not apply, see `assert_all_faults_used`. ValueError for an unknown operation, and for an answer with a member or
        type that the operation does not return: at once, or from the call if a function returns it.

        >>> import boto3
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.answer_request("get_segment", lambda ApplicationId, SegmentId: {
        ...         "SegmentResponse": {"Id": SegmentId, "Name": "Everybody"}
        ...     })
        ...     answer = boto3.client("pinpoint").get_segment(ApplicationId="shop", SegmentId="all")
        >>> answer["SegmentResponse"]
        {'Id': 'all', 'Name': 'Everybody'}
        """
        declared = request_answer(operation, answer, times=times, optional=optional)
        with self._world.lock:
            self._world.faults.requests.append(declared)

    def owns(
        self,
        *,
        origination_numbers: Iterable[str] | None = None,
        sender_ids: Iterable[str] | None = None,
        identities: Iterable[str] | None = None,
    ) -> None:
        """Declare what the account owns: from then on messages from anything else fail by themselves.

        `identities` are the e-mail addresses and domains that SES has verified. What is not declared is not checked.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.owns(origination_numbers=["+15550199"], identities=["example.com"])
        """
        declared = owned(origination_numbers=origination_numbers, sender_ids=sender_ids, identities=identities)
        with self._world.lock:
            self._world.faults.owned.update(declared)

    def assert_sent(self, *, count: int | None = None, **expected: Unpack[MessageExpectations]) -> None:
        """AssertionError unless messages that are as expected were sent: at least one, or exactly `count`.

        Expectations are those of `sent_messages.filter`. What is found is accounted for, see
        `assert_nothing_else_sent`. The error shows the closest messages with what differs. TypeError for an unknown
        field, ValueError for a plain value that the field never has and for a count below 1.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.assert_sent(channel="SMS")
        Traceback (most recent call last):
        AssertionError: pinpoint_mock: expected at least one sent message with channel='SMS'; nothing was sent.
        """
        assert_sent(self._world.messages, expected, count)

    def wait_for_sent(self, count: int = 1, timeout: float = 1.0, **expected: Unpack[MessageExpectations]) -> Messages:
        """Wait until messages that are as expected were sent, at least `count`, and return all of them.

        For code under test that sends from threads. `timeout` is in real seconds, also where a test has frozen the
        clock; when they are over, the AssertionError says what `assert_sent` would. The log that it returns is a
        snapshot, and what is found is accounted for. It blocks: a coroutine awaits
        `asyncio.to_thread(pinpoint.wait_for_sent, ...)`. TypeError for an unknown field, ValueError for a count
        below 1.

        >>> import threading, boto3
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     request = {
        ...         "Addresses": {"+15550100": {"ChannelType": "SMS"}},
        ...         "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        ...     }
        ...     send = boto3.client("pinpoint").send_messages
        ...     options = {"ApplicationId": pinpoint.add_app(), "MessageRequest": request}
        ...     threading.Thread(target=send, kwargs=options).start()
        ...     [message.body for message in pinpoint.wait_for_sent(timeout=60, channel="SMS")]
        ['Hello']
        """
        return wait_for_sent(self._world.messages, expected, count, timeout)

    def assert_not_sent(self, **expected: Unpack[MessageExpectations]) -> None:
        """AssertionError, with a list, if a message that is as expected was sent.

        TypeError for an unknown field, ValueError for a plain value that the field never has.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.assert_not_sent(channel="EMAIL")
        """
        assert_not_sent(self._world.messages, expected)

    def assert_nothing_sent(self) -> None:
        """AssertionError, with a list, if anything was sent; failed attempts do not count.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.assert_nothing_sent()
        """
        assert_nothing_sent(self._world.messages)

    def assert_nothing_else_sent(self) -> None:
        """AssertionError, with a list, if a message was sent that neither `assert_sent` nor `one` has found.

        Reading a log and `filter` account for nothing.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.assert_nothing_else_sent()
        """
        assert_nothing_else_sent(self._world.messages)

    def assert_called(self, operation: str, **parameters: Any) -> None:
        """AssertionError unless an operation was called with these parameters of its boto3 method, at least.

        `operation` is a boto3 method or Pinpoint's own name. A parameter is expected as a field of a message is: by a
        plain value, a compiled pattern, a callable or any object with `==`. ValueError for an unknown operation,
        TypeError for an unknown parameter.

        >>> import boto3
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     _ = boto3.client("pinpoint").get_apps(PageSize="5")
        ...     pinpoint.assert_called("get_apps", PageSize="5")
        """
        called = named_operation("assert_called", operation)
        assert_called(self._world.requests, called.name, shape(called.input_shape)["members"], parameters)

    def assert_all_faults_used(self) -> None:
        """AssertionError, with a list, if a declared failure or answer has never applied, unless it is `optional`.

        One that was declared in a setup which several tests share counts as applied if it has in any of them. With
        pytest's fixtures and with decorators this is checked at the end of each test that passes, see the option
        `assert_all_faults_used`.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.fail_delivery(channel="SMS", optional=True)
        ...     pinpoint.assert_all_faults_used()
        """
        missed = unused(self._activation, self._world.faults.declarations())
        if missed:
            raise never_applied(self._activation, missed)

    @property
    def retry_delays(self) -> list[float]:
        """The seconds that botocore would have waited before its retries, had the mock not spared the test that."""
        return list(self._activation.retry_delays)

    def clear(self) -> None:
        """Empty the logs, and forget calls that were refused; resources and what the test has declared stay."""
        self._world.clear()
        self._activation.clear()

    def reset(self) -> None:
        """Empty everything: logs, resources, what a test has declared or registered, and work that is due.

        `advance` is undone.
        """
        self._world.reset()
        self._activation.clear()
