"""From a method and a path to an operation and its labels; literals win over labels."""

from __future__ import annotations

import dataclasses
import functools
from urllib.parse import unquote

from pinpoint_mock.core.checks import existing
from pinpoint_mock.core.errors import MethodNotAllowedException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.protocol.model import Operation, operations

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
    may have it, is ignored; it may hold another `/v1/`. An unknown path is a NotFoundException, a wrong method a
    MethodNotAllowedException.

    >>> operation, labels = route("GET", "/v1/apps/a1/endpoints/one%2Ftwo")
    >>> operation.name, labels
    ('GetEndpoint', {'ApplicationId': 'a1', 'EndpointId': 'one/two'})
    """
    node, segments = existing(_resolve(path), explain=lambda: _unknown(path))
    operation = node.operations.get(method)
    if operation is None:
        known = ", ".join(f"{each} ({operation.name})" for each, operation in node.operations.items())
        raise MethodNotAllowedException("Method not allowed", f"this path takes {known}, not {method}")
    return operation, {name: unquote(segments[place]) for place, name in node.labels}


def _unknown(path: str) -> str:
    hint = "; one of its parts is empty" if "//" in path or path.endswith("/") else ""
    return f"no operation of Pinpoint has the path {shown(path)}{hint}"


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
