"""Printed forms (表单): their cells, rows and pages; any printed matter that is no official document."""
