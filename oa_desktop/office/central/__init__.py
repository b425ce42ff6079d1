"""Sync with the intranet's central service (中心服务): what it does with what comes, and a desk's round with it."""
