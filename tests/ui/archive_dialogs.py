"""The dialogs of the archive, each with something in it and at work: what they say is made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from oa_desktop.domain.actions.holdings import ReceiveHoldings
from oa_desktop.domain.archives.composition import Facts
from oa_desktop.domain.archives.faults import Fault
from oa_desktop.domain.archives.fixity import BadFile
from oa_desktop.domain.archives.holdings import HeldItem, Holding
from oa_desktop.domain.archives.properties import Result
from oa_desktop.domain.archives.retention import Side
from oa_desktop.domain.ids import ArchiveName, Digest, DisposalId, DossierId, EntryId, ItemId, PersonId, UnitId
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.office.archiving.catalogue_faults import CheckedFile
from oa_desktop.office.archiving.comparing import CheckedCatalogue
from oa_desktop.office.archiving.disposal_book import DisposalLine
from oa_desktop.office.archiving.dry_run import DryRun, DryRunLine
from oa_desktop.office.archiving.holdings import HeldRow
from oa_desktop.office.archiving.holdings_words import described
from oa_desktop.office.archiving.kept_words import TO_DESTROY
from oa_desktop.ui.archiving.catalogue_dialog import CatalogueDialog
from oa_desktop.ui.archiving.destroy_dialog import DestroyDialog
from oa_desktop.ui.archiving.disposal_dialog import disposal_dialog
from oa_desktop.ui.archiving.doubts_dialog import doubts_dialog
from oa_desktop.ui.archiving.dry_run_dialog import DryRunDialog
from oa_desktop.ui.archiving.fixity_dialog import FixityDialog
from oa_desktop.ui.archiving.held_item_dialog import HeldItemDialog
from oa_desktop.ui.archiving.holdings_dialog import HoldingsDialog
from oa_desktop.ui.archiving.pack_dialog import PackDialog
from oa_desktop.ui.archiving.property_dialog import Asked, PropertyDialog
from oa_desktop.ui.tasks import Lane, Task
from oa_desktop.ui.workplace import Workplace

CODE = "Z109-WS·2026-Y-0001"
TITLE = "清源县人民政府办公室关于印发清源县突发事件应急预案管理办法实施细则的通知"
WHOLE = {"fonds": "Z109", "archival_year": 2026, "package": Digest("5" * 64)}
CAME = ReceiveHoldings(
    **WHOLE,
    sender=UnitId("u"),
    sender_name="清源县突发公共事件应急指挥部办公室",
    founding=Digest("f" * 64),
    outcome=Outcome.UNDECIDED,
    items=1,
    files=2,
    size=2048,
    properties=Result.PERSON,
    viruses=Result.PERSON,
)
HELD = HeldRow(
    holding=Holding(act=CAME, entry=EntryId("e"), person=PersonId("p"), time="2026-11-23T09:00:00+08:00"),
    item=HeldItem(
        item=ItemId("i" * 32),
        place="一/",
        code=CODE,
        title=TITLE,
        document_number="清政办发〔2026〕12号",
        date="2026-04-16",
    ),
)


DOUBTS = tuple(Fault(code=f"archiving.no-{one}", params={"title": TITLE}) for one in ("number", "date", "responsible"))
DOUBTED = DryRunLine(facts=Facts(document=DossierId("d"), side=Side.OUTGOING, title=TITLE), faults=DOUBTS)


def with_doubts(dialog: DryRunDialog) -> None:
    fit = DryRunLine(facts=DOUBTED.facts, code=CODE, number=1)
    dialog._take(DryRun(year=2026, time="2026-11-23", lines=(fit, DOUBTED), waiting=("何雨桐", "欧阳哲")))


def doubts(_workplace: Workplace, over: QWidget) -> QDialog:
    """看过确认 of a document with three doubts."""
    return doubts_dialog(DOUBTED, over)


def catalogue(_workplace: Workplace, over: QWidget) -> QDialog:
    """目录核对 that found a row too many and one too few."""
    twice = Fault(code="catalogue.twice", params={"row": 37, "said": CODE, "first": 3})
    lacking = Fault(code="catalogue.no-row", params={"known": CODE, "title": TITLE})
    found = CheckedCatalogue(rows=5000, items=5000, columns=("题名", "文号", "责任者", "日期"), faults=(twice, lacking))
    return CatalogueDialog(CheckedFile(name="2026年度归档文件目录（送审）.xlsx", found=found), over)


def disposal(workplace: Workplace, over: QWidget) -> QDialog:
    """鉴定销毁."""
    return disposal_dialog(workplace, over)


def destroying(workplace: Workplace, over: QWidget) -> QDialog:
    """销毁 of a list that everybody signed."""
    line = DisposalLine(
        disposal=DisposalId("d"),
        register=ArchiveName(fonds="Z109", year=2026),
        drawn="2037-01-05",
        named=f"240件：{CODE}—{CODE}",
        appraisers="周悦、李慕昆、赵立衡、何雨桐、欧阳哲",
        opinion="保管期限已满，没有继续保存的价值。",
        drawer="何雨桐",
        stage=TO_DESTROY,
        approver="赵立衡",
        approved="2037-01-06",
        supervisors="郑淼、徐冲",
        day="2037-01-08",
        method="删除密钥和文件，纸质的送保密行政管理部门指定的单位销毁",
        place="档案室",
    )
    return at_work(DestroyDialog(workplace, line, over))


def fixity(workplace: Workplace, over: QWidget) -> QDialog:
    """固化检查 that found something and was left."""
    return FixityDialog(workplace, over)


def with_bad_files(dialog: FixityDialog) -> None:
    bad = BadFile(item=ItemId("i"), code=CODE, part=f"{TITLE}.pdf", fault="blob.damaged")
    dialog._show(("Z109 2026年度：上次查到第1200件停下，按“检查”从那里接着查。", (bad,), True))


def holdings(workplace: Workplace, over: QWidget) -> QDialog:
    """馆藏 while a package is received."""
    return at_work(HoldingsDialog(workplace, over))


def held_item(workplace: Workplace, over: QWidget) -> QDialog:
    """馆藏件."""
    return HeldItemDialog(workplace, HELD, over)


def with_files(dialog: HeldItemDialog) -> None:
    dialog._show((("01-正本.pdf", "元数据.xml"), ("2026-04-16 拟稿 周悦",), described(HELD, Outcome.UNDECIDED)))


def packing(workplace: Workplace, over: QWidget) -> QDialog:
    """打包移交 while it packs."""
    return at_work(PackDialog(workplace, 2026, (("2026年整理好的全部", ()), (f"选中的一件：{CODE}", (CODE,))), over))


def properties(workplace: Workplace, over: QWidget) -> QDialog:
    """四性检测 while it tests."""
    return PropertyDialog(workplace, Asked(year=2026, codes=(CODE,)), over)


def at_work(dialog: QDialog) -> QDialog:
    """Let something be under way in a dialog: then it has most buttons."""
    dialog.attend(Task("", Lane.LONG, dialog))
    return dialog


DIALOGS: Mapping[str, Callable[[Workplace, QWidget], QDialog]] = {
    "dry-run": DryRunDialog,
    "confirm-doubts": doubts,
    "catalogue": catalogue,
    "disposal": disposal,
    "destroy": destroying,
    "fixity": fixity,
    "holdings": holdings,
    "held-item": held_item,
    "pack": packing,
    "properties": properties,
}
"""How each is opened."""
FILLED: Mapping[str, Callable[[Any], object]] = {
    "dry-run": with_doubts,
    "fixity": with_bad_files,
    "holdings": lambda dialog: dialog._show((HELD,)),
    "held-item": with_files,
}
"""What is put into some of them, once what the office answered stands there."""
