"""A year of documents for the archive (档案演示): played through the door by the people of the demonstration's unit.

Most of them came and were read; every tenth goes out, with its own page. Pages of what came are drawn once per sender.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from io import BytesIO

from oa_desktop.bootstrap.archive_desks import second_desk, take_in
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.actions import BY_KIND, Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.custody import LendCopy
from oa_desktop.domain.actions.incoming import Receive
from oa_desktop.domain.copies.copies import Copies
from oa_desktop.domain.documents.incoming import TO_READ, Incoming
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.office.incoming.receiving import Registration
from oa_desktop.office.seeing import DECIDING
from oa_desktop.office.session import Session
from oa_desktop.office.wishing import wished
from oa_desktop.training.sealing import act_in, take_seals_into_use
from oa_desktop.training.telling import Cast

YEAR = 2026
ARCHIVIST = "ouyangzhe"
REGISTRAR = "heyutong"
DRAFTER = "zhouyue"
_OWN = "清源县人民政府办公室"
_SENDERS = ("云岭镇人民政府", "柳河镇人民政府", "县财政局", "县水务局", "县档案馆")
_SUBJECTS = ("防汛值守", "春耕备耕", "森林防火", "统计月报", "安全生产", "数据报送", "道路养护", "驻村工作")
SCAN = "来文扫描件.pdf"
_READER = "chenguosheng"
_TO_READ = "incoming-to-read"
ZONE = timezone(timedelta(hours=8))
_DAYS = 250
_EVERY = 10
"""Every tenth document goes out."""

Said = Mapping[str, object]
Step = tuple[str, str, Said]
"""An act: its kind, who does it, and what is said with it."""
_RECIPIENTS = "各乡镇人民政府"
_COPY = Copies(holder=_RECIPIENTS)
_DOOMING: tuple[Step, ...] = (
    ("record-return", REGISTRAR, {"copies": (_COPY,), "giver": "云岭镇人民政府"}),
    (
        "record-destruction",
        REGISTRAR,
        {"copies": (_COPY,), "supervisors": ("周越", "欧阳哲"), "place": "县保密局", "method": "粉碎"},
    ),
)
"""What is done to destroy a copy, but for the word of the second person (待确认)."""
_SENT_BACK: Step = ("reject", REGISTRAR, {"reason": "不是发给本机关的。"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A document that comes.

    Attributes:
        files: Names and bytes of what lies beside it; the sender's page where None is given.
        retention: 保管期限 as the archivist files it; empty where it is not filed.
        supervised: Whether one of its matters is supervised and not closed.
        sent_back: Whether it is sent back (退文).
        twice: Whether two desks file it at once, each for a time of its own.
        lent: Whether somebody has it and has not given it back.
    """

    title: str
    incoming: Incoming
    kind: str = "通知"
    files: Mapping[str, bytes] | None = None
    retention: str = "10年"
    supervised: bool = False
    sent_back: bool = False
    twice: bool = False
    lent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Goes:
    """A document that goes out.

    Attributes:
        date: 成文日期, ISO; the day of signing where it is left empty.
        serial: The number that is taken by hand; the next one where it is 0.
        notes: What 附件说明 names.
        doomed: Whether somebody asked to destroy a copy that came back, and nobody has confirmed it.
    """

    title: str
    kind: str = "通知"
    retention: str = "10年"
    date: str = ""
    serial: int = 0
    notes: tuple[str, ...] = ()
    doomed: bool = False


@dataclass(slots=True)
class Year:
    """Plays the documents of a year, one after another.

    Args:
        cast: The people.
        clock: Their clock.
    """

    cast: Cast
    clock: ScriptClock
    _pages: dict[str, bytes] = field(default_factory=dict)
    _kept: dict[tuple[str, bytes], Attachment] = field(default_factory=dict)

    def session(self, account: str) -> Session:
        """Return the session of one of the people."""
        return self.cast.session(account)

    def person(self, account: str) -> PersonId:
        """Return the id of one of them."""
        return self.cast.organisation().person_by_account(account).id

    def begin(self, place: int, places: int, year: int = YEAR) -> str:
        """Let it be the day of a document, by its place among all; return that day, ISO."""
        self.clock.time = datetime(year, 1, 5, 9, tzinfo=ZONE) + timedelta(days=place * _DAYS // max(places, 1))
        return self.clock.time.date().isoformat()

    def receive(self, came: Came) -> DossierId:
        """Let a document come, be read and be filed."""
        document = self.session(REGISTRAR).perform(self.arrival(came)).dossiers[0]
        for kind, account, words in self.reading(came):
            self._perform(kind, account, document, words)
        if came.twice:
            self._file_twice(document)
        if came.lent:
            self._lend(document)
        return document

    def arrival(self, came: Came) -> Receive:
        """Return the act by which a document comes; its files are kept."""
        files = self._page(came) if came.files is None else came.files
        attached = tuple(self.keep(name, data) for name, data in files.items())
        said = Registration(
            incoming=came.incoming, title=came.title, kind=came.kind, attachments=attached, flow=_TO_READ
        )
        return said.act(self.session(REGISTRAR))

    def reading(self, came: Came) -> Iterator[Step]:
        """Yield what is done with a document that came, until it is filed."""
        reader = self.person(_READER)
        yield ("register-incoming", REGISTRAR, {"series": TO_READ})
        if came.sent_back:
            yield _SENT_BACK
            return
        yield ("first-check", REGISTRAR, {"opinion": "要素齐全。"})
        yield ("propose", "limukun", {"opinion": "请有关科室阅。"})
        yield ("circulate", REGISTRAR, {"readers": (reader,)})
        yield ("mark-read", _READER, {})
        yield ("conclude", REGISTRAR, {"opinion": "已阅知，办结。"})
        if came.supervised:
            yield ("supervise", "limukun", {"matter": "月底前报送情况", "people": (reader,), "due": "2026-12-31"})
        if came.retention:
            yield ("file", ARCHIVIST, {"retention": came.retention, "opinion": "来文齐全。"})

    def _file_twice(self, document: DossierId) -> None:
        """File a document here, and at a desk that does not know of it for longer."""
        with second_desk(self.cast, self.clock) as there:
            there.cast.session(ARCHIVIST).perform(act.File(dossier=document, retention="30年"))
            package = there.package()
        self._perform("file", ARCHIVIST, document, {"retention": "10年"})
        take_in(self.cast, package)

    def _lend(self, document: DossierId) -> None:
        """Lend a document to somebody who does not give it back."""
        due = (self.clock.time + timedelta(days=30)).date().isoformat()
        lent = LendCopy(document=document, borrower=self.person(_READER), due=due, purpose="起草汇报")
        self.session(REGISTRAR).perform(lent)

    def issue(self, goes: Goes) -> DossierId:
        """Let a document be drafted, signed, numbered, sealed, sent out and filed."""
        document = self.session(DRAFTER).perform(self.draft(goes)).dossiers[0]
        for kind, account, words in issuing(goes):
            self._perform(kind, account, document, words)
        for kind, account, words in _DOOMING if goes.doomed else ():
            self._perform(kind, account, document, words)
        return document

    def draft(self, goes: Goes) -> act.Draft:
        """Return the act by which a document is drafted; its text is kept."""
        kept = self.session(DRAFTER).writing.keep_text(_text(goes))
        return act.Draft(
            flow=self.cast.office.flows["outgoing-general"],
            department=DepartmentId(""),
            source=kept.source,
            particulars=kept.particulars,
        )

    def _perform(self, kind: str, account: str, document: DossierId, said: Said) -> None:
        self.clock.time += timedelta(minutes=10)
        act_in(self.session(account), self.cast.unit, self.wish(kind, account, document, said))

    def wish(self, kind: str, account: str, document: DossierId, said: Said) -> Action:
        """Return an act as somebody wants it who has read what they decide on."""
        before: dict[str, object] = {}
        if issubclass(BY_KIND[kind], DECIDING):
            laid = self.session(account).papers.lay_before(document)
            before = {"source": laid.source, "seen": laid.seen}
        return wished(kind, document, {**before, **said})

    def keep(self, name: str, data: bytes) -> Attachment:
        """Keep a file that came; the same one once."""
        if (name, data) not in self._kept:
            self._kept[name, data] = self.session(REGISTRAR).writing.keep_file(name, BytesIO(data), len(data))
        return self._kept[name, data]

    def take_seals_into_use(self) -> None:
        """Let the unit have electronic seals: what goes out from now on gets one."""
        take_seals_into_use(self.cast)

    def _page(self, came: Came) -> Mapping[str, bytes]:
        """Return the scan of what came: the page of a text, drawn once per sender."""
        return {SCAN: self.page(came.incoming.sender)}

    def page(self, sender: str) -> bytes:
        """Return a page of a sender, PDF."""
        if sender not in self._pages:
            self._pages[sender] = self.session(REGISTRAR).writing.preview(letter(sender)).data
        return self._pages[sender]


def letter(sender: str) -> Manuscript:
    """Return the text of what a sender sends."""
    text = Registration(incoming=Incoming(sender=sender), title=f"{sender}来文", kind="通知").text()
    return replace(text, body=_body("现将有关情况报告如下。"))


def issuing(goes: Goes) -> Iterator[Step]:
    """Yield what is done with a drafted document, until it is filed."""
    yield ("submit", DRAFTER, {"opinion": "请审。"})
    yield ("review", "chenguosheng", {"opinion": "同意。"})
    yield ("review", "limukun", {"opinion": "呈立衡同志签发。"})
    yield ("issue", "zhaoliheng", {"opinion": "同意印发。"})
    yield ("recheck", "sunxiaoyi", {"opinion": "无误。"})
    by_hand = {"serial": goes.serial, "reason": "前面的号预留给会议。"} if goes.serial else {}
    yield ("assign-number", REGISTRAR, {"code": "清政办发", "date": goes.date, **by_hand})
    yield ("apply-seal", "zhengmiao", {"copies": 20})
    yield ("dispatch", "xuchong", {"recipients": (_RECIPIENTS,)})
    yield ("file", ARCHIVIST, {"retention": goes.retention, "opinion": "正本、定稿齐全。"})


def _text(goes: Goes) -> Manuscript:
    return Manuscript(
        title=goes.title,
        kind=goes.kind,
        issuing_organs=(_OWN,),
        signatories=(_OWN,),
        recipients=_RECIPIENTS,
        body=_body("现将有关事项通知如下，请遵照执行。"),
        attachment_notes=goes.notes,
    )


def _body(words: str) -> tuple[Paragraph, ...]:
    return (Paragraph(spans=(Span(text=words),)),)


def sound(place: int, day: str) -> Came | Goes:
    """Return a document in which nothing is wrong, by its place in the year."""
    subject = f"{_SUBJECTS[place % len(_SUBJECTS)]}第{place + 1}号"
    if place % _EVERY == _EVERY - 1:
        return Goes(title=f"{_OWN}关于做好{subject}工作的通知")
    sender = _SENDERS[place % len(_SENDERS)]
    title, came = f"{sender}关于{subject}工作情况的通知", came_from(sender, place, day)
    return Came(title=title, incoming=came, sent_back=place % _EVERY == _EVERY - 2)


SEALED = Goes(title=f"{_OWN}关于报送年度归档文件的通知")
"""The last one, which gets an electronic seal."""


def came_from(sender: str, place: int, day: str) -> Incoming:
    """Return what is written down of a page that came from somebody on a day."""
    before = (datetime.fromisoformat(day) - timedelta(days=3)).date().isoformat()
    number = f"{sender[:2]}办〔{day[:4]}〕{place + 1}号"
    return Incoming(sender=sender, number=number, dated=before, received=day, pages=1, envelope=f"{place:04}")
