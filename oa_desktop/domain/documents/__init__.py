"""Documents (公文): what one is, of which kind, and what holds of it."""
