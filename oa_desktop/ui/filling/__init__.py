"""Internal matters in the window (内部事项): a blank is chosen and filled in, or filled in anew."""
