"""To come."""


class EndpointStore:
    """The endpoints of an application."""
