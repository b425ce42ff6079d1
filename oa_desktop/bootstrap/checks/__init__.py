"""The checks of ``doctor`` (体检): functions from a machine to a condition, one module a field."""
