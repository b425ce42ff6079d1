"""A PostgreSQL of the tests' own: started here, reached by a socket in a folder of its own, gone with whoever started it.

It never talks to a server that is there already. Its files lie in memory where that can be had; what a killed process
left there the next one removes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

_CONF = """
listen_addresses = ''
unix_socket_directories = '{socket}'
shared_buffers = 32MB
max_connections = 40
wal_level = minimal
max_wal_senders = 0
fsync = off
dynamic_shared_memory_type = mmap
"""
"""Without forcing to the disk: a killed process loses nothing by it, only a power cut would."""
_INIT = ("-A", "trust", "-U", "oa", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
_PREFIX = "oa-postgres-"
_MEMORY = Path("/dev/shm")
_ROOM = 1 << 29
"""Bytes: a server takes 50 MB, and each process of the tests may have one."""
_MISSING = "没有找到 PostgreSQL。请安装：sudo apt-get install -y postgresql，或者用 OA_POSTGRES 指明它的 bin 文件夹。"


class Server:
    """One server with one empty database."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._data, self._socket, self._log = folder / "data", folder / "s", folder / "log"
        self._own(folder)
        self._run("initdb", "-D", self._data, *_INIT)
        with (self._data / "postgresql.conf").open("a") as conf:
            conf.write(_CONF.format(socket=self._socket))
        self.start()

    @property
    def address(self) -> str:
        return f"postgresql://oa@/postgres?host={self._socket}"

    def start(self) -> None:
        """Return once it answers; the children of a killed one hold its memory for a moment, so it is begun again."""
        for _ in range(100):
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(self._as_server("postgres", "-D", self._data), cwd="/", stderr=log)
            if self._answers():
                return
        raise AssertionError(self._log.read_text()[-2000:])

    def kill(self) -> None:
        """Kill all its processes at once: one that outlived the first by a moment might still commit."""
        with psycopg.connect(self.address) as connection:
            parts = connection.execute("SELECT pid FROM pg_stat_activity").fetchall()
        for pid in (self._process.pid, *(pid for (pid,) in parts)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait()

    def _answers(self) -> bool:
        while self._process.poll() is None:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.address).close()
                return True
            time.sleep(0.01)
        return False

    def _own(self, folder: Path) -> None:
        for one in (self._data, self._socket):
            one.mkdir(mode=0o700)
            if who := _somebody_else():
                os.chown(one, who.pw_uid, who.pw_gid)
        folder.chmod(0o711)

    def _run(self, *words: str | Path) -> None:
        subprocess.run(self._as_server(*words), cwd="/", check=True, stdout=subprocess.DEVNULL)

    def _as_server(self, program: str, *words: str | Path) -> list[str | Path]:
        """Return a command that ends when this process ends, and is not root's: PostgreSQL refuses to be."""
        who = _somebody_else()
        other = ["--reuid", str(who.pw_uid), "--regid", str(who.pw_gid), "--clear-groups"] if who else []
        return ["setpriv", *other, "--pdeathsig", "INT", self._programs / program, *words]


@contextmanager
def server() -> Iterator[Server]:
    """Start a server, and leave nothing of it."""
    base = _MEMORY if _has_room(_MEMORY) else Path(tempfile.gettempdir())
    _sweep(base)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=base))
    try:
        started = Server(programs(), folder)
        yield started
        started.stop()
    finally:
        shutil.rmtree(folder)


def programs() -> Path:
    """Return the folder of the server's programs: the one asked for, Debian's newest, or that of the path."""
    if asked := os.environ.get("OA_POSTGRES"):
        return Path(asked)
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: float(one.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    assert found, _MISSING
    return Path(found).parent


def _has_room(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ROOM


def _somebody_else() -> pwd.struct_passwd | None:
    """Return who runs it where this is root."""
    if os.geteuid():
        return None
    known = {one.pw_name: one for one in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _sweep(base: Path) -> None:
    """Remove what processes left that are gone."""
    for one in base.glob(f"{_PREFIX}*-*"):
        if not Path(f"/proc/{one.name.removeprefix(_PREFIX).split('-')[0]}").exists():
            shutil.rmtree(one, ignore_errors=True)
