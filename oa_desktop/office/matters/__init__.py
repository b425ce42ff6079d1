"""Internal matters (内部事项)."""
