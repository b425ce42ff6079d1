"""Lists (公文目录): their outlines, columns, views, and what is due in them."""
