"""From a method and a path to an operation and its labels; literals win over labels."""

from __future__ import annotations

import dataclasses
import functools
from urllib.parse import unquote

from pinpoint_mock.core.errors import (
    RESOURCE_NOT_FOUND,
    MethodNotAllowedException,
    NotFoundException,
    UnknownOperationException,
)
from pinpoint_mock.core.explain import shown
from pinpoint_mock.protocol.model import Operation, operations, service_model

BASE = "/v1/"


@dataclasses.dataclass
class Node:
    """A point in the tree of paths: what may follow, and the operations that end here by method.

    `labels` are the places of the labels in the path and their names in the model.
    """

    literals: dict[str, Node] = dataclasses.field(default_factory=dict)
    label: Node | None = None
    operations: dict[str, Operation] = dataclasses.field(default_factory=dict)
    labels: list[tuple[int, str]] = dataclasses.field(default_factory=list)


def route(method: str, path: str) -> tuple[Operation, dict[str, str]]:
    """The operation for a request and the decoded labels of its path, by member name.

    `path` is as it was on the wire: a label may hold an encoded `/`. What stands before `/v1/`, as an `endpoint_url`
    may have it, is ignored; it may hold another `/v1/`. A path with an empty part, as an empty id makes it, is a
    NotFoundException, another unknown path an UnknownOperationException, a wrong method a MethodNotAllowedException.

    >>> operation, labels = route("GET", "/v1/apps/a1/endpoints/one%2Ftwo")
    >>> operation.name, labels
    ('GetEndpoint', {'ApplicationId': 'a1', 'EndpointId': 'one/two'})
    """
    node, segments = _known(method, path)
    operation = node.operations.get(method)
    if operation is None:
        known = ", ".join(f"{each} ({operation.name})" for each, operation in node.operations.items())
        raise MethodNotAllowedException(_not_known(method), f"this path takes {known}, not {method}")
    return operation, {name: unquote(segments[place]) for place, name in node.labels}


def allowed_methods(path: str) -> list[str]:
    """The methods that a path takes, OPTIONS too. Errors as those of `route` for an unknown path.

    Source: API apps-application-id-endpoints-endpoint-id.

    >>> allowed_methods("/v1/apps/a1/endpoints/e1")
    ['DELETE', 'GET', 'OPTIONS', 'PUT']
    """
    node, _ = _known("OPTIONS", path)
    return sorted([*node.operations, "OPTIONS"])


def _known(method: str, path: str) -> tuple[Node, list[str]]:
    found = _resolve(path)
    if found is not None:
        return found
    explanation = f"no operation of Pinpoint has the path {shown(path)}"
    if "//" in path or path.endswith("/"):
        raise NotFoundException(RESOURCE_NOT_FOUND, f"{explanation}; one of its parts is empty")
    raise UnknownOperationException(_not_known(method), explanation)


def _not_known(method: str) -> str:
    return (
        f"pinpoint_mock: no operation that this mock knows has the method {method} and this path, so nothing was done. "
        f"It knows those of botocore {service_model()['botocore']}; if a newer botocore has more, leave that call out "
        "of the test, or stub it with botocore.stub.Stubber."
    )


@functools.lru_cache(maxsize=256)  # the calls of a test go to a few paths
def _resolve(path: str) -> tuple[Node, list[str]] | None:
    while BASE in path:
        rest = path.partition(BASE)[2]
        segments = rest.split("/")
        if segments[0] == "tags":  # an ARN may arrive with its slashes decoded by something on the way
            segments = ["tags", "/".join(segments[1:])]
        node = _walk(segments)
        if node is not None and node.operations:
            return node, segments
        path = f"/{rest}"
    return None


def _walk(segments: list[str]) -> Node | None:
    node = _tree()
    for segment in segments:
        following = node.literals.get(segment) or (node.label if segment else None)
        if following is None:
            return None
        node = following
    return node


@functools.cache
def _tree() -> Node:
    root = Node()
    for operation in operations().values():
        node, labels = root, []
        for place, segment in enumerate(operation.path.removeprefix(BASE).split("/")):
            if segment.startswith("{"):
                labels.append((place, operation.labels[segment[1:-1]]))
                node.label = node.label or Node()
                node = node.label
            else:
                node = node.literals.setdefault(segment, Node())
        node.operations[operation.method] = operation
        node.labels = labels
    _merge_label_branches(root)
    return root


def _merge_label_branches(node: Node) -> None:
    """Let what follows a label follow the literals beside it too, so that no walk has to go back."""
    for literal in node.literals.values():
        if node.label:
            literal.literals = node.label.literals | literal.literals
        _merge_label_branches(literal)
    if node.label:
        _merge_label_branches(node.label)
