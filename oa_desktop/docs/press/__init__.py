"""The print room (印制): what becomes of finished pages on their way to the printer."""
