"""The papers of a document (文面): page, forms, and what goes along with them."""
