"""Asking the service as an application, without a network."""

from __future__ import annotations

import asyncio
import json
import ssl
from typing import Any


def ask(
    application: Any, certificate: bytes, method: str, path: str, *, query: str = "", body: tuple[bytes, ...] = (b"",)
) -> tuple[int, Any]:
    """Return status and answer, read where it is JSON; the body comes in pieces."""
    pieces = list(body)
    said: list[dict[str, Any]] = []
    chain = [ssl.DER_cert_to_PEM_cert(certificate)]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [],
        "extensions": {"tls": {"client_cert_chain": chain}},
    }

    async def receive() -> dict[str, Any]:
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    asyncio.run(application(scope, receive, send))
    answer = b"".join(one.get("body", b"") for one in said)
    return said[0]["status"], json.loads(answer) if answer[:1] == b"{" else answer
