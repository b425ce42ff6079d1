"""Lists (列表): the folders of the desk, and the documents that lie in them."""
