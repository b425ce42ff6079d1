"""What the service answers (中心服务的答复): each question goes to the office's rules in a thread, within limits.

There is nothing between a question and :class:`~oa_desktop.office.ports.central.Central` but its form and its limits.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from io import BytesIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest, UnitId
from oa_desktop.office.ports.central import Batch, Central
from oa_desktop.service.bell import Bell
from oa_desktop.sync import wire

_PATIENCE = 60.0
"""Seconds for a question to come."""
_PATIENCE_WITH_CONTENTS = 900.0
"""Seconds for a content to come."""
_CONTENTS_AT_ONCE = 4
"""Contents that are on their way at once, as each is held in memory; the others wait."""
_QUEUEING = 10.0
"""Seconds that a content waits for its turn before the desk is told to come again."""
_DIGEST = re.compile("[0-9a-f]{64}")

Answer = Callable[[Request, UnitId], Awaitable[bytes]]


class Answering:
    """Answers the questions about a unit; whoever asks may ask about it."""

    def __init__(self, central: Central) -> None:
        self._central = central
        self._bell = Bell()
        self._contents = asyncio.Semaphore(_CONTENTS_AT_ONCE)

    async def push(self, request: Request, unit: UnitId) -> bytes:
        """Take entries in, and wake those who wait for some."""
        body = await _body_of(request, wire.LARGEST, _PATIENCE)
        answer = await run_in_threadpool(lambda: wire.write_taken(self._central.push(unit, wire.read_entries(body))))
        self._bell.ring(unit)
        return answer

    async def pull(self, request: Request, unit: UnitId) -> bytes:
        """Give entries; where there are none, wait for some as long as is asked for."""
        question = wire.read_question(request.query_params.multi_items())
        news = self._bell.listen(unit)
        batch = await self._batch(unit, question)
        if not batch.entries and question.wait:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), question.wait)
            batch = await self._batch(unit, question)
        return await run_in_threadpool(wire.write_batch, batch)

    async def _batch(self, unit: UnitId, question: wire.Question) -> Batch:
        return await run_in_threadpool(self._central.pull, unit, question.after, question.most)

    async def lacking(self, request: Request, unit: UnitId) -> bytes:
        """Say which contents are not here."""
        asked = wire.asked_digests(await _body_of(request, wire.LARGEST, _PATIENCE))
        return wire.write_digests(await run_in_threadpool(self._central.lacking, unit, asked))

    async def keep(self, request: Request, unit: UnitId) -> bytes:
        """Take a content in."""
        digest = _digest_of(request)
        async with self._place():
            body = await _body_of(request, wire.LARGEST_CONTENT, _PATIENCE_WITH_CONTENTS)
            await run_in_threadpool(self._central.keep, unit, digest, BytesIO(body))
        return b"{}"

    async def give(self, request: Request, unit: UnitId) -> bytes:
        """Give a content."""
        digest = _digest_of(request)
        async with self._place():
            content = BytesIO()
            await run_in_threadpool(self._central.read_into, unit, digest, content)
        return content.getvalue()

    @contextlib.asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """Wait for a place among the contents that are on their way.

        Raises:
            Unavailable: ``central.busy``: there was none for a while.
        """
        try:
            await asyncio.wait_for(self._contents.acquire(), _QUEUEING)
        except TimeoutError:
            raise Unavailable("central.busy") from None
        try:
            yield
        finally:
            self._contents.release()

    async def health(self, _request: Request) -> bytes:
        """Say that the program runs."""
        return b"{}"

    async def ready(self, _request: Request) -> bytes:
        """Say that the store answers.

        Raises:
            Unavailable: It does not.
        """
        await run_in_threadpool(self._central.pull, _NOBODY, 0, 1)
        return b"{}"


_NOBODY = UnitId("0" * 32)


def _digest_of(request: Request) -> Digest:
    digest = str(request.path_params["digest"])
    if not _DIGEST.fullmatch(digest):
        raise Refused("central.request", reason="要哪份正文或者附件没有写对")
    return Digest(digest)


async def _body_of(request: Request, most: int, patience: float) -> bytes:
    """Return what was handed in.

    Raises:
        Refused: ``central.too-large``.
        Unavailable: ``central.away``: it did not come in time.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for piece in request.stream():
                body += piece
                if len(body) > most:
                    raise Refused("central.too-large")
    except TimeoutError:
        raise Unavailable("central.away", reason="等了太久没有传完") from None
    return bytes(body)
