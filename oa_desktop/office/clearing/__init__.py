"""Clearing (文件清退): every copy, whom it went to, and what becomes of it."""
