"""Exchanging papers with other units by disc (交换): whom with, what goes out, and what comes in."""
