"""The encrypted store: journals, what is projected from them, full-text search, blobs, migrations, backup."""
