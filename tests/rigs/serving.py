"""The central service on this machine, behind real TLS, and desks that reach it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

from oa_desktop.domain.ids import UnitId
from oa_desktop.office.ports.central import Central
from oa_desktop.security.line_certificate import LineCertificate, make_line_certificate
from oa_desktop.service.application import application
from oa_desktop.service.machines import Machines
from oa_desktop.service.peers import trust_machines
from oa_desktop.service.running import server_of
from oa_desktop.sync.address import Address
from oa_desktop.sync.central_client import CentralClient
from oa_desktop.sync.line import Line, trust_one


class Standing:
    """Answers by whichever service a test sets."""

    def __init__(self) -> None:
        self.central: Central | None = None

    def __getattr__(self, name: str):
        return getattr(self.central, name)


class Premises:
    """Certificates in files, as an administrator lays them out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.machines = folder / "machines"
        self.machines.mkdir()
        self.made: dict[str, LineCertificate] = {}

    def own(self, name: str) -> Path:
        """The key and certificate of a machine, made at the first call."""
        file = self.folder / f"{name}.pem"
        if name not in self.made:
            self.made[name] = make_line_certificate(name)
            file.write_bytes(self.made[name].private)
        return file

    def public(self, name: str) -> Path:
        self.own(name)
        file = self.folder / f"{name}.public.pem"
        file.write_bytes(self.made[name].public)
        return file

    def enrol(self, name: str, unit: UnitId) -> Path:
        self.own(name)
        place = self.machines / unit
        place.mkdir(exist_ok=True)
        (place / f"{name}.pem").write_bytes(self.made[name].public)
        return place / f"{name}.pem"


class Served:
    """The service as it runs.

    Attributes:
        standing: What answers.
        premises: Who is enrolled.
        address: Where it listens.
    """

    def __init__(self, premises: Premises, address: Address) -> None:
        self.standing = Standing()
        self.premises = premises
        self.address = address
        self._clients: list[CentralClient] = []

    def reach(self, name: str, *, service: str = "service", patience: float = 60.0) -> CentralClient:
        """Return the service as a machine reaches it that takes it for the one of a name."""
        trust = trust_one(self.premises.own(name), self.premises.public(service))
        self._clients.append(CentralClient(Line(self.address, trust), patience))
        return self._clients[-1]

    def hang_up(self) -> None:
        for one in self._clients:
            one.close()


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Served]:
    premises = Premises(folder)
    listening = socket.create_server(("127.0.0.1", 0))
    host, port = listening.getsockname()
    served = Served(premises, Address(host=host, port=port))
    machines = Machines(premises.machines)
    trust = trust_machines(premises.own("service"), machines)
    server = server_of(application(served.standing, machines, folder / "errors.log"), trust)
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    running.start()
    try:
        yield served
    finally:
        served.hang_up()
        server.should_exit = True
        running.join()


@contextlib.contextmanager
def saying(own: Path, words: Iterator[bytes]) -> Iterator[Address]:
    """A server that reads one question and says what it is told to, and nothing else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = threading.Thread(target=_say, args=(listening, context, words))
        running.start()
        host, port = listening.getsockname()
        yield Address(host=host, port=port)
        running.join()


def _say(listening: socket.socket, context: ssl.SSLContext, words: Iterator[bytes]) -> None:
    with contextlib.suppress(OSError), listening.accept()[0] as plain, context.wrap_socket(plain, True) as line:
        line.recv(65536)
        for word in words:
            line.sendall(word)
