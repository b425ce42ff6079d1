"""归档 in the window: the archive as a tree of classes and a list of items, dry runs, and arranging."""
