"""Set the program up on a machine that has only Python: its own environment and the system's libraries.

Run by make before anything is installed, therefore standard library only:
`python3 installer/set_up.py environment` and `python3 installer/set_up.py libraries`.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = "constraints.txt"
ENVIRONMENT_FAULT = 3

WINDOW_LIBRARIES: Mapping[str, str] = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
}
"""Debian package and the library in it that Qt loads, with or without a screen."""

SCREEN_LIBRARIES: Mapping[str, str] = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
"""What an X screen needs in addition."""

TEST_TOOLS: Mapping[str, str] = {
    "libreoffice-writer-nogui": "soffice",
    "openssl": "openssl",
    "poppler-utils": "pdftoppm",
    "postgresql": "pg_createcluster",
    "softhsm2": "softhsm2-util",
}
"""Debian package and the program in it that the tests compare with: what a DOCX looks like, whether certificates and
signatures are what others take them for, a database server for the central service, a token (PKCS#11) without the
device. Debian lays ``initdb`` beside the path; the tests look there and start a server of their own."""

OLDER_QT = "6.9.3"
"""The newest PySide6 built for a C library older than `NEWER_QT_NEEDS` (统信, 麒麟 and their like)."""

NEWER_QT_NEEDS = (2, 34)
"""The glibc that the pinned PySide6 asks for."""


class SetUpError(Exception):
    """The machine lacks something; the message says in Chinese what, and what to do."""


def say(sentence: str) -> None:
    """Print one sentence at once, before any output of the commands that follow."""
    print(sentence, flush=True)


def run(command: Sequence[str | Path], *, quietly: bool = False) -> bool:
    """Run a command; true when it exists and succeeded."""
    words = [str(word) for word in command]
    try:  # only commands that this file spells out are run, and no shell reads them
        done = subprocess.run(words, check=False, capture_output=quietly)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0


def is_root() -> bool:
    """Whether system packages may be installed from here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_command(packages: Iterable[str]) -> list[str]:
    """The command that installs Debian packages without asking."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def install_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages as root, with fresh package lists if the old ones are not enough."""
    if not (is_root() and shutil.which("apt-get")):
        return False
    say(f"正在安装系统软件包：{' '.join(packages)}。")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    command = apt_command(packages)
    return run(command, quietly=True) or (run(["apt-get", "update", "-qq"]) and run(command))


def python_of(venv: Path) -> Path:
    """Where a virtual environment keeps its Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_usable(venv: Path, uv: str | None) -> bool:
    """Whether an environment that is already there runs, is new enough and can be installed into."""
    python = python_of(venv)
    is_new_enough = "import sys; sys.exit(sys.version_info < (3, 11))"
    return run([python, "-c", is_new_enough], quietly=True) and (
        uv is not None or run([python, "-m", "pip", "--version"], quietly=True)
    )


def ensure_venv_module() -> None:
    """Make sure that this Python can build environments: Debian keeps that part in a package of its own.

    Raises:
        SetUpError: it cannot, and the missing package cannot be installed from here.
    """
    if importlib.util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not install_packages([package]):
        raise SetUpError(f"不能建立运行环境：缺少 {package}。请执行 sudo {' '.join(apt_command([package]))}，再重试。")


def create_venv(venv: Path, uv: str | None) -> None:
    """Build the environment anew with the Python that runs this script.

    Raises:
        SetUpError: the environment could not be built.
    """
    shutil.rmtree(venv, ignore_errors=True)
    if uv is None:
        ensure_venv_module()
        command = [sys.executable, "-m", "venv", str(venv)]
    else:
        command = [uv, "venv", "--quiet", "--python", sys.executable, str(venv)]
    if not run(command):
        raise SetUpError(f"不能在 {venv} 建立运行环境。请看上面的原因；常见的是磁盘已满或没有写权限。")


def development_tools(pyproject: Path) -> list[str]:
    """The development tools that pyproject.toml lists, given by name because older pips know no groups."""
    with pyproject.open("rb") as file:
        tools: list[str] = tomllib.load(file)["dependency-groups"]["dev"]
    return tools


def c_library() -> tuple[int, ...] | None:
    """The version of this system's glibc, where it has one."""
    name, version = platform.libc_ver()
    return tuple(int(part) for part in version.split(".")) if name == "glibc" else None


def pins_for(glibc: tuple[int, ...] | None, pins: str) -> str:
    """The pins as this system can install them: an older Linux gets the newest Qt that was built for it."""
    if glibc is None or glibc >= NEWER_QT_NEEDS:
        return pins
    return re.sub(r"(?m)^(pyside6-essentials|shiboken6)==.*", rf"\1=={OLDER_QT}", pins)


def write_pins(venv: Path) -> Path:
    """Lay the pins for this system beside the environment that follows them."""
    pins = venv / CONSTRAINTS
    pins.write_text(pins_for(c_library(), (ROOT / CONSTRAINTS).read_text(encoding="utf-8")), encoding="utf-8")
    return pins


def install_command(venv: Path, uv: str | None, tools: Sequence[str], pins: Path) -> list[str]:
    """The command that installs the program and its tools, by the pinned versions, into the environment."""
    python = str(python_of(venv))
    installer = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]
    return [*installer, "--quiet", "-c", str(pins), "-e", ".", *tools]


def choose_uv(installer: str) -> str | None:
    """The uv to install with; nothing means pip.

    Raises:
        SetUpError: uv was insisted on and is not there.
    """
    uv = None if installer == "pip" else shutil.which("uv")
    if installer == "uv" and uv is None:
        raise SetUpError("没有找到 uv。请安装 uv，或者改用 INSTALLER=pip。")
    return uv


def environment(venv: Path, installer: str) -> None:
    """Build the environment if needed and install the program by its pinned versions.

    Raises:
        SetUpError: the environment could not be built or a package could not be had.
    """
    uv = choose_uv(installer)
    say(f"正在准备运行环境 {venv}（{'uv' if uv else 'pip'}），第一次需要一两分钟。")
    if not is_usable(venv, uv):
        create_venv(venv, uv)
    tools = development_tools(ROOT / "pyproject.toml")
    if not run(install_command(venv, uv, tools, write_pins(venv))):
        raise SetUpError("依赖没有装全。请检查软件包源是否能连通（内网请先配置本单位的软件包源），再重试。")


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(environ: Mapping[str, str], can_load: Callable[[str], bool] = loads) -> list[str]:
    """The Debian packages whose libraries Qt would not find here; an X screen needs more than none."""
    needed = {**WINDOW_LIBRARIES, **(SCREEN_LIBRARIES if environ.get("DISPLAY") else {})}
    return [package for package, library in needed.items() if not can_load(library)]


def libraries() -> None:
    """Install the system libraries that are missing, or print the exact command and go on."""
    missing = missing_packages(os.environ) if sys.platform == "linux" else []
    if missing and not install_packages(missing):
        say(f"缺少系统库。请执行（窗口和界面测试需要）：sudo {' '.join(apt_command(missing))}")


def install_tools(has: Callable[[str], object] = shutil.which) -> None:
    """Install the programs that the tests compare with, or print the exact command; the tests then fail."""
    missing = [package for package, program in TEST_TOOLS.items() if not has(program)]
    if missing and not install_packages(missing):
        say(f"缺少测试用的程序。请执行（只有测试需要）：sudo {' '.join(apt_command(missing))}")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="准备运行环境")
    parser.add_argument("part", choices=["environment", "libraries", "tools"])
    parser.add_argument("--venv", type=Path, default=Path(".venv"))
    parser.add_argument("--installer", choices=["auto", "uv", "pip"], default="auto")
    return parser.parse_args()


def main() -> int:
    """Do one part of the set-up; 0 done, 3 the machine lacks something."""
    options = arguments()
    os.chdir(ROOT)
    try:
        if options.part == "environment":
            environment(options.venv, options.installer)
        elif options.part == "libraries":
            libraries()
        else:
            install_tools()
    except SetUpError as reason:
        print(reason, file=sys.stderr)
        return ENVIRONMENT_FAULT
    return 0


if __name__ == "__main__":
    sys.exit(main())
