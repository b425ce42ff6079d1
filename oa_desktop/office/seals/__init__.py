"""Electronic seals (电子印章) of the unit: kept, used, and written down."""
