"""Decorating classes: of pytest and of `unittest`, nested ones, and what is derived from them."""
