"""The service as an application (ASGI): its questions in one table, who may ask them, and what is told of a problem."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from oa_desktop.bootstrap.accident import log_accident
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import UnitId
from oa_desktop.office.ports.central import Central
from oa_desktop.service.answering import Answer, Answering
from oa_desktop.service.machines import Machines
from oa_desktop.service.peers import certificate_in
from oa_desktop.sync import wire

_log = logging.getLogger(__name__)
_UNIT = wire.ROOT + "/units/{unit}"

OF_A_UNIT = (
    ("POST", f"{_UNIT}/entries", "push"),
    ("GET", f"{_UNIT}/entries", "pull"),
    ("POST", f"{_UNIT}/lacking", "lacking"),
    ("PUT", f"{_UNIT}/contents/{{digest}}", "keep"),
    ("GET", f"{_UNIT}/contents/{{digest}}", "give"),
)
"""Questions about a unit: method, path, and what of :class:`.Answering` answers."""
OF_THE_SERVICE = (("GET", f"{wire.ROOT}/health", "health"), ("GET", f"{wire.ROOT}/ready", "ready"))
"""Questions that any enrolled machine may ask."""
STATUS = {"central.request": 400, "central.not-enrolled": 403, "blob.missing": 404, "central.too-large": 413}
"""What HTTP calls some problems; the others are 409 where they are refused, and 503."""
_JSON = "application/json"
_BYTES = "application/octet-stream"

Endpoint = Callable[[Request], Awaitable[Response]]
Answered = Callable[[Request], Awaitable[bytes]]


def application(central: Central, machines: Machines, log: Path) -> Starlette:
    """Return the application that answers for a service.

    Args:
        central: The service itself.
        machines: Who may ask.
        log: Where the kinds and places of what nobody foresaw are noted.
    """
    answering = Answering(central)
    about_a_unit = [
        (method, path, _by_its_machines(getattr(answering, name), machines)) for method, path, name in OF_A_UNIT
    ]
    about_the_service = [(method, path, getattr(answering, name)) for method, path, name in OF_THE_SERVICE]
    routes = [
        Route(path, _noted(path, _worded(answer, log)), methods=[method])
        for method, path, answer in (*about_a_unit, *about_the_service)
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: _no_such_question})


def _by_its_machines(answer: Answer, machines: Machines) -> Answered:
    """Let only a machine of the unit ask; it is looked for at every question.

    Raises:
        Refused: ``central.not-enrolled``.
    """

    async def answered(request: Request) -> bytes:
        unit = UnitId(request.path_params["unit"])
        if unit not in machines.units_of(certificate_in(request)):
            raise Refused("central.not-enrolled")
        return await answer(request, unit)

    return answered


def _worded(answer: Answered, log: Path) -> Endpoint:
    """Tell problems by their codes, and nothing of what nobody foresaw."""

    async def endpoint(request: Request) -> Response:
        try:
            content = await answer(request)
        except OfficeError as problem:
            return _problem(wire.to_be_told(problem))
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception as error:
            log_accident(error, "serve", log)
            return _problem(Unavailable("central.away", reason="中心服务出了意外"))
        return Response(content, media_type=_BYTES if "digest" in request.path_params else _JSON)

    return endpoint


def _problem(problem: OfficeError) -> Response:
    status = STATUS.get(problem.code, 409 if isinstance(problem, Refused) else 503)
    return Response(wire.write_problem(problem), status, media_type=_JSON, headers={"oa-problem": problem.code})


async def _no_such_question(_request: Request, error: Exception) -> Response:
    answer = _problem(Refused("central.request", reason="没有这样的问题"))
    answer.status_code = error.status_code if isinstance(error, HTTPException) else answer.status_code
    return answer


def _noted(path: str, endpoint: Endpoint) -> Endpoint:
    """Note what was asked and how it ended; no unit, no person, no content."""

    async def noted(request: Request) -> Response:
        begun = time.monotonic()
        answer = await endpoint(request)
        facts = {
            "method": request.method,
            "path": path,
            "status": answer.status_code,
            "problem": answer.headers.get("oa-problem", ""),
            "bytes": len(answer.body),
            "milliseconds": round((time.monotonic() - begun) * 1000),
        }
        _log.info("answered", extra={"facts": facts})
        return answer

    return noted
