"""Certificates (数字证书): read strictly, issued, judged in chains, revoked by lists (RFC 5280, GB/T 20518)."""
