"""The form of the elements (要素表): what a document of a kind has, as data, and the controls for it."""
