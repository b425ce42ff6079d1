"""What of a classified paper may leave by which route: with whoever may know it, and with whoever is not to know it.

A row is a route. Somebody outside the audience has every role of the office and the clearance, so that the audience
alone stands between them and the paper; they get the answer that a paper that does not exist gets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import oa_desktop
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.auditing import Incident, RecordIncident
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, PostId, audit_journal
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade
from oa_desktop.office import queries as q
from oa_desktop.office.books.books import plain_book
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.clearing.counted import CopyRun
from oa_desktop.office.custody.books import CustodyBook
from oa_desktop.office.lists.outlines import Filter, Lines, Outline
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.session import Session
from oa_desktop.ui.seat import Seat
from tests.builders import RealPlace
from tests.fakes.classified import classified, clear, empower
from tests.fakes.exchanging import OUT, introduce, office_of, unit_of
from tests.fakes.matters import FILLED, minding
from tests.fakes.office import ROLES, FakeOffice, notice

TITLE = "关于闸门调度的通知"
UNKNOWN, DENIED, SEALED, TRACED, NAMED, NOTHING = (
    "dossier.unknown",
    "output.not-permitted",
    "正本",
    "水印",
    "标题",
    "无",
)
"""What comes of a route: refused as what does not exist or as not permitted, or what is in what left."""
YEAR = q.Stretch(since="2026-01-01", until="2026-12-31")


@dataclass(frozen=True)
class World:
    """A classified paper that was sent out, another that is filed, and two units that could get one."""

    office: FakeOffice
    document: DossierId
    filed: DossierId
    open_town: FakeOffice
    secret_town: FakeOffice

    def told(self, account: str, route: Callable[[World, Session], Any]) -> str:
        """What comes of a route for somebody."""
        try:
            left = route(self, self.office.as_(account))
        except Refused as refused:
            return refused.code
        return self.sort(left)

    def sort(self, left: Any) -> str:
        fixed, store = self.office.state(self.document).sealed, self.office.stores.made
        assert fixed and store
        sealed = store.blobs.read(fixed.rendering)
        if left == sealed:
            return SEALED
        words = left.decode("utf-8", "replace") if isinstance(left, bytes) else repr(left)
        if " trace " in words:
            return TRACED
        return NAMED if TITLE in words or self.document in words else NOTHING


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    office = minding(grade=SystemGrade.CONFIDENTIAL, stores=RealPlace(tmp_path_factory.mktemp("store") / "official"))
    clear(office, *(one for one in ROLES if one != "auditor"))
    empower(office)
    every = org.Grant(post=PostId("post outsider"), roles=tuple(HANDLERS), clearance=Secrecy.CONFIDENTIAL)
    office.as_("security").perform(every)
    towns = office_of("b", "东关镇人民政府"), office_of("c", "西关镇人民政府", grade=SystemGrade.CONFIDENTIAL)
    for town in towns:
        introduce(office, town)
    filed, document = (classified(office, "file", notice(TITLE)) for _ in range(2))
    office.step(filed)
    archive = office.as_("archivist").archive
    archive.adopt_scheme(resources.build_scheme("organ"))
    archive.arrange(archive.dry_run(2026))
    return World(office, document, filed, *towns)


def leaves(paper: Paper) -> Callable[[World, Session], Any]:
    return lambda world, session: session.papers.hand_out(world.document, paper)


def goes_to(town: str) -> Callable[[World, Session], Any]:
    return lambda world, session: session.outbox.send(world.document, [unit_of(getattr(world, town))], OUT).data


def asked(*queries: Any) -> Callable[[World, Session], Any]:
    return lambda _world, session: [session.ask(one) for one in queries]


def book(file: BookFile) -> Callable[[World, Session], Any]:
    of = Outline(of=q.Everything)
    return lambda _world, session: session.shelf.hand_out(plain_book("清单", ("标题", "密级")), of, file)


def packed(_world: World, session: Session) -> Any:
    """What goes into a package of a year; who may know nothing of it has an archive that is empty."""
    return list(session.archive.packages.package(2026).items())


def copied(world: World, session: Session) -> str:
    """What goes to the clipboard: of a view with a trace nothing, as test_page_view shows."""
    laid = session.papers.lay_before(world.document)
    return "" if laid.trace else TITLE


def counted(_world: World, session: Session) -> str:
    """Whether the papers are among those that are counted."""
    return TITLE if session.ask(q.DocumentTally(within=YEAR, per=tuple(q.Per))) else ""


def mistaken(world: World, session: Session) -> Any:
    """What a refusal says beside the id that somebody typed."""
    with pytest.raises(Refused) as caught:
        session.papers.hand_out(world.document, Paper.PAGE)
    return [value for name, value in caught.value.params.items() if name != "dossier"]


def title_of_the_window(_world: World, session: Session) -> str:
    seat: Any = SimpleNamespace(person="张三", workplace=SimpleNamespace(session=session))
    return str(Seat.title.fget(seat))  # type: ignore[attr-defined]


def begun_on_it(world: World, session: Session) -> Any:
    """Ask that a matter be made public which names the paper by its number."""
    number = world.office.state(world.document).number
    said = {**FILLED["信息公开审签单"], "source": f"{number}第三条", "secrecy": "无"}
    return session.perform(session.matters.begun(session.matters.named("信息公开审签单"), said))


ROUTES: dict[str, tuple[Callable[[World, Session], Any], str, str, str]] = {
    "导出 正本": (leaves(Paper.PAGE), "registrar", SEALED, UNKNOWN),
    "导出 正本，不经手印制的": (leaves(Paper.PAGE), "head", DENIED, UNKNOWN),
    "导出 复制件": (leaves(Paper.PAGE), "signer", TRACED, UNKNOWN),
    "导出 版式文件": (leaves(Paper.OFD), "head", DENIED, UNKNOWN),
    "导出 可编辑稿": (leaves(Paper.EDITABLE), "drafter", DENIED, UNKNOWN),
    "归档 办理记录": (leaves(Paper.JOURNAL), "head", DENIED, UNKNOWN),
    "归档 核验包": (leaves(Paper.EVIDENCE), "head", DENIED, UNKNOWN),
    "归档 归档件": (lambda world, session: session.papers.filed_item(world.filed), "head", DENIED, UNKNOWN),
    "归档 归档信息包": (packed, "archivist", NAMED, "packing.nothing"),
    "打印 编份号的印本": (
        lambda world, session: session.papers.hand_out_copies(world.document, CopyRun(first=1, count=1)),
        "head",
        DENIED,
        UNKNOWN,
    ),
    "交换包 给等级不够的单位": (goes_to("open_town"), "dispatcher", "package.above-grade", UNKNOWN),
    "交换包 给等级够的单位": (goes_to("secret_town"), "dispatcher", NOTHING, UNKNOWN),
    "清单 XLSX": (book(BookFile.WORKBOOK), "head", NAMED, NOTHING),
    "清单 打印": (book(BookFile.PRINT), "head", NAMED, NOTHING),
    "定密登记簿": (lambda _world, session: session.marks_book.hand_out(BookFile.CSV), "signer", NAMED, NOTHING),
    "借阅登记簿": (
        lambda _world, session: session.custody.hand_out(CustodyBook.LOANS, BookFile.CSV),
        "registrar",
        NOTHING,
        NOTHING,
    ),
    "档案利用登记簿": (
        lambda _world, session: session.custody.hand_out(CustodyBook.READINGS, BookFile.CSV),
        "registrar",
        NOTHING,
        NOTHING,
    ),
    "剪贴板 版面": (copied, "head", NOTHING, UNKNOWN),
    "剪贴板 修改痕迹、办理单、流程": (
        lambda world, session: session.papers.words_out(world.document, TITLE),
        "registrar",
        "output.not-copied",
        UNKNOWN,
    ),
    "通知区域": (asked(q.Reminders()), "head", NOTHING, NOTHING),
    "窗口标题": (title_of_the_window, "head", NOTHING, NOTHING),
    "最近办过的": (asked(q.Done(limit=50), q.Everything(limit=50)), "drafter", NAMED, NOTHING),
    "待办": (asked(q.ToDo(limit=50), q.ToRead(limit=50)), "archivist", NAMED, NOTHING),
    "统计": (counted, "head", NAMED, NOTHING),
    "检索": (asked(*(q.Search(text=one, limit=9) for one in (TITLE, "闸门"))), "head", NAMED, NOTHING),
    "检索的提示": (
        asked(Outline(of=q.Everything, filter=Filter(words="闸门")), Lines(keys=tuple(range(1, 99)), words="闸门")),
        "head",
        NAMED,
        NOTHING,
    ),
    "出错的话": (mistaken, "head", NAMED, NOTHING),
    "信息公开": (begun_on_it, "drafter", "publish.classified", NOTHING),
}
"""Route → how it is gone, who of those inside goes it, what comes of it for them, and for somebody outside."""


@pytest.mark.parametrize("route", ROUTES)
def test_by_every_route_goes_what_may_go_and_nothing_else(world: World, route: str) -> None:
    goes, account, inside, outside = ROUTES[route]
    assert world.told(account, goes) == inside
    assert world.told("outsider", goes) == outside


REFUSED = [
    (route, account, told)
    for route, (_, account, inside, outside) in ROUTES.items()
    for account, told in ((account, inside), ("outsider", outside))
    if told in (UNKNOWN, DENIED, "output.not-copied", "package.above-grade")
    and route not in ("剪贴板 版面", "信息公开")
]
"""Who is refused on a route by which something would leave, and by what."""


@pytest.mark.parametrize(("route", "account", "told"), REFUSED)
def test_whoever_is_refused_an_output_is_recorded_once(world: World, route: str, account: str, told: str) -> None:
    def recorded() -> int:
        journal = audit_journal(world.office.as_("auditor").organisation().unit)
        store, person = world.office.stores.made, world.office.as_(account).standing.person
        assert store
        acts = (read_action(one.entry) for one in store.entries(journal))
        incidents = [one for one in acts if isinstance(one, RecordIncident)]
        return sum((one.person, one.sort, one.code) == (person, Incident.BEYOND, told) for one in incidents)

    before = recorded()
    assert world.told(account, ROUTES[route][0]) == told
    assert recorded() == before + 1


FOREIGN_WORDS = ("QDrag(", "setDragEnabled(", "startDrag", "SHAddToRecentDocs", "recently-used", "addRecent")
"""What drags out, or tells the desktop of the last files (which makes small pictures of them): no such route is there."""


def test_nothing_is_dragged_out_or_told_to_the_desktop() -> None:
    files = (Path(oa_desktop.__file__).parent).rglob("*.py")
    found = {(one.name, word) for one in files for word in FOREIGN_WORDS if word in one.read_text("utf-8")}
    assert found == set()
