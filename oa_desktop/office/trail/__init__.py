"""The trail (审计): who did what, what did not come off, and how far the journals have come."""
