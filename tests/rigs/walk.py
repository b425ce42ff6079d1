"""One life of the program: people of 清源县 doing what they may, at random, until it ends."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import numbers
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId, PostId, RegisterName
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.domain.numbers.numbering import NumberState, read_number
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.changes import Changed
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from tests.rigs.death import Death
from tests.rigs.elsewhere import second_machine
from tests.rigs.ledger import Ledger, Line
from tests.rigs.several import SEVERAL, take_back

STEPS = {
    "拟稿": "zhouyue",
    "部门审核": "chenguosheng",
    "办公室审核": "limukun",
    "签发": "zhaoliheng",
    "复核": "sunxiaoyi",
    "登记编号": "heyutong",
    "印制用印": "zhengmiao",
    "核发": "xuchong",
    "归档": "ouyangzhe",
}
"""The steps of the flow in their order, and who acts in each."""
RETURNS = ("部门审核", "办公室审核", "签发", "复核", "登记编号")
SYSTEM, SECURITY, REGISTRAR = "xuchong", "heyutong", "heyutong"
ORGANS = ("清源县人民政府办公室", "清源县人民政府")
_OF_REGISTER: dict[str, Any] = {"code": "清政办发", "year": 2026}
CONTESTED = Phase.CONFLICT.value
_ALL = 100_000
_FAILURES_RISKED = 2

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a life is to end.

    Attributes:
        kind: The act in which death shall come.
        warm_up: Acts before it.
        way: ``step``: at a step of that act; ``commit``: by the parent, some time after a commit has begun; ``time``:
            by the parent, some time after the act has begun.
        share: Where in the act, 0 to 1.
        first: Steps of that act that are passed over at least.
        surely: Whether the act is never confirmed: a death that is late comes at its end.
        most: Acts at most after the planned one; a life that death has missed ends so.
    """

    kind: str
    warm_up: int
    way: str
    share: float
    surely: bool = False
    most: int = 30
    first: int = 0


@dataclass
class Walk:
    """People at work.

    Attributes:
        ledger: What earlier lives have confirmed; this life's own copy goes on with it.
        tell: Tells the parent a line.
        plan: How this life ends.
        backups: Where backups are put.
    """

    office: Office
    clock: ScriptClock
    ledger: Ledger
    rng: random.Random
    tell: Callable[[Line], None]
    death: Death
    plan: Plan
    backups: Path
    sessions: dict[str, Session] = field(default_factory=dict)
    armed: bool = False
    rehearsing: bool = False

    def live(self) -> None:
        """Finish what a death interrupted, then work until the end."""
        self._resume()
        for _ in range(self.plan.warm_up):
            self._something()
        if self.plan.kind in SELDOM:
            self._see_how_long_it_takes()
        ACTS[self.plan.kind](self)
        for _ in range(self.plan.most):
            self._something()

    def _see_how_long_it_takes(self) -> None:
        """Do the planned act once undisturbed: of one that is done seldom, nobody knows where its end is by now."""
        self.rehearsing = True
        ACTS[self.plan.kind](self)
        self.rehearsing = False

    def _something(self) -> None:
        ACTS[self.rng.choice(USUAL)](self)

    def _resume(self) -> None:
        """Do again what somebody would do again: enrolments and renewals that were never confirmed."""
        for account, person in list(self.ledger.enrolling.items()):
            enrol(self, account, PersonId(person))
        for account in sorted(self.ledger.renewing):
            renew(self, account)

    # --- telling ----------------------------------------------------------------------------------------------------

    def perform(self, kind: str, call: Callable[[], Facts], begun: Facts | None = None) -> Facts:
        """Do something that must be whole: say that it begins, do it, and confirm it once the office has."""
        self._say({"said": "begin", "kind": kind, "facts": begun or {}})
        aimed_at = kind == self.plan.kind and not self.rehearsing
        if aimed_at and not self.armed:
            self._arm()
        steps, since = self.death.steps, time.perf_counter()
        facts = call()
        if aimed_at and self.plan.surely:
            self.death.come()
        took = {"steps": self.death.steps - steps, "seconds": time.perf_counter() - since}
        self._say({"said": "done", "kind": kind, "facts": facts, **took})
        return facts

    def _say(self, line: Line) -> None:
        self.ledger.hear(line)
        self.tell(line)

    def _arm(self) -> None:
        self.armed = True
        kind, share = self.plan.kind, self.plan.share
        if self.plan.way == "step":
            self.death.at = self.death.steps + 1 + self.plan.first + int(share * (self.ledger.steps.get(kind, 8) + 1))
        elif self.plan.way == "commit":
            self.death.delays = (None,) * self.rng.randrange(2) + (share * 0.002,)
        else:
            self.death.ask(share * self.ledger.seconds.get(kind, 0.005))

    # --- people -----------------------------------------------------------------------------------------------------

    def session(self, account: str) -> Session:
        """Return the session of an account, signing in if need be."""
        if account not in self.sessions:
            sign_in(self, account)
        return self.sessions[account]

    def to_do(self, step: str) -> list[DossierId]:
        """Return the documents that lie in a step."""
        rows = self.session(STEPS[step]).ask(q.ToDo(limit=_ALL))
        return [row.dossier for row in rows if row.step == step and row.phase == Phase.IN_HAND.value]

    def document_at(self, step: str) -> DossierId:
        """Return a document that lies in a step, bringing one there if need be."""
        waiting = self.to_do(step)
        if waiting:
            return self.rng.choice(waiting)
        before = list(STEPS)[: list(STEPS).index(step)]
        if not before:
            return draft(self)
        dossier = self.document_at(before[-1])
        onward(self, before[-1], dossier)
        return dossier if self.session(STEPS[step]).dossier(dossier).tasks else self.document_at(step)

    def done(self, session: Session, action: act.DossierAction) -> Facts:
        """Perform an act on a document and return what confirms it."""
        return entries_of(session.perform(action))


def entries_of(changed: Changed) -> Facts:
    return {"entries": list(changed.entries), "dossiers": list(changed.dossiers)}


def _in_words(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def title(number: int) -> str:
    """Return the title of the text of a number."""
    return f"关于办理第{_in_words(number)}件事项的通知"


def text(rng: random.Random, number: int) -> Manuscript:
    """Return a text that may be issued, with a number in words that no other text has."""
    name = _in_words(number)
    lines = tuple(
        Paragraph(spans=(Span(text=f"请于{rng.randrange(1, 29)}日前办理第{name}件事项，逾期不候。"),))
        for _ in range(rng.randrange(1, 6))
    )
    return Manuscript(
        title=title(number),
        issuing_organs=(rng.choice(ORGANS),),
        recipients="各乡镇人民政府",
        body=lines,
        signatories=("清源县人民政府办公室",),
    )


# --- one document ---------------------------------------------------------------------------------------------------


def draft(walk: Walk) -> DossierId:
    session = walk.session(STEPS["拟稿"])

    def call() -> Facts:
        kept = session.writing.keep_text(text(walk.rng, walk.ledger.number))
        attached: tuple[Attachment, ...] = ()
        if walk.rng.random() < 0.3:
            data = walk.rng.randbytes(walk.rng.choice((10, 40_000, 1_200_000)))
            attached = (session.writing.keep_file("附件.bin", io.BytesIO(data), len(data)),)
        flow = walk.office.flows["outgoing-general"]
        action = act.Draft(
            flow=flow,
            department=DepartmentId(""),
            source=kept.source,
            particulars=kept.particulars,
            attachments=attached,
        )
        return walk.done(session, action) | {"kept": [kept.source, *(one.digest for one in attached)]}

    return DossierId(walk.perform("draft", call)["dossiers"][0])


def revise(walk: Walk, where: str = "", wanted: DossierId | None = None) -> None:
    step = where or walk.rng.choice(("拟稿", "办公室审核"))
    dossier, session = wanted or walk.document_at(step), walk.session(STEPS[step])

    def call() -> Facts:
        kept = session.writing.keep_text(text(walk.rng, walk.ledger.number))
        action = act.Revise(dossier=dossier, source=kept.source, particulars=kept.particulars)
        return walk.done(session, action) | {"kept": [kept.source]}

    walk.perform("revise", call)


def onward(walk: Walk, step: str, dossier: DossierId | None = None) -> None:
    wanted = dossier or walk.document_at(step)
    if step == "归档":
        take_back(walk, wanted)
    session = walk.session(STEPS[step])
    kind, make = _ONWARD[step]
    walk.perform(kind, lambda: walk.done(session, make(walk, session, wanted)))


def _issue(_: Walk, session: Session, dossier: DossierId) -> act.DossierAction:
    return act.Issue(dossier=dossier, rendering=session.papers.page(dossier)[0], opinion="同意")


_ONWARD: Mapping[str, tuple[str, Callable[[Walk, Session, DossierId], act.DossierAction]]] = {
    "拟稿": ("submit", lambda _, __, dossier: act.SubmitForReview(dossier=dossier, opinion="请审核")),
    "部门审核": ("review", lambda _, __, dossier: act.Review(dossier=dossier, opinion="同意")),
    "办公室审核": ("review", lambda _, __, dossier: act.Review(dossier=dossier)),
    "签发": ("issue", _issue),
    "复核": ("recheck", lambda _, __, dossier: act.Recheck(dossier=dossier)),
    "登记编号": (
        "assign-number",
        lambda _, session, dossier: act.AssignNumber(dossier=dossier, code=session.number_book.usual_code(dossier)),
    ),
    "印制用印": ("apply-seal", lambda _, __, dossier: act.ApplySeal(dossier=dossier, copies=30)),
    "核发": ("dispatch", lambda _, __, dossier: act.Dispatch(dossier=dossier, recipients=("各乡镇",))),
    "归档": ("file", lambda _, __, dossier: act.File(dossier=dossier, retention="30年")),
}


def send_back(walk: Walk) -> None:
    step = walk.rng.choice(RETURNS)
    dossier, session = walk.document_at(step), walk.session(STEPS[step])
    walk.perform("return", lambda: walk.done(session, act.Return(dossier=dossier, reason="请再核对")))


def recall(walk: Walk) -> None:
    dossier = walk.document_at("拟稿")
    onward(walk, "拟稿", dossier)
    session = walk.session(STEPS["拟稿"])
    walk.perform("recall", lambda: walk.done(session, act.Recall(dossier=dossier, reason="漏了附件")))


def settle(walk: Walk) -> None:
    session = walk.session(STEPS["办公室审核"])
    rows = [row.dossier for row in session.ask(q.ToDo(limit=_ALL)) if row.phase == CONTESTED]
    dossier = rows[0] if rows else disagree(walk)
    upheld = walk.rng.choice(session.dossier(dossier).contenders)
    wish = act.SettleConflict(dossier=dossier, upheld=upheld, reason="以此稿为准")
    walk.perform("settle", lambda: walk.done(session, wish))


def disagree(walk: Walk) -> DossierId:
    """Let the reviewer revise a document here, and elsewhere on a machine that does not know of it."""
    dossier, session = walk.document_at("办公室审核"), walk.session(STEPS["办公室审核"])
    elsewhere = second_machine(session._office, dossier)
    revise(walk, "办公室审核", dossier)
    kept = session.writing.keep_text(text(walk.rng, walk.ledger.number))
    there = act.Revise(dossier=dossier, source=kept.source, particulars=kept.particulars)
    elsewhere.act(there, session._author, f"{walk.rng.getrandbits(128):032x}")
    return dossier


def _known(walk: Walk) -> tuple[Session, DossierId]:
    session = walk.session(walk.rng.choice(list(STEPS.values())))
    rows = session.ask(q.Everything(limit=_ALL))
    return (session, walk.rng.choice(rows).dossier) if rows else (walk.session(STEPS["拟稿"]), draft(walk))


def mark_read(walk: Walk) -> None:
    session, dossier = _known(walk)
    walk.perform("mark-read", lambda: walk.done(session, act.MarkRead(dossier=dossier)))


def sign_proof(walk: Walk) -> None:
    dossier, session = walk.document_at("印制用印"), walk.session(STEPS["印制用印"])
    walk.perform("sign-proof", lambda: walk.done(session, act.SignProof(dossier=dossier, opinion="已核对，无误。")))


def on_paper(walk: Walk) -> None:
    """Give the next number to a paper that is handled on paper alone."""
    session, name = walk.session(REGISTRAR), f"关于第{_in_words(walk.ledger.number)}件纸质文件的通知"
    serial = _next_serial(session)
    wish = numbers.TakeNumberOnPaper(
        **_OF_REGISTER, serial=serial, title=name, handler="何某", date="2026-04-16", reason=""
    )
    facts = {"number": f"{wish.code} {serial}", "title": name}
    walk.perform("take-number-on-paper", lambda: facts | entries_of(session.perform(wish)), facts)


def reserve_numbers(walk: Walk) -> None:
    """Keep the numbers behind all of which the register says something: one that was let go may lie between others."""
    session = walk.session(REGISTRAR)
    rows = session.ask(q.NumberLedger(register=RegisterName(**_OF_REGISTER)))
    first = max([_next_serial(session), *(row.serial + 1 for row in rows)])
    wish = numbers.ReserveNumber(**_OF_REGISTER, serial=first, through=first + 2, reason="会议文件")
    walk.perform("reserve-number", lambda: entries_of(session.perform(wish)))


def release_numbers(walk: Walk) -> None:
    """Let go of a number that is kept."""
    session = walk.session(REGISTRAR)
    rows = session.ask(q.NumberLedger(register=RegisterName(**_OF_REGISTER)))
    kept = [row.serial for row in rows if row.state == NumberState.RESERVED.value]
    if not kept:
        reserve_numbers(walk)
        return release_numbers(walk)
    wish = numbers.ReleaseNumber(**_OF_REGISTER, serial=walk.rng.choice(kept), reason="不用了")
    walk.perform("release-number", lambda: entries_of(session.perform(wish)))
    return None


def _next_serial(session: Session) -> int:
    rows = session.ask(q.NumberRegisters(year=_OF_REGISTER["year"]))
    [row] = [one for one in rows if one.register == RegisterName(**_OF_REGISTER)]
    return read_number(row.next).serial


def leave_opinion(walk: Walk) -> None:
    session, dossier = _known(walk)
    opinion = act.LeaveOpinion(dossier=dossier, opinion="请抓紧" * walk.rng.randrange(1, 200))
    walk.perform("leave-opinion", lambda: walk.done(session, opinion))


def keep_draft(walk: Walk) -> None:
    session, account = walk.session(STEPS["拟稿"]), STEPS["拟稿"]
    key, version = walk.rng.choice(("甲", "乙")), walk.rng.getrandbits(30)
    facts = {"account": account, "key": key, "version": version}

    def call() -> Facts:
        session.drafts.keep(key, KeptDraft(text=text(walk.rng, version)))
        return facts

    walk.perform("keep-draft", call, facts)


def drop_draft(walk: Walk) -> None:
    session, account = walk.session(STEPS["拟稿"]), STEPS["拟稿"]
    key = walk.rng.choice(("甲", "乙"))
    facts = {"account": account, "key": key, "version": None}

    def call() -> Facts:
        session.drafts.drop(key)
        return facts

    walk.perform("drop-draft", call, facts)


# --- the unit -------------------------------------------------------------------------------------------------------


def sign_in(walk: Walk, account: str = "") -> None:
    """Sign somebody in; where a change of password was cut off, try the new one and then the old one."""
    who = account or walk.rng.choice(list(STEPS.values()))
    for password in reversed(walk.ledger.passwords[who]):
        try:
            walk.perform("sign-in", partial(_signed_in, walk, who, password), {"account": who})
        except Refused as refused:
            if refused.code != "sign-in.wrong-password":
                raise
        else:
            return
    raise AssertionError(f"{who} cannot sign in with any of their passwords")


def _signed_in(walk: Walk, account: str, password: str) -> Facts:
    failures = walk.ledger.failures[account]
    session = _unlocked(walk, account, password)
    assert session.failed_attempts >= failures, (
        f"{account}: {failures} wrong passwords, {session.failed_attempts} shown"
    )
    walk.sessions[account] = session
    return {"account": account, "password": password}


def _unlocked(walk: Walk, account: str, password: str) -> Session:
    """Sign in, waiting out a lock."""
    try:
        return walk.office.sign_in(account, password)
    except Refused as refused:
        if refused.code != "sign-in.locked":
            raise
        walk.clock.time += timedelta(seconds=int(str(refused.params["wait_seconds"])))
        return walk.office.sign_in(account, password)


def wrong_password(walk: Walk) -> None:
    account = walk.rng.choice(list(STEPS.values()))
    if walk.ledger.failures[account] >= _FAILURES_RISKED:
        sign_in(walk, account)

    def call() -> Facts:
        try:
            _unlocked(walk, account, "Wrong-2026-x")
        except Refused:
            return {"account": account}
        raise AssertionError("a wrong password opened the store")

    walk.perform("wrong-password", call)


def sign_out(walk: Walk) -> None:
    account = walk.rng.choice(list(STEPS.values()))
    session = walk.session(account)
    del walk.sessions[account]

    def call() -> Facts:
        session.sign_out()
        return {}

    walk.perform("sign-out", call)


def change_password(walk: Walk) -> None:
    account = walk.rng.choice(list(STEPS.values()))
    sign_in(walk, account)
    (old,) = walk.ledger.passwords[account]
    facts = {"account": account, "password": f"Qingyuan#{walk.rng.getrandbits(40)}"}

    def call() -> Facts:
        walk.office.change_password(account, old, facts["password"])
        return facts

    walk.perform("change-password", call, facts)


def enrol(walk: Walk, account: str = "", person: PersonId | None = None) -> None:
    """Enrol somebody: a key slot, and the entry that names its key; again under the same name after a death."""
    who = account or f"new{walk.ledger.number}"
    wanted = person or PersonId(f"{walk.rng.getrandbits(128):032x}")
    administrator = walk.session(SYSTEM)
    known = [one for one in administrator.organisation().people if one.account == who]
    facts = {"account": who, "person": wanted, "password": f"Qingyuan#{walk.rng.getrandbits(40)}"}
    if known:
        facts["password"] = walk.ledger.passwords[who][-1]

    def call() -> Facts:
        if known:
            return facts
        key = administrator.administration.open_account(who, wanted, facts["password"])
        action = org.EnrolPerson(
            person=wanted,
            name="新来的同志",
            account=who,
            public_key=key,
            post=PostId(f"{walk.rng.getrandbits(128):032x}"),
            department=administrator.organisation().departments[0].id,
            title="科员",
        )
        return facts | entries_of(administrator.perform(action))

    walk.perform("enrol-person", call, facts)


def renew(walk: Walk, account: str = "") -> None:
    """Give somebody a new key; again after a death, for the old key is gone for good."""
    if not account and not walk.ledger.enrolled:
        enrol(walk)
    who = account or walk.rng.choice(walk.ledger.enrolled)
    administrator, confirmer = walk.session(SYSTEM), walk.session(SECURITY)
    person = administrator.organisation().person_by_account(who).id
    facts = {"account": who, "password": f"Qingyuan#{walk.rng.getrandbits(40)}"}

    def call() -> Facts:
        asking = administrator.organisation().asked
        waiting = next((one.id for one in asking if one.payload["person"] == person), None)
        asked = waiting or administrator.perform(org.RenewKey(person=person, reason="忘记口令")).entries[0]
        return facts | entries_of(confirmer.administration.confirm_key(asked, facts["password"]))

    walk.perform("renew-key", call, facts)


def grant(walk: Walk) -> None:
    session = walk.session(SECURITY)
    organisation = session.organisation()
    post = organisation.posts_of(organisation.person_by_account(STEPS["拟稿"]).id)[0].id
    wish = org.Grant(post=post, roles=(Role.DRAFTER,), reason="重新授予")
    walk.perform("grant", lambda: entries_of(session.perform(wish)))


def register_organ(walk: Walk) -> None:
    session = walk.session(SYSTEM)
    wish = org.RegisterOrgan(organ=Organ(name="清源县人民政府", code="清政发"))
    walk.perform("register-organ", lambda: entries_of(session.perform(wish)))


def rebuild(walk: Walk) -> None:
    session = walk.session(SYSTEM)

    def call() -> Facts:
        session.administration.rebuild()
        return {}

    walk.perform("rebuild", call)


def backup(walk: Walk) -> None:
    session = walk.session(SYSTEM)
    target = Path(walk.ledger.backing_up or walk.backups / f"backup-{walk.ledger.number}")

    def call() -> Facts:
        return {"target": str(target), "held": session.administration.back_up(target).entries}

    walk.perform("backup", call, {"target": str(target)})


ACTS: Mapping[str, Callable[[Walk], object]] = {
    "draft": draft,
    "revise": revise,
    "submit": lambda walk: onward(walk, "拟稿"),
    "review": lambda walk: onward(walk, walk.rng.choice(("部门审核", "办公室审核"))),
    "return": send_back,
    "recall": recall,
    "issue": lambda walk: onward(walk, "签发"),
    "recheck": lambda walk: onward(walk, "复核"),
    "assign-number": lambda walk: onward(walk, "登记编号"),
    "apply-seal": lambda walk: onward(walk, "印制用印"),
    "dispatch": lambda walk: onward(walk, "核发"),
    "file": lambda walk: onward(walk, "归档"),
    "settle": settle,
    "sign-proof": sign_proof,
    "take-number-on-paper": on_paper,
    "reserve-number": reserve_numbers,
    "release-number": release_numbers,
    "mark-read": mark_read,
    "leave-opinion": leave_opinion,
    "keep-draft": keep_draft,
    "drop-draft": drop_draft,
    "sign-in": sign_in,
    "wrong-password": wrong_password,
    "sign-out": sign_out,
    "change-password": change_password,
    "enrol-person": enrol,
    "renew-key": renew,
    "grant": grant,
    "register-organ": register_organ,
    "rebuild": rebuild,
    "backup": backup,
    **SEVERAL,
}
"""Everything that anybody does, by kind."""
SELDOM = ("settle", "rebuild", "backup", "renew-key", "enrol-person", "register-organ")
"""What people do now and then; some of it takes the longer, the more the store holds."""
USUAL = tuple(kind for kind in ACTS if kind not in SELDOM)
"""What people do at any time."""
