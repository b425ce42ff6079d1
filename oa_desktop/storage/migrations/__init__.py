"""Migrations of the store's tables; each is carried out whole or not at all."""
