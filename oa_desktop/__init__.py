"""公文办公桌: an offline-first desktop for the official documents of Party and government offices."""

__version__ = "0.1.0"
