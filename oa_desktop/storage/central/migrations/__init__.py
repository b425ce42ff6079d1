"""The migrations of the central service's tables; the store of a desk has its own."""
