"""One module for each version of the central service's tables."""
