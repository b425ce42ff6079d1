"""The root without Qt: builds an office for one realm out of real adapters."""
