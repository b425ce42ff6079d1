"""Sheets (版面): the one form of what is on paper, whoever made the file."""
