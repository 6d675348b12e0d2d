"""Why a text cannot be rendered for a recipient."""

from __future__ import annotations


class RenderingError(Exception):
    """The text cannot be rendered. What it says is the StatusMessage of the recipient."""
