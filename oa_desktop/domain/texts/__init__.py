"""Texts (文稿): their words, levels and spans, how two differ, and what people say and write with acts."""
