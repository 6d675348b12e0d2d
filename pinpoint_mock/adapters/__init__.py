"""How requests come in; the only place that knows the HTTP objects of other libraries."""
