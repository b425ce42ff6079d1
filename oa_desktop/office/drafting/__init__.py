"""Drafting (拟稿): from the first words to the text that an act names."""
