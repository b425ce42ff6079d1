"""The sheets of a file that somebody sent (来文的版面), read in a confined process: what stands where on them.

An OFD says it itself; a DOCX is set as its word processor would set it (:mod:`oa_desktop.docs.inspect.word`). Nothing
of the file is parsed in this process; what comes back is figures, texts, and pictures in a plain form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from oa_desktop.docs.sheets.sheets import Character, Picture, Sheet, Stroke, Tint
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.office.confined import answer, ask


def foreign_sheets(data: bytes, name: str, *, whole: bool = False) -> tuple[Sheet, ...]:
    """Return the sheets of an OFD or a DOCX.

    Args:
        data: The file.
        name: Its name, for the words of a refusal.
        whole: Whether a PDF is read too, and a file refused of which something cannot be drawn again.

    Raises:
        Refused: ``source.not-text``: it is neither; ``source.damaged``, ``source.locked``, ``source.too-hard``,
            ``source.not-whole``.
        Unavailable: ``confine.failed``.
    """
    answered = ask(sheets_confined, data, name, whole, too_hard=Refused("source.too-hard", name=name))
    try:
        return tuple(_sheet(number, one) for number, one in enumerate(answered, start=1))
    except (TypeError, ValueError, LookupError) as error:
        raise Unavailable("confine.failed", reason="the worker spoke nonsense") from error


def _sheet(number: int, said: Any) -> Sheet:
    width, height = map(float, said["size"])
    return Sheet(
        number=number,
        width_mm=width,
        height_mm=height,
        characters=tuple(_character(one) for one in said["characters"]),
        strokes=tuple(_stroke(one) for one in said["strokes"]),
        pictures=tuple(_picture(one) for one in said["pictures"]),
    )


def _character(said: Any) -> Character:
    text, x, right, y, size, font, tint, top, angle, strong = said
    figures = float(x), float(right), float(y), float(size)
    placed = Character(str(text), *figures, font=str(font), tint=Tint(tint), top_mm=float(top))
    return placed._replace(angle_deg=float(angle), is_strong=bool(strong))


def _stroke(said: Any) -> Stroke:
    x1, y1, x2, y2, width, tint = said
    return Stroke(float(x1), float(y1), float(x2), float(y2), float(width), Tint(tint))


def _picture(said: Any) -> Picture:
    left, top, right, bottom, data = said
    return Picture(float(left), float(top), float(right), float(bottom), Tint.OTHER, data=bytes(data))


# --- in the worker -----------------------------------------------------------------------------------------------


def sheets_confined(data: bytes, name: str, whole: bool = False) -> object:
    """Read a file's sheets, in the child; the answer is plain, or a refusal."""
    return answer(lambda: _all_said(data, name) if whole else [_said(sheet) for sheet in _read(data, name)])


def _all_said(data: bytes, name: str) -> Sequence[dict[str, list[Any]]]:
    """Return what is on the sheets of a file, where all of it can be drawn again."""
    sheets = _read_pdf(data, name) or _read(data, name)
    said = [_said(sheet) for sheet in sheets]
    drawn = sum(len(one["pictures"]) for one in said)
    if drawn < sum(len(sheet.pictures) for sheet in sheets):
        raise Refused("source.not-whole", name=name)
    return said


def _read_pdf(data: bytes, name: str) -> Sequence[Sheet]:
    from oa_desktop.docs.reading.files import kind_of, refusing  # noqa: PLC0415 - only a worker reads files
    from oa_desktop.docs.reading.pdf import is_pdf  # noqa: PLC0415 - only a worker reads files
    from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf  # noqa: PLC0415 - only a worker loads PDFium

    if not is_pdf(data):
        return ()
    with refusing(kind_of(data), name):
        return sheets_of_pdf(data, with_pictures=True).sheets


def _read(data: bytes, name: str) -> Sequence[Sheet]:
    from oa_desktop.docs.inspect.word.sheets import sheets_of_docx  # noqa: PLC0415 - only a worker reads files
    from oa_desktop.docs.reading.docx_parts import is_docx  # noqa: PLC0415 - only a worker reads files
    from oa_desktop.docs.reading.files import kind_of, refusing  # noqa: PLC0415 - only a worker reads files
    from oa_desktop.docs.reading.ofd_pages import is_ofd, read_ofd_pages  # noqa: PLC0415 - only a worker reads files
    from oa_desktop.docs.reading.other_files import kind_named  # noqa: PLC0415 - only a worker reads files

    with refusing(kind_of(data), name):
        if is_docx(data):
            return sheets_of_docx(data).sheets.sheets
        if is_ofd(data):
            return read_ofd_pages(data, with_pictures=True).sheets.sheets
    raise Refused("source.not-text", name=name, looks_like=kind_named(name))


def _said(sheet: Sheet) -> dict[str, list[Any]]:
    return {
        "size": [sheet.width_mm, sheet.height_mm],
        "characters": [_plain_character(one) for one in sheet.characters],
        "strokes": [
            [one.x1_mm, one.y1_mm, one.x2_mm, one.y2_mm, one.width_mm, one.tint.value] for one in sheet.strokes
        ],
        "pictures": [
            [one.left_mm, one.top_mm, one.right_mm, one.bottom_mm, data]
            for one in sheet.pictures
            for data in _plain(one.data)
        ],
    }


def _plain_character(one: Character) -> list[object]:
    place = [one.text, one.x_mm, one.right_mm, one.y_mm, one.size_pt]
    return [*place, one.font, one.tint.value, one.top_mm, one.angle_deg, one.is_strong]


def _plain(data: bytes) -> Iterator[bytes]:
    """Yield a picture in a plain form; nothing for what is none, or cannot be read."""
    from oa_desktop.docs.pictures.taking_in import take_in  # noqa: PLC0415 - only a worker decodes pictures

    if data:
        try:
            yield take_in(data, [])
        except Refused:
            return
