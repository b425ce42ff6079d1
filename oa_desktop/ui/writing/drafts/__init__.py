"""Drafts (草稿): what was typed and not handed in, told at the desk and taken up again."""
