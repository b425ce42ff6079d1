"""Safekeeping (备份与隔离): backups that are sealed and proved, and no way out of the network."""
