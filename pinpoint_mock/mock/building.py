"""What a test puts in place: applications, endpoints, phone numbers, Lambda functions, recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinpoint_mock.adapters.accounts import DEFAULT_ACCOUNT_ID, account_of
from pinpoint_mock.adapters.recognition import default_region
from pinpoint_mock.audience.endpoint_rules import put_endpoint
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.tags import checked_tags
from pinpoint_mock.logs.formatting import format_fields, format_value, shorten
from pinpoint_mock.mock.calls import methods_are_calls
from pinpoint_mock.operations._channels import enable_channels
from pinpoint_mock.protocol.validation import validator
from pinpoint_mock.state.explain import no_recommender
from pinpoint_mock.state.functions import function_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mypy_boto3_pinpoint.type_defs import EndpointDemographicTypeDef, EndpointLocationTypeDef

    from pinpoint_mock.state.functions import LambdaFunction
    from pinpoint_mock.state.world import App, PinpointBackend, World

__tracebackhide__ = True  # pytest shows the line of the test


ENDPOINT_MEMBERS = {
    "channel": "ChannelType",
    "address": "Address",
    "attributes": "Attributes",
    "metrics": "Metrics",
    "demographic": "Demographic",
    "location": "Location",
    "opt_out": "OptOut",
    "endpoint_status": "EndpointStatus",
}
"""The members of an EndpointRequest by the arguments of `add_endpoint`."""


LONGEST_ITEM = 100
"""How many characters an item of a recommender can have.

Source: DG quotas.
"""


def _refused(method: str, arguments: Mapping[str, object], operation: str, error: BadRequestException) -> ValueError:
    given = {name: value for name, value in arguments.items() if value is not None}
    call = f"{method}({format_fields(given)})"
    return ValueError(f"pinpoint_mock: {call} was refused, as {operation} would be: {error} ({error.explanation}).")


@methods_are_calls
class Building:
    """The ways in which a test puts resources in place, as part of `PinpointMock`."""

    _world: World

    def backend(self, region_name: str | None = None, account_id: str | None = None) -> PinpointBackend:
        """The backend of a region and account.

        By default the region is the mock's `region_name`, else boto3's default region, and the account is the mock's
        `account_id`, else 123456789012; also after the mock has ended.
        """
        options = self._world.options
        if not account_id:
            account_id = account_of(None)
            if account_id == DEFAULT_ACCOUNT_ID:
                account_id = options.account_id or account_id
        return self._world.backend(account_id, region_name or options.region_name or default_region())

    def backends(self) -> list[PinpointBackend]:
        """All backends that exist."""
        return self._world.backends()

    def add_app(
        self,
        *,
        application_id: str | None = None,
        name: str = "pinpoint-mock",
        channels: Iterable[str] | None = None,
        tags: Mapping[str, str] | None = None,
        region_name: str | None = None,
        account_id: str | None = None,
    ) -> str:
        """Put an application in place and return its id.

        `channels` are the channel types to enable, such as `["SMS", "EMAIL"]`; all of them by default.
        `application_id` is for code under test that has a fixed one. ValueError for an unknown channel type and for
        an id that is taken.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.add_app(application_id="shop", channels=["SMS"])
        'shop'
        """
        if isinstance(channels, str):
            raise ValueError(f"pinpoint_mock: channels= is a list of channel types, such as [{channels!r}].")
        backend = self.backend(region_name, account_id)
        with self._world.lock:
            if application_id in backend.apps:
                raise ValueError(
                    f"pinpoint_mock: an application with the id '{application_id}' is already there, in region "
                    f"{backend.region_name} of account {backend.account_id}. Choose another id, or use that one."
                )
            try:
                app_tags = checked_tags(tags or {})
            except BadRequestException as error:
                raise _refused("add_app", {"name": name, "tags": tags}, "CreateApp", error) from None
            app = backend.new_app(name, app_tags, application_id)
            enable_channels(app, channels)
            backend.add(app)
        return app.application_id

    def add_endpoint(
        self,
        application_id: str,
        *,
        channel: str,
        address: str | None = None,
        endpoint_id: str | None = None,
        user_id: str | None = None,
        attributes: Mapping[str, list[str]] | None = None,
        user_attributes: Mapping[str, list[str]] | None = None,
        metrics: Mapping[str, float] | None = None,
        demographic: EndpointDemographicTypeDef | None = None,
        location: EndpointLocationTypeDef | None = None,
        opt_out: str | None = None,
        endpoint_status: str | None = None,
        cohort_id: int | None = None,
        region_name: str | None = None,
        account_id: str | None = None,
    ) -> str:
        """Put an endpoint in place, as UpdateEndpoint would, and return its id.

        Only an endpoint with `opt_out="ALL"` needs no address. `cohort_id`, 0 to 99, is what decides on treatments and
        holdouts of campaigns; by default it is random. ValueError for an unknown application, for another `cohort_id`,
        and for anything that UpdateEndpoint would refuse.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     app_id = pinpoint.add_app(channels=["SMS"])
        ...     pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address="+15550100", user_id="ada")
        'phone'
        """
        arguments: dict[str, object] = {
            "channel": channel,
            "address": address,
            "endpoint_id": endpoint_id,
            "user_id": user_id,
            "attributes": attributes,
            "user_attributes": user_attributes,
            "metrics": metrics,
            "demographic": demographic,
            "location": location,
            "opt_out": opt_out,
            "endpoint_status": endpoint_status,
        }
        if cohort_id is not None and (type(cohort_id) is not int or not 0 <= cohort_id <= 99):
            raise ValueError(f"pinpoint_mock: cohort_id= is a whole number from 0 to 99, not {cohort_id!r}.")
        members = {member: arguments[name] for name, member in ENDPOINT_MEMBERS.items()}
        members["User"] = {"UserId": user_id, "UserAttributes": user_attributes}
        backend = self.backend(region_name, account_id)
        with self._world.lock:
            app = self._app(backend, application_id)
            endpoint_id = endpoint_id or self._world.ids.endpoint_id()
            try:
                request = validator("EndpointRequest")(members, "EndpointRequest")
                put_endpoint(app, endpoint_id, request, self._world.ids.request_id())
            except BadRequestException as error:
                raise _refused("add_endpoint", arguments, "UpdateEndpoint", error) from None
            if cohort_id is not None:
                app.endpoints.set_cohort(endpoint_id, cohort_id)
        return endpoint_id

    def _app(self, backend: PinpointBackend, application_id: str) -> App:
        app = backend.apps.get(application_id)
        if app is None:
            known = ", ".join(backend.apps) or "none"
            raise ValueError(
                f"pinpoint_mock: there is no application '{application_id}' in region {backend.region_name} of "
                f"account {backend.account_id}. There: {known}. Make one with add_app()."
            )
        return app

    def add_phone_number(self, phone_number: str, **answer: Any) -> None:
        """Declare what phone_number_validate answers for a number, in members of NumberValidateResponse.

        `None` leaves a member out. TypeError for a member that does not exist, ValueError for a value that it cannot
        have.

        >>> import boto3
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.add_phone_number("+12065550142", PhoneType="VOIP", Carrier="Example Telephone")
        ...     answer = boto3.client("pinpoint").phone_number_validate(
        ...         NumberValidateRequest={"PhoneNumber": "+12065550142"}
        ...     )
        >>> answer["NumberValidateResponse"]["PhoneType"]
        'VOIP'
        """
        from pinpoint_mock.operations._phone_numbers import declare_phone_number  # slow to import

        with self._world.lock:
            try:
                validator("NumberValidateResponse")(answer, "NumberValidateResponse")
                declare_phone_number(self.backend(), phone_number, answer)
            except BadRequestException as error:
                arguments = {"phone_number": phone_number, **answer}
                raise _refused("add_phone_number", arguments, "PhoneNumberValidate", error) from None

    def add_lambda(self, name_or_arn: str, function: LambdaFunction) -> None:
        """Register a function to be invoked in place of a Lambda function, until `reset`; the newest of a name counts.

        It may also be registered under the https URL of a web hook, which gets the same event.

        It is called as Lambda calls a Python handler, with an event and a context, and returns the answer; both pass
        through JSON, so that a set or a datetime in an answer is an error as in Lambda. The context has
        `function_name`, `invoked_function_arn`, `aws_request_id` and the like. A name without region, account or
        version stands for the function in all of them. It runs while the mock answers a call: it may call Pinpoint,
        but must not wait for another thread that does. ValueError for what can be no name, ARN or URL, TypeError for
        what cannot be called. What invokes a function that is not registered says so.

        >>> from pinpoint_mock import mock_pinpoint
        >>> def recommend(event, context):
        ...     for endpoint in event["Endpoints"].values():
        ...         titles = [f"Film {item}" for item in endpoint["RecommendationItems"]]
        ...         endpoint["Recommendations"] = {"Title": titles}
        ...     return event["Endpoints"]
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.add_lambda("recommend", recommend)
        """
        name = function_name(name_or_arn)
        if name is None:
            raise ValueError(
                f"pinpoint_mock: {shorten(format_value(name_or_arn))} can be neither the name nor the ARN of a Lambda "
                "function, nor an https URL. A name has 1 to 64 letters, digits, - and _, and may have a version or "
                "alias after a colon: 'recommend', 'recommend:live', "
                "'arn:aws:lambda:us-east-1:123456789012:function:recommend'."
            )
        if not callable(function):
            raise TypeError(
                f"pinpoint_mock: add_lambda({name_or_arn!r}, ...) takes a function of an event and a context, "
                f"not {shorten(format_value(function))}."
            )
        with self._world.lock:
            self._world.functions.register(name, name_or_arn, function)

    def add_recommendations(
        self,
        recommender_id: str,
        items: Mapping[str, Sequence[str]],
        *,
        region_name: str | None = None,
        account_id: str | None = None,
    ) -> None:
        """Declare what the model of a recommender recommends, as Amazon Personalize is neither called nor imitated.

        `items` are recommended items, the best first, by the id of an endpoint or, if the recommender has the type
        PINPOINT_USER_ID, of a user; they replace earlier ones for the same id. A message has the first of them, as many
        as the RecommendationsPerMessage of the recommender. ValueError for an unknown recommender, and for items
        that are no list of texts of at most 100 characters.

        >>> import boto3
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     recommender = boto3.client("pinpoint").create_recommender_configuration(
        ...         CreateRecommenderConfiguration={
        ...             "RecommendationProviderUri": "arn:aws:personalize:us-east-1:123456789012:campaign/films",
        ...             "RecommendationProviderRoleArn": "arn:aws:iam::123456789012:role/pinpoint",
        ...             "RecommendationsDisplayName": "Films",
        ...         }
        ...     )
        ...     recommender_id = recommender["RecommenderConfigurationResponse"]["Id"]
        ...     pinpoint.add_recommendations(recommender_id, {"phone": ["1815", "2009"]})
        """
        checked = {key: _checked_items(key, those) for key, those in items.items()}
        backend = self.backend(region_name, account_id)
        with self._world.lock:
            recommender = backend.recommenders.get(recommender_id)
            if recommender is None:
                raise ValueError(
                    f"pinpoint_mock: add_recommendations: {no_recommender(backend, recommender_id)}. "
                    "Make one with create_recommender_configuration()."
                )
            backend.recommenders.put(recommender.with_items(checked))


def _checked_items(key: str, items: Any) -> list[str]:
    def is_item(item: object) -> bool:
        return isinstance(item, str) and 0 < len(item) <= LONGEST_ITEM

    if not (isinstance(items, list | tuple) and all(map(is_item, items))):
        raise ValueError(
            f"pinpoint_mock: add_recommendations: the items for {key!r} must be a list of texts of 1 to "
            f"{LONGEST_ITEM} characters, not {shorten(format_value(items))}."
        )
    return list(items)
