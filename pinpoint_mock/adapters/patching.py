"""Patches of other libraries that come off again, or stay as a pass-through where somebody has patched over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Patch:
    """Replaces one attribute of a class while a mock is active.

    `make` takes the original and returns the replacement, which must do what the original does while no mock is
    active: it stays in place if, when the patch is taken off, something else has been put over it.
    """

    def __init__(self, owner: type, name: str, make: Callable[[Any], Any]) -> None:
        self._owner = owner
        self._name = name
        self._make = make
        self._original: Any = None
        self._replacement: Any = None

    def _is_on(self) -> bool:
        return self._replacement is not None and self._owner.__dict__[self._name] is self._replacement

    def apply(self) -> None:
        """Put the replacement in place, once."""
        if self._is_on():
            return
        self._original = self._owner.__dict__[self._name]
        self._replacement = self._make(self._original)
        setattr(self._owner, self._name, self._replacement)

    def remove(self) -> None:
        """Put the original back, if the replacement is what stands there."""
        if self._is_on():
            setattr(self._owner, self._name, self._original)
