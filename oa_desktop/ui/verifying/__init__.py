"""签章核验: a file that somebody brings, or a sealed page of a document, and the verdict on it, layer by layer."""
