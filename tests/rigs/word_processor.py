"""LibreOffice as a judge of the DOCX: converts files to PDF with the shipped fonts under their official names.

It may judge lines, pitch, pages and positions. WPS and Word are not tested.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from oa_desktop.docs.fonts.fonts import OFFICIAL_NAMES, FontRole

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
FAMILIES = {
    FontRole.FANGSONG: "FandolFang",
    FontRole.KAITI: "FandolKai",
    FontRole.HEITI: "Noto Sans SC",
    FontRole.SONGTI: "Noto Serif SC",
    FontRole.XIAOBIAOSONG: "Noto Serif SC",
}
"""The shipped family that stands in for each design."""
HOW_TO_INSTALL = (
    "LibreOffice is needed to judge the DOCX: sudo apt-get install -y --no-install-recommends libreoffice-writer-nogui"
)


def as_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the PDF of every file; see :func:`converted`."""
    return converted(files, folder, "pdf")


def converted(files: Sequence[Path], folder: Path, form: str) -> list[Path]:
    """Return every file in another form, made by one run of LibreOffice with a profile of its own in the folder.

    Raises:
        FileNotFoundError: LibreOffice is not installed; says how to.
    """
    program = shutil.which("soffice")
    if program is None:
        raise FileNotFoundError(HOW_TO_INSTALL)
    settings = folder / "fonts.conf"
    settings.write_text(_fontconfig(folder / "cache"), encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    world = {**os.environ, "FONTCONFIG_FILE": str(settings), "HOME": str(folder)}
    subprocess.run(command, check=True, env=world, capture_output=True, timeout=300)
    return [folder / f"{file.stem}.{form}" for file in files]


def _fontconfig(cache: Path) -> str:
    aliases = "".join(map(_alias, FontRole))
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{FONTS}</dir><cachedir>{cache}</cachedir>{aliases}</fontconfig>"
    )


def _alias(role: FontRole) -> str:
    name, family = OFFICIAL_NAMES[role], FAMILIES[role]
    weight = '<edit name="weight" mode="assign"><const>bold</const></edit>' if role is FontRole.XIAOBIAOSONG else ""
    return (
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>{weight}</match>'
    )
