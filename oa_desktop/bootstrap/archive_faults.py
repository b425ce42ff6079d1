"""Faults that are planted in a year of the archive's demonstration (埋下的问题), each with the name that finds it.

Each is a change of a document that came or goes; what cannot be done through the door is done to a file behind it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

import pikepdf

from oa_desktop.bootstrap.archive_seals import altered_page
from oa_desktop.bootstrap.archive_year import SCAN, YEAR, Came, Goes, letter
from oa_desktop.domain.documents.incoming import Medium

Page = bytes
Document = Came | Goes
LOST, LOST_BYTES = "会议材料.txt", "会议材料".encode()
"""The file that is taken away behind the program's back."""
_SEALER = "云岭镇人民政府"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """埋下的问题.

    Attributes:
        code: The fault that has to be found.
        plant: Returns the document with the fault, of one in which nothing is wrong and the page that came with it.
        year: In which year it is handled.
    """

    code: str
    plant: Callable[[Came, Page], Document]
    year: int = YEAR


def _incoming(**changes: object) -> Callable[[Came, Page], Document]:
    return lambda came, _: replace(came, incoming=replace(came.incoming, **changes))  # type: ignore[arg-type]


def _changed(**changes: object) -> Callable[[Came, Page], Document]:
    return lambda came, _: replace(came, **changes)  # type: ignore[arg-type]


def _beside(name: str, made: Callable[[Page], bytes]) -> Callable[[Came, Page], Document]:
    return lambda came, page: replace(came, files={SCAN: page, name: made(page)})


def _scan(made: Callable[[Page], bytes]) -> Callable[[Came, Page], Document]:
    return lambda came, page: replace(came, files={SCAN: made(page)}, incoming=replace(came.incoming, pages=0))


def _goes(**changes: object) -> Callable[[Came, Page], Document]:
    base = Goes(title="清源县人民政府办公室关于召开调度会议的通知")
    return lambda *_: replace(base, **changes)  # type: ignore[arg-type]


def _locked(page: Page) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="1", user="1"))
    return out.getvalue()


def _with_script(page: Page) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page)) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = script
        pdf.save(out)
    return out.getvalue()


def _altered_after_sealing(_: Page) -> bytes:
    sealed = datetime(YEAR, 1, 4, 9, tzinfo=timezone(timedelta(hours=8)))
    return altered_page(letter(_SEALER), _SEALER, sealed)


def _macros(_: Page) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        parts.writestr("word/document.xml", "<document/>")
        parts.writestr("word/vbaProject.bin", b"macro")
    return out.getvalue()


def _swapped(came: Came, _: Page) -> Document:
    told = came.incoming
    return replace(came, incoming=replace(told, dated=told.received, received=told.dated))


def _same(came: Came, _: Page) -> Document:
    told = replace(came.incoming, sender="县水务局", dated=f"{YEAR}-01-02")
    return replace(came, title="关于报送统计台账的通知", incoming=told)


def _without_file(**changes: object) -> Callable[[Came, Page], Document]:
    return lambda came, _: replace(came, files={}, incoming=replace(came.incoming, **changes))  # type: ignore[arg-type]


PLANTED: tuple[Planted, ...] = (
    Planted(code="archiving.not-filed", plant=_changed(retention="")),
    Planted(code="archiving.no-date", plant=_incoming(dated="")),
    Planted(code="archiving.date-later", plant=_swapped),
    Planted(code="archiving.came-unnumbered", plant=_incoming(number="")),
    Planted(code="archiving.twice-number", plant=_incoming(number="县财办〔2026〕7号", sender="县财政局")),
    Planted(code="archiving.twice-number", plant=_incoming(number="县财办[2026]7号", sender="县财政局")),
    Planted(code="archiving.twice-title", plant=_same),
    Planted(code="archiving.twice-title", plant=_same),
    Planted(code="archiving.title-long", plant=_changed(title="关于" + "统筹推进" * 60 + "的通知")),
    Planted(code="archiving.title-unseen", plant=_changed(title="关于报送\u200b台账的通知")),
    Planted(code="archiving.retention-short", plant=_changed(title="关于加强档案工作的意见", kind="意见")),
    Planted(code="archiving.retention-differs", plant=_changed(retention="永久")),
    Planted(code="archiving.no-pages", plant=_without_file(pages=0)),
    Planted(code="archiving.pages-differ", plant=_incoming(pages=9)),
    Planted(code="archiving.came-without-file", plant=_without_file(medium=Medium.NETWORK)),
    Planted(code="archiving.part-lost", plant=_beside(LOST, lambda _: LOST_BYTES)),
    Planted(code="archiving.no-reply", plant=_changed(title="关于解决经费的请示", kind="请示", retention="30年")),
    Planted(code="archiving.supervised", plant=_changed(supervised=True, retention="")),
    Planted(code="archiving.encrypted", plant=_beside("名单.pdf", _locked)),
    Planted(code="archiving.format-unknown", plant=_beside("数据.dat", lambda _: bytes(range(128, 256)) * 8)),
    Planted(code="archiving.format-differs", plant=_beside("名单.docx", lambda page: page)),
    Planted(code="archiving.unreadable", plant=_scan(lambda page: page[: len(page) // 2])),
    Planted(code="archiving.active", plant=_beside("表格.docm", _macros)),
    Planted(code="archiving.active", plant=_beside("说明.pdf", _with_script)),
    Planted(code="archiving.number-gap", plant=_goes(serial=90)),
    Planted(code="archiving.attachment-absent", plant=_goes(notes=("参会人员名单",))),
    Planted(code="archiving.date-differs", plant=_goes(date=f"{YEAR}-01-02")),
    Planted(
        code="archiving.no-request",
        plant=_goes(title="清源县人民政府办公室关于同意设立站点的批复", kind="批复", retention="30年"),
    ),
    Planted(code="archiving.conflict", plant=_changed(twice=True, retention="")),
    Planted(code="archiving.waiting", plant=_goes(doomed=True)),
    Planted(code="archiving.lent", plant=_changed(lent=True)),
    Planted(code="archiving.seal-broken", plant=_beside("盖章件.ofd", _altered_after_sealing)),
    Planted(code="archiving.no-scheme", plant=_changed(), year=YEAR - 1),
)
"""What is planted; some faults take two documents."""
