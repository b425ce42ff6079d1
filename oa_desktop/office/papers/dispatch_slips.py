"""封签 and 交换清单: what goes with a paper to its recipients, as far as a journal knows now; office practice."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.domain.copies.distribution import Consignment
from oa_desktop.domain.copies.envelope_labels import EnvelopeLabel
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.manuscript import Manuscript

_LINE_MM = 11.0
"""Height of a line of the list: room to sign."""
_LABELS = ("序号", "收文机关", "份数", "份号", "签收人", "签收时间")
_WIDTHS = (2, 8, 2, 4, 4, 4)
_NONE = ("",) * len(_LABELS)
_TO_FILL_IN = "　　"
_BETWEEN_MARKS = "　"


def labels(dossier: Dossier, manuscript: Manuscript, sent: Sequence[Consignment]) -> tuple[EnvelopeLabel, ...]:
    """Return the 封签 of a paper, one for each recipient."""
    marks = (manuscript.classification, manuscript.urgency)
    return tuple(
        EnvelopeLabel(
            recipient=one.recipient,
            sender="、".join(manuscript.issuing_organs),
            number=dossier.number,
            marks=_BETWEEN_MARKS.join(mark for mark in marks if mark),
            count=_BETWEEN_MARKS.join(part for part in (f"{one.copies or _TO_FILL_IN}份", one.copy_numbers) if part),
        )
        for one in sent
    )


def exchange_list(dossier: Dossier, manuscript: Manuscript, sent: Sequence[Consignment], copies: int) -> Form:
    """Return the 交换清单 of a paper, a line for each recipient.

    Args:
        dossier: As it stands.
        manuscript: The text of the 正本.
        sent: What goes to whom.
        copies: 印数, 0 where it is not known.
    """
    return Form(
        title="公文交换清单",
        organ="、".join(manuscript.issuing_organs),
        head=(
            form_row(
                ("发文字号", dossier.number, 6),
                ("密级", manuscript.classification, 3),
                ("缓急", manuscript.urgency, 3),
            ),
            form_row(("标题", manuscript.title.replace("\n", ""), 12)),
            _line(labels=_LABELS),
        ),
        rows=(*(_entry(place, one) for place, one in enumerate(sent, start=1)), _sum(sent, copies)),
        footer="份数空着的，由经办人填写；签收人清点无误以后签名，写明时间。",
    )


def _entry(place: int, one: Consignment) -> Row:
    count = str(one.copies) if one.copies else ""
    return _line(values=(str(place), one.recipient, count, one.copy_numbers, "", ""))


def _line(labels: Sequence[str] = _NONE, values: Sequence[str] = _NONE) -> Row:
    return form_row(*zip(labels, values, _WIDTHS, strict=True), height_mm=_LINE_MM)


def _sum(sent: Sequence[Consignment], copies: int) -> Row:
    known = sum(one.copies for one in sent)
    complete = all(one.copies for one in sent)
    total = f"{known}份" if complete else ""
    rest = f"{copies - known}份" if complete and copies >= known else ""
    printed = f"{copies}份" if copies else ""
    return form_row(("印数", printed, 4), ("分送合计", total, 4), ("存档备用", rest, 4), height_mm=_LINE_MM)
