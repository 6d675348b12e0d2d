"""Patches of other libraries that come off again, or stay as a pass-through where somebody has patched over them."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any


class Patch:
    """Replaces one attribute of a class while a mock is active.

    `make` takes the original and returns the replacement, which must do what the original does while no mock is
    active: it stays in place if, when the patch is taken off, something else has been put over it. When that is gone
    too, the next `remove` takes it off. A replacement is made once for what it replaces, and used again.
    """

    def __init__(self, owner: Any, name: str, make: Callable[[Any], Any]) -> None:
        self._owner = owner
        self._name = name
        self._make = make
        self._originals: dict[int, tuple[Any, Any]] = {}
        """Each replacement with what it has replaced, by its id: a Mock that stands there would keep being hashed."""
        self._made: tuple[Any, Any] | None = None

    def apply(self) -> None:
        """Put a replacement in place, unless one stands there."""
        standing = self._owner.__dict__[self._name]
        if id(standing) not in self._originals:
            if self._made is None or self._made[0] is not standing:
                self._made = standing, self._make(standing)
            replacement = self._made[1]
            self._originals[id(replacement)] = replacement, standing
            setattr(self._owner, self._name, replacement)

    def remove(self) -> None:
        """Put the original back, if a replacement is what stands there."""
        standing = self._owner.__dict__[self._name]
        while (found := self._originals.get(id(standing))) is not None:
            setattr(self._owner, self._name, found[1])
            del self._originals[id(standing)]  # only then: whatever interrupts this, it can be done again
            standing = found[1]

    def is_undone(self) -> bool:
        """Whether the library's own function stands there again.

        A patch of somebody else that was there before this one has ended then, and put back what it had replaced.
        """
        standing = self._owner.__dict__[self._name]
        return (
            id(standing) not in self._originals
            and isinstance(standing, FunctionType)
            and standing.__globals__["__name__"] == self._owner.__module__
        )
