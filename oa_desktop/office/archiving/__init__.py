"""The archive (档案) as a signed-in archivist works with it: dry run, arranging, register."""
