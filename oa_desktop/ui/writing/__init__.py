"""Writing (拟稿): the elements as a form, the text with its levels, the page beside them; nothing typed is lost."""
