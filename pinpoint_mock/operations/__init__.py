"""The handlers of Pinpoint's operations, one module for each family of resources.

Each of them is imported when the first operation is called. What is no handler, and what only one family needs, is in a
module whose name begins with `_`.
"""
