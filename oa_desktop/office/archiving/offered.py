"""What may be done with an item from the list of the archive, as data for a form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from oa_desktop.domain.actions import archiving as act
from oa_desktop.domain.actions.custody import LendCopy
from oa_desktop.domain.archives.items import Carrier
from oa_desktop.domain.archives.printed import SPINES_MM
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.policy import PERMITS
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.books.ledger_acts import LedgerAct, Said
from oa_desktop.office.custody.offered import keeps, lending
from oa_desktop.office.queries import ArchiveItemRow, FieldRow, FieldSort
from oa_desktop.office.session import Session


def archives(session: Session) -> bool:
    """Whether the person arranges the archive, and does not only look at it."""
    return bool(PERMITS[act.ArrangeItem].roles & session.standing.roles)


def _text(name: str, label: str, usual: str = "") -> FieldRow:
    return FieldRow(name=name, label=label, sort=FieldSort.TEXT, usual=usual)


def _correcting(_session: Session, row: ArchiveItemRow) -> tuple[FieldRow, ...]:
    carriers = tuple((one.value, one.value) for one in Carrier)
    return (
        _text("title", "题名", row.title),
        _text("responsible", "责任者", row.responsible),
        FieldRow(name="date", label="成文日期", sort=FieldSort.DATE, usual=row.date),
        FieldRow(name="pages", label="页数", sort=FieldSort.NUMBER, usual=str(row.pages), options=(("0", "没有清点"),)),
        FieldRow(name="carrier", label="载体", sort=FieldSort.CHOICE, usual=row.carrier, options=carriers),
        _text("reason", "理由"),
    )


_TYPED = ("title", "responsible", "date", "pages")


def _correct(_session: Session, row: ArchiveItemRow, said: Said) -> act.CorrectItem:
    """Return 修改著录 of what was typed otherwise than it stands."""
    typed = {**said, "pages": int(said["pages"])}
    changed = {name: typed[name] for name in _TYPED if typed[name] != getattr(row, name)}
    carrier = Carrier(said["carrier"]) if said["carrier"] != row.carrier else None
    return act.CorrectItem(
        fonds=row.fonds, archival_year=row.year, item=row.item, reason=said["reason"], carrier=carrier, **changed
    )


def _withdrawing(_session: Session, _row: ArchiveItemRow) -> tuple[FieldRow, ...]:
    return (_text("reason", "理由"),)


def _withdraw(_session: Session, row: ArchiveItemRow, said: Said) -> act.WithdrawItem:
    return act.WithdrawItem(fonds=row.fonds, archival_year=row.year, item=row.item, reason=said["reason"])


def _placing(_session: Session, row: ArchiveItemRow) -> tuple[FieldRow, ...]:
    number = str(row.number)
    return (
        FieldRow(name="first", label="从件号", sort=FieldSort.NUMBER, usual=number),
        FieldRow(name="through", label="到件号", sort=FieldSort.NUMBER, usual=number),
        _text("box", "盒号", row.box),
        _text("place", "存放位置", row.place),
    )


def _place(_session: Session, row: ArchiveItemRow, said: Said) -> act.PlaceItems:
    return act.PlaceItems(
        fonds=row.fonds,
        archival_year=row.year,
        retention=Retention(row.retention),
        division=row.division,
        first=int(said["first"]),
        through=int(said["through"]),
        box=said["box"],
        place=said["place"],
    )


def _lending(session: Session, _row: ArchiveItemRow) -> tuple[FieldRow, ...]:
    return (_text("copy_number", "份号"), *lending(session))


def _lend(_session: Session, row: ArchiveItemRow, said: Said) -> LendCopy:
    return LendCopy(document=row.document, **said)


def _lends(session: Session, _row: ArchiveItemRow) -> bool:
    return keeps(session)


def _fits(session: Session, _row: ArchiveItemRow) -> bool:
    return archives(session)


ACTS: tuple[LedgerAct, ...] = (
    LedgerAct(
        name="correct-item",
        term="修改著录",
        fields=_correcting,
        wish=_correct,
        done="已修改著录，档号不变。",
        fits=_fits,
        advice="保管期限和类目不能在这里改：先撤销整理，改好以后再整理。",
    ),
    LedgerAct(
        name="place-items",
        term="入盒上架",
        fields=_placing,
        wish=_place,
        done="已登记入盒上架。",
        fits=_fits,
        advice="同一类里从几号到几号装在一盒。",
    ),
    LedgerAct(
        name="lend-item",
        term="借出登记",
        fields=_lending,
        wish=_lend,
        done="已登记借出，记在《借阅登记簿》里。",
        fits=_lends,
        advice="借出的是纸质的一份。国家秘密要有批准人；到期没有还的，双方登录时都提醒。归还在“借阅和涉密文件”里登记。",
    ),
    LedgerAct(
        name="withdraw-item",
        term="撤销整理",
        fields=_withdrawing,
        wish=_withdraw,
        done="已撤销整理；空出来的件号由这一类的下一件补上。",
        fits=_fits,
        advice="公文本身不变，可以再整理。空着号的时候，目录、移交都不能做。",
    ),
)
"""What is offered for an item."""

OF_BOXES = frozenset({ArchiveBook.NOTES, ArchiveBook.COVER, ArchiveBook.SPINE})
"""What is printed of boxes, and not of items."""


def boxes_asked(boxes: Iterable[str], *, with_spine: bool) -> tuple[FieldRow, ...]:
    """Return what is asked before something of boxes is printed: which box, and how wide its spine is."""
    which = (("", "全部"), *((one, one) for one in boxes))
    widths = tuple((str(one), f"{one}毫米") for one in SPINES_MM)
    box = FieldRow(name="box", label="盒号", sort=FieldSort.CHOICE, usual="", options=which)
    spine = FieldRow(name="spine", label="盒脊厚度", sort=FieldSort.CHOICE, usual="30", options=widths)
    return (box, spine) if with_spine else (box,)


def of_boxes(wanted: Wanted, said: Said) -> Wanted:
    """Return what is wanted of the boxes that were chosen."""
    return replace(wanted, box=said["box"], spine_mm=int(said.get("spine", wanted.spine_mm)))
