"""A DOCX as sheets (按文件设定推算的版面): what it says of its page is set the way a word processor would set it.

:mod:`.sheets` is the door and :mod:`.judging` says which rules can be relied on then. A :class:`.flow.Flow` sets
paragraphs, tables and boxes, each box being a flow of its own that is put where the file anchors it.
"""
