"""The checks of the four properties, a file a property: pure functions of an item as it is here."""
