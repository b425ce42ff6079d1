"""The journals of an office as plain stored entries, and the hands that tamper with them."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions import (
    Action,
    Merge,
    archiving,
    clearing,
    custody,
    declaration_of,
    exercising,
    holdings,
    internal,
    keeping,
    numbers,
    on_paper,
    reading,
    sealing,
    seconding,
    supervising,
    teaching,
    together,
    validity,
)
from oa_desktop.domain.actions import classifying as mark
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.exchanging import Answer
from oa_desktop.domain.actions.seconding import AnswerSecond, Word
from oa_desktop.domain.archives.holdings import HeldFile, HoldingList
from oa_desktop.domain.archives.properties import Result
from oa_desktop.domain.archives.retention import Retention, Schedule, ScheduleRow
from oa_desktop.domain.copies.clearing import Found
from oa_desktop.domain.copies.copies import run
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.entry import Actor, ActorKind, Entry, Head, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import Beside
from oa_desktop.domain.history import header_of, payload_of, read_action
from oa_desktop.domain.ids import (
    NOTHING,
    ActId,
    DepartmentId,
    DeviceId,
    Digest,
    DisposalId,
    DossierId,
    EntryId,
    JournalId,
    PersonId,
    PostId,
    UnitId,
    dossier_journal,
    organisation_journal,
)
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.secrecy.classifying import Power
from oa_desktop.domain.training.class_data import ClassData, Trainee
from oa_desktop.domain.trust.certificates import Purpose, RevocationReason, TrustedAs
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.domain.units.correspondents import Correspondent
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.unit_settings import WITNESS_EVERY
from oa_desktop.domain.verification import StoredEntry, Verdict, verify
from oa_desktop.office import queries as q
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.keys import Credentials
from oa_desktop.office.trust.certifying import CertificateWish
from tests.fakes.certificates import certificate, revocation_list
from tests.fakes.exchanging import IN, OUT, Pair, introduce, office_of
from tests.fakes.incoming import CAME, assigned, proposed, received
from tests.fakes.matters import begun, brought, minding, step
from tests.fakes.office import FLOW, HOLDERS, FakeOffice, founding, notice
from tests.fakes.seals import PASSWORD, issued
from tests.fakes.supervised import closes, reports, supervised
from tests.fakes.together import before, person
from tests.fakes.world import FakeCrypto, FakeSigner, sm3


def busy_office() -> FakeOffice:
    """An office that has done everything: a whole flow, a return, a recall, a second document, a witness."""
    office = minding()
    first = office.bring_to("office")
    office.as_("reviewer").perform(act.Return(dossier=first, reason="请补附件名称"))
    office.step(first)
    office.as_("drafter").perform(act.Recall(dossier=first))
    while office.state(first).step != "file":
        office.step(first)
    office.step(first)
    office.as_("archivist").perform(act.MarkRead(dossier=first))
    second = office.bring_to("department", notice("关于召开会议的通知"))
    office.as_("head").perform(act.LeaveOpinion(dossier=second, opinion="同意"))
    office.as_("archivist").sign_out()
    office.step(second)
    return office


def stored(entries: list[SignedEntry]) -> list[StoredEntry]:
    return [
        StoredEntry(journal=one.entry.journal, signed=one.signed, signature=one.signature, digest=one.digest)
        for one in entries
    ]


def remembered_heads(entries: Iterable[SignedEntry]) -> dict[JournalId, tuple[Head, ...]]:
    """Return the heads of every journal, to be kept outside of the store."""
    by_journal: dict[JournalId, list[SignedEntry]] = {}
    for one in entries:
        by_journal.setdefault(one.entry.journal, []).append(one)
    return {journal: heads_of(found) for journal, found in by_journal.items()}


def verdict(entries: list[StoredEntry], **more: Any) -> Verdict:
    crypto = FakeCrypto()
    return verify(entries, digest_of=crypto.digest, holds=crypto.verify, **more)


def rules(entries: list[StoredEntry], **more: Any) -> set[str]:
    """The rules that verification finds broken."""
    return {fault.rule for fault in verdict(entries, **more).faults}


@dataclass
class Forger:
    """Somebody with the store's file, perhaps with a key of their own."""

    entries: list[SignedEntry]

    def key_of(self, office: FakeOffice, account: str) -> FakeSigner:
        return FakeSigner(office.slots.accounts[account][2])

    def founder(self, place: int) -> Actor:
        """The first founder makes accounts, the second grants rights."""
        founded = read_action(self.entries[0].entry)
        assert isinstance(founded, org.Found)
        one = founded.founders[place]
        return Actor(kind=ActorKind.PERSON, person=one.person, post=one.post)

    def last(self, journal: JournalId | None = None, kind: str = "") -> SignedEntry:
        return [one for one in self.entries if journal in (None, one.entry.journal) and kind in ("", one.entry.kind)][
            -1
        ]

    def remake(self, one: SignedEntry, signer: FakeSigner, **fields: Any) -> SignedEntry:
        """Sign an entry anew, with other fields."""
        entry = replace(one.entry, key=fields.pop("key", signer.key_id), **fields)
        data = entry.encode()
        return SignedEntry(entry=entry, signed=data, digest=sm3(data), signature=signer.sign(data))

    def swap(self, one: SignedEntry, other: SignedEntry) -> list[StoredEntry]:
        """The journals with an entry in the place of another."""
        return stored([other if entry is one else entry for entry in self.entries])

    def append(self, journal: JournalId, action: Action, signer: FakeSigner, **fields: Any) -> SignedEntry:
        """Add an entry at the end of this device's chain of a journal, as the program would."""
        like = self.last().entry
        heads = heads_of([one for one in self.entries if one.entry.journal == journal])
        device = fields.get("device", like.device)
        own = next((head for head in heads if head.device == device), None)
        declaration = declaration_of(action)
        made = Entry(
            realm=like.realm,
            unit=like.unit,
            journal=journal,
            id=EntryId(f"forged {len(self.entries)}"),
            device=DeviceId(device),
            seq=own.seq + 1 if own else 1,
            prev=own.digest if own else NOTHING,
            basis=heads,
            organisation=heads_of(
                [one for one in self.entries if one.entry.journal == organisation_journal(like.unit)]
            ),
            act=ActId("forged"),
            actor=Actor(kind=ActorKind.PERSON, person=PersonId("person drafter"), post=PostId("post drafter")),
            kind=declaration.kind,
            version=declaration.version,
            merges=declaration.merge is Merge.MERGEABLE,
            payload=payload_of(action, journal),
            claimed_time=like.claimed_time,
            time_source="local-clock",
            key=signer.key_id,
            **header_of(action),
        )
        made = replace(made, **fields)
        data = made.encode()
        one = SignedEntry(entry=made, signed=data, digest=sm3(data), signature=signer.sign(data))
        self.entries.append(one)
        return one


def office_of_every_kind() -> FakeOffice:
    """An office whose journals hold every kind of action, a conflict that was settled among them."""
    office = busy_office()
    registrar, system = office.as_("registrar"), office.as_("system")
    registrar.perform(numbers.ReserveNumber(code="清政办发", year=2026, serial=5, reason="县委办联合发文"))
    registrar.perform(numbers.SkipNumber(code="清政办发", year=2026, serial=6, reason="登记薄缺页"))
    registrar.perform(numbers.VoidNumber(code="清政办发", year=2026, serial=5, reason="联合发文取消"))
    office.renew_key("outsider", "口令遗忘")
    _think_better(office)
    _overstep(office)
    system.perform(org.AdjustSetting(name="largest-attachment-mb", value=200, reason="光盘容量有限"))
    contested = office.bring_to("office", notice("关于防汛的通知"))
    office.as_("head").papers.hand_out(contested, Paper.PAGE)
    disagree(office, contested)
    reviewer = office.as_("reviewer")
    upheld = reviewer.dossier(contested).contenders[0]
    reviewer.perform(act.SettleConflict(dossier=contested, upheld=upheld, reason="以办公室所改为准"))
    office.step(contested)
    reviewer.sign_out()
    system.administration.found_unit(founding("清源县财政局", "2"))
    system.perform(org.AdoptTemplate(template=Template(name="清源县公文版式", red_rule=70), reason="统一版头"))
    code = system.administration.renew_recovery("旧恢复码遗失")
    office.office.recover(code, "system", "再设的口令")
    office.confirm()
    office.sign_in_again("reviewer")
    act_together(office)
    lose_somebody(office)
    take_in(office)
    supervise_matters(office)
    mind_matters(office)
    proofed = office.bring_to("seal", notice("关于校对的通知"))
    office.as_("registrar").perform(validity.SetValidity(dossier=proofed, until="2031-04-15"))
    clear_up(office)
    office.as_("drafter").perform(act.SignProof(dossier=proofed, opinion="已核对，无误。"))
    _number_in_every_way(office)
    _amend_the_rolls(office)
    _stand_in(office)
    _on_paper(office)
    _exchange(office)
    _keep_papers(office)
    decide_on_secrets(office)
    refuse_a_mark(office)
    _trust(office)
    _seal_electronically(office)
    _archive(office)
    return office


def exercised_office() -> FakeOffice:
    """An office of the TRAINING realm in which an exercise was done, with every act that only exercises have."""
    office = FakeOffice(realm=Realm.TRAINING)
    drafter = office.as_("drafter")
    begun = {"exercise": "session-5", "edition": "1", "digest": Digest("ab" * 32), "mode": "做", "variant": 7}
    drafter.perform(exercising.BeginExercise(**begun, trainees=("张三", "李四"), seat="3"))
    kept = drafter.writing.keep_text(notice("关于防汛工作的通知"))
    draft = act.Draft(flow=FLOW, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    drafter.perform(draft, exercising.WorkOn(material="notice"))
    drafter.exercise.happen("phone")
    drafter.perform(exercising.TakeOverPart(part="head"))
    drafter.perform(exercising.HandBackPart(part="head"))
    drafter.perform(exercising.TakeHint(step="submit", number=1))
    drafter.perform(exercising.AnswerQuestion(question="net", answers=("intranet",)))
    drafter.perform(exercising.HandInExercise())
    _teach(office)
    return office


def _teach(office: FakeOffice) -> None:
    """Let a teacher keep a class, collect a result, mark and release it, and delete the names."""
    teacher = office.as_("system")
    data = ClassData(track="文秘班", trainees=(Trainee(number="1", name="张三"),))
    teacher.perform(teacher.teaching.kept(data))
    check = teaching.CheckedPoints(check="words", asks="语言得体", points=0, most=20, judged=True)
    begun = {"exercise": "session-5", "edition": "1", "mode": "考", "variant": 7, "numbers": ("1",)}
    result = Digest("cd" * 32)
    teacher.perform(teaching.CollectResult(result=result, checks=(check,), **begun))
    teacher.perform(teaching.MarkResult(result=result, check="words", points=15))
    teacher.perform(teaching.ReleaseResults(results=(result,)))
    teacher.teaching.delete_names("期满")


def _exchange(office: FakeOffice) -> None:
    """Let a paper go to another unit by disc, its receipt come back, and the exchange end."""
    town = office_of("b", "东关镇人民政府")
    introduce(office, town)
    both = Pair(county=office, town=town)
    came = both.taken(both.sent()[1])
    receipt = town.as_("registrar").outbox.answer(came, Answer.RECEIVED, OUT)
    office.as_("registrar").inbox.take_in(receipt.data, IN)
    office.as_("system").perform(org.EnrolDesk(name="二号机", machine_key="ab" * 32))
    office.as_("system").perform(org.NameTokenLibrary(module="vendor.so", label="UKey", reason="配发令牌"))
    office.as_("security").partners.drop(office.as_("security").partners.known[0], "不再交换")


def _keep_papers(office: FakeOffice) -> None:
    """Let classified paper be registered, lent, taken back, handed back, and destroyed by two."""
    registrar = office.as_("registrar")
    for copy in ("000017", "000018"):
        said = {"sender": "清源市委办公室", "number": "清委办〔2026〕3号", "level": Secrecy.SECRET}
        registrar.perform(custody.RegisterPaper(copy_number=copy, **said))
    second, first = (row.paper for row in registrar.custody.papers().rows)
    approved = {"approved_by": PersonId("person signer")}
    lent = custody.LendCopy(paper=first, borrower=PersonId("person drafter"), due="2026-05-16", **approved)
    loan = registrar.perform(lent).entries[-1]
    registrar.perform(custody.TakeBackCopy(loan=loan))
    registrar.perform(custody.HandBackPaper(paper=first, to="清源市委办公室"))
    registrar.perform(custody.DestroyPapers(papers=(second,), method="粉碎", place="县销毁站", **approved))
    office.confirm("archivist")


def _archive(office: FakeOffice) -> None:
    """Let what was filed be arranged, corrected, placed, and be withdrawn in part."""
    archivist = office.as_("archivist")
    archivist.archive.adopt_scheme(resources.build_scheme("organ"), "首次设定")
    row = ScheduleRow(id="1", material="一般通知", retention=Retention.THIRTY, kinds=("通知",))
    archivist.archive.adopt_schedule(Schedule(name="保管期限表", approval="清档〔2026〕1号", rows=(row,)), 2026)
    archivist.archive.arrange(archivist.archive.dry_run(2026), place="一库")
    *_, last = archivist.ask(q.ArchiveItems())
    said = {"fonds": last.fonds, "archival_year": last.year}
    archivist.perform(archiving.CorrectItem(**said, item=last.item, reason="漏数一页", pages=9))
    of = {"retention": Retention(last.retention), "division": last.division}
    archivist.perform(archiving.PlaceItems(**said, **of, first=last.number, through=last.number, box="1"))
    (report,) = archivist.archive.properties(last.year, (last.code,))
    archivist.archive.testing.record(report)
    next(archivist.archive.packages.package(last.year, (last.code,)).items())
    archivist.perform(archiving.WithdrawItem(**said, item=last.item, reason="重定期限"))
    _read(office)
    _keep_and_destroy(office)


def _read(office: FakeOffice) -> None:
    """Let somebody read an item whose document is marked, and give it back."""
    document = office.bring_to("file", notice("关于信访安排的通知", classification="工作秘密"))
    reader, archivist, leader = map(office.as_, ("outsider", "archivist", "signer"))
    archivist.perform(act.File(dossier=document, retention="30年"))
    archivist.archive.arrange(archivist.archive.dry_run(2026), (document,))
    item = next(one.item for one in archivist.ask(q.ArchiveItems()) if one.document == document)
    asked = reader.perform(reader.archive.reading.wish("信访安排", "编写年度报告")).entries[-1]
    on, until = archivist.archive.reading.on(asked), office.clock.time.date().isoformat()
    archivist.perform(reading.GrantReading(**on, item=item, until=until))
    leader.perform(reading.ApproveReading(**on, opinion="同意"))
    reader.perform(reading.EndReading(**on, effect="已写入报告"))


def _keep_and_destroy(office: FakeOffice) -> None:
    """Let the archive be checked and mended, and an item be destroyed when its time is over."""
    archivist, now = office.as_("archivist"), office.clock.time
    archivist.archive.arrange(archivist.archive.dry_run(2026))
    archivist.archive.keeping.check()
    item = next(one for one in archivist.ask(q.ArchiveItems()) if not one.mark)
    said = {"fonds": item.fonds, "archival_year": item.year}
    mended = {"parts": ("正本.pdf",), "digests": ("ab" * 32,), "origin": "备份"}
    archivist.perform(keeping.RepairItem(**said, item=item.item, **mended))
    office.clock.time = now.replace(year=item.year + 31)
    disposal = DisposalId("d" * 32)
    group = (PersonId("person archivist"), PersonId("person reviewer"))
    archivist.perform(
        keeping.ListDisposal(**said, disposal=disposal, items=(item.item,), appraisers=group, opinion="到期")
    )
    office.as_("signer").perform(keeping.ApproveDisposal(**said, disposal=disposal, opinion="同意"))
    how = {"method": "删除密钥", "place": "档案室"}
    office.as_("registrar").perform(keeping.SuperviseDisposal(**said, disposal=disposal, **how))
    office.confirm("reviewer")
    archivist.perform(keeping.DisposeItem(**said, item=item.item, disposal=disposal))
    office.clock.time = now
    _receive(office)


def _receive(office: FakeOffice) -> None:
    """Let a package of another unit's archive be received, of one file."""
    keep, archivist = office.stores.made.blobs.keep, office.as_("archivist")
    register = keep(b"register")
    file = HeldFile(path="归档登记.jsonl", digest=register, size=len(b"register"))
    said = {"fonds": "Z001", "archival_year": 2026, "package": register}
    archivist.perform(
        holdings.ReceiveHoldings(
            **said,
            sender=UnitId("e" * 32),
            sender_name="清源县民政局",
            founding=Digest("f" * 64),
            outcome=Outcome.UNDECIDED,
            items=0,
            files=1,
            size=file.size,
            properties=Result.PERSON,
            viruses=Result.PERSON,
            contents=(keep(HoldingList(items=(), files=(file,)).encode()), keep(b"[]"), keep(b"{}")),
        )
    )
    archivist.perform(holdings.KeepHoldings(**said, contents=(register,)))


def _seal_electronically(office: FakeOffice) -> None:
    """Let a seal be taken into use, change hands, rest, be used and be destroyed."""
    office.sign_in_again("security")
    security, organ = office.as_("security"), "清源县人民政府办公室"
    changed = security.seals.enrol(issued(organ))
    seal = security.seals.all[-1].data
    security.perform(sealing.EntrustSeal(seal=seal, keeper=PostId("post sealer"), reason="清点"))
    security.perform(sealing.SuspendSeal(seal=seal, reason="清点"))
    security.perform(sealing.ResumeSeal(seal=seal, reason="清点无误"))
    sealed = office.bring_to("seal", notice("关于盖电子印章的通知"))
    office.as_("sealer").seals.apply(act.ApplySeal(dossier=sealed, electronic=seal, copies=5), PASSWORD)
    security.perform(sealing.DestroySeal(seal=seal, reason="机构更名"))
    office.confirm("sealer")
    assert changed.organisation


def _think_better(office: FakeOffice) -> None:
    """Let two wishes that a second person has to confirm come to nothing."""
    system, wish = office.as_("system"), org.RenewKey(person=PersonId("person head"), reason="口令遗忘")
    asked = system.perform(wish).entries[0]
    system.perform(seconding.Withdraw(asked=asked, reason="本人想起来了"))
    asked = system.perform(wish).entries[0]
    office.as_("security").perform(seconding.Decline(asked=asked, reason="本人没有申请"))


def refuse_a_mark(office: FakeOffice) -> None:
    """Let somebody bring a file whose name bears a mark."""
    with contextlib.suppress(Refused):
        office.as_("drafter").writing.keep_file("机密-方案.docx", io.BytesIO(b"PK"), 2)


def decide_on_secrets(office: FakeOffice) -> None:
    """Let a document be classified, its audience widened, its mark changed, lifted, and another's be over."""
    office.sign_in_again("signer")
    inside = tuple(map(person, HOLDERS.values()))
    power = mark.RecordPower(power=Power.DERIVED, basis="市保密局通知", responsible=(person("signer"),))
    office.as_("security").perform(power)
    lifted, over = (office.draft(notice(title)) for title in ("关于值守安排的通知", "关于巡查安排的通知"))
    for document in (lifted, over):
        said = {"mark": "工作秘密", "basis": "工作秘密事项清单", "people": inside, "source_number": "市政发〔2026〕3号"}
        office.as_("drafter").perform(mark.ProposeClassification(dossier=document, **said))
        office.as_("signer").perform(mark.Classify(dossier=document, opinion="同意"))
        while office.state(document).step != "file":
            office.step(document)
    signer = office.as_("signer")
    wider = (*inside, person("outsider"))
    signer.perform(mark.AdjustAudience(dossier=lifted, people=wider, reason="协办"))
    signer.perform(mark.Reclassify(dossier=lifted, mark="工作秘密★1年", basis="清单", reason="定期限"))
    signer.perform(mark.Declassify(dossier=lifted, reason="已经公布"))
    expiry = mark.LiftAtExpiry(dossier=over, source=office.state(over).source, mark="工作秘密", day="2026-04-16")
    signer._office.record_own(office.state(over).unit, expiry)


def _trust(office: FakeOffice) -> None:
    """Found the unit's own authority, certify somebody and revoke it, and trust another authority for a while."""
    office.sign_in_again("security")
    trust = office.as_("security").trust
    both = [Credentials(account=one, password=office.slots.accounts[one][0]) for one in ("security", "system")]
    trust.authority.found("清源县证书机构", both)
    wish = CertificateWish(purpose=Purpose.PERSON, person=PersonId("person drafter"))
    (issued,) = trust.authority.issue([wish], both)
    trust.revoke(issued.digest, RevocationReason.MOVED, "调出")
    trust.trust(certificate(), TrustedAs.ANCHOR, "下发的光盘，电话核对指纹")
    trust.take_in_list(revocation_list())
    trust.enrol(certificate(subject="CN=签发员", serial=9, purpose=Purpose.PERSON.value), PersonId("person signer"))
    trust.distrust(trust.read(certificate()).digest, "已停止服务")


def _overstep(office: FakeOffice) -> None:
    """Let somebody attempt what is not theirs, and two administrators change what is audited."""
    with suppress(Refused):
        office.as_("drafter").perform(org.AdjustSetting(name="largest-attachment-mb", value=1))
    wish = org.AdjustAudit(name=WITNESS_EVERY, value=80, reason="存储经常断电")
    asked = office.as_("security").perform(wish).entries[0]
    office.as_("auditor").perform(seconding.Confirm(asked=asked))


def _on_paper(office: FakeOffice) -> None:
    """Let the reviewer record what two leaders wrote on paper."""
    office.sign_in_again("reviewer")
    reviewer = office.as_("reviewer")
    scan = reviewer.writing.keep_file("批示.pdf", io.BytesIO(b"%PDF scan"), 9)
    came = proposed(office)
    said = {"written": "2026-04-16", "scan": scan, "opinion": "请综合科办理。"}
    reviewer.perform(on_paper.RecordInstruction(dossier=came, leader=person("signer"), **said))
    signed = office.bring_to("issue", notice("关于补签的通知"))
    page = reviewer.papers.page(signed)[0]
    reviewer.perform(on_paper.RecordIssue(dossier=signed, leader=person("signer"), rendering=page, **said))


def _stand_in(office: FakeOffice) -> None:
    """Let somebody do another's task, and both ways of delegating end."""
    office.sign_in_again("security")
    document = office.bring_to("issue", notice("关于值守的通知"))
    to = person("reviewer")
    office.as_("signer").perform(proxy.Delegate(delegate=to, until="2026-04-20", reason="外出学习"))
    reviewer = office.as_("reviewer")
    reviewer.perform(act.Issue(dossier=document, rendering=reviewer.papers.page(document)[0], opinion="同意"))
    given = reviewer.organisation().delegations[0].id
    reviewer.perform(proxy.EndDelegation(delegation=given, reason="已经回来"))
    office.as_("security").perform(
        proxy.DelegateFor(giver=person("head"), delegate=person("reviewer"), until="2026-04-20", reason="住院")
    )


def _amend_the_rolls(office: FakeOffice) -> None:
    """Register a correspondent, and correct what is said of a person."""
    office.sign_in_again("system")
    system = office.as_("system")
    system.perform(org.RegisterCorrespondents(correspondents=(Correspondent(name="甲镇人民政府"),)))
    post = system.organisation().posts_of(PersonId("person outsider"))[0]
    system.perform(
        org.AmendPerson(person=post.person, name="外人", post=post.id, department=post.department, title="主任")
    )


def _number_in_every_way(office: FakeOffice) -> None:
    """Let numbers be kept, released, given to a paper, and taken out of turn by somebody to whom that is granted."""
    registrar = office.as_("registrar")
    registrar.perform(numbers.ReserveNumber(code="清政办发", year=2026, serial=20, through=22, reason="会议成套文件"))
    registrar.perform(numbers.ReleaseNumber(code="清政办发", year=2026, serial=22, reason="少一份"))
    on_paper = numbers.TakeNumberOnPaper(
        code="清政办发", year=2026, serial=20, title="关于值班的通知", date="2026-04-16", handler="何某", reason=""
    )
    registrar.perform(on_paper)
    office.allow_numbers_by_hand()
    by_hand = office.bring_to("number", notice("关于补号的通知"))
    registrar.perform(act.AssignNumber(dossier=by_hand, code="清政办发", serial=25, reason="与县委办文件同号"))
    office.as_("reviewer").perform(together.Void(dossier=by_hand, reason="公文作废"))


def take_in(office: FakeOffice) -> None:
    """Let a request come in and be answered, and another go back to its sender."""
    office.as_("registrar").perform(arrival.Reject(dossier=received(office), reason="一文两事"))
    sealed_up = received(office, came=replace(CAME, personal=True, addressee=PersonId("person signer")))
    office.as_("signer").perform(arrival.Unseal(dossier=sealed_up, kept=True))
    document = assigned(office, "drafter")
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(notice("关于解决抗旱资金的批复"))
    drafted = act.Draft(
        flow=FLOW, department=DepartmentId(""), source=kept.source, particulars=kept.particulars, answers=document
    )
    reply = next(one for one in drafter.perform(drafted).dossiers if one != document)
    drafter.perform(arrival.Handle(dossier=document, opinion="已拟批复。"))
    while office.state(reply).dispatched is None:
        office.step(reply)
    office.as_("registrar").perform(arrival.Conclude(dossier=document, opinion="已批复。"))


def supervise_matters(office: FakeOffice) -> None:
    """Let a matter be seen to until a later day, reported on, sent back, and closed."""
    document = assigned(office, "drafter")
    head, reviewer = office.as_("head"), office.as_("reviewer")
    item = supervised(office, document, "head", "sealer", due="2026-05-29")
    reports(office, "sealer", document)
    head.perform(supervising.AskExtension(dossier=document, due="2026-06-30", reason="汛期不能施工"))
    reviewer.perform(supervising.ExtendSupervision(dossier=document, reason="同意"))
    reviewer.perform(together.Urge(dossier=document, reason="抓紧办理"))
    reviewer.perform(supervising.ReturnReport(dossier=document, item=item.id, reason="没有拨付凭证"))
    reports(office, "sealer", document)
    reports(office, "head", document)
    closes(office, document, "已经办结，准予销号。")
    supervised(office, document, "head", matter="受灾户名单张榜公布")


def mind_matters(office: FakeOffice) -> None:
    """Let a seal be recorded, something be published, expire, be taken down and filed, and a note become a document."""
    step(office, brought(office, "用印审批单", "seal"))
    published = brought(office, "信息公开审签单", "conclude")
    dispatcher = office.as_("dispatcher")
    expiry = internal.ExpirePublication(
        dossier=published, source=office.state(published).source, until=office.state(published).publication.until
    )
    dispatcher._office.record_own(office.state(published).unit, expiry)
    shown = brought(office, "信息公开审签单", "conclude")
    dispatcher.perform(internal.TakeDown(dossier=shown, reason="内容已经修订"))
    office.sign_in_again("archivist")
    step(office, shown)
    step(office, shown)
    office.as_("registrar").perform(internal.TakeIn(dossier=brought(office, "电话记录", "conclude")))
    begun(office, "签报")


def clear_up(office: FakeOffice) -> None:
    """Let copies of a paper that went out come back and be destroyed, and one be missing."""
    office.sign_in_again("archivist")
    document = office.bring_to("dispatch", notice("关于清退的通知"))
    office.as_("dispatcher").perform(act.Dispatch(dossier=document, recipients=("县财政局 3份 000001—000003",)))
    registrar, finance = office.as_("registrar"), "县财政局"
    back = (run(finance, 1, 2),)
    registrar.perform(clearing.RecordReturn(dossier=document, copies=back, giver="张敏"))
    lost = (run(finance, 3, 3),)
    registrar.perform(clearing.RecordReturn(dossier=document, copies=lost, found=Found.MISSING, reason="搬迁遗失"))
    said = {"supervisors": ("何明", "周立"), "place": "县销毁站", "method": "粉碎"}
    wish = clearing.RecordDestruction(dossier=document, copies=back, **said)
    for word, other in (
        (Word.DECLINED, registrar),
        (Word.WITHDRAWN, office.as_("archivist")),
        (Word.CONFIRMED, registrar),
    ):
        office.as_("archivist").perform(wish)
        other.perform(AnswerSecond(dossier=document, word=word, reason="" if word is Word.CONFIRMED else "份数不对"))


def act_together(office: FakeOffice) -> None:
    """Let several people act on one document, and somebody make it void."""
    document = before(office, "head", "rechecker")
    head, drafter, reviewer = (office.as_(one) for one in ("head", "drafter", "reviewer"))
    head.perform(together.AddSigners(dossier=document, people=(person("sealer"),), beside=Beside.AFTER))
    head.perform(together.WithdrawSigners(dossier=document))
    head.perform(together.HandOver(dossier=document, person=person("registrar"), reason="由登记人员会签"))
    readers = (person("outsider"), person("archivist"))
    office.as_("registrar").perform(together.Circulate(dossier=document, readers=readers))
    office.as_("outsider").perform(act.MarkRead(dossier=document, circled=True))
    office.as_("registrar").perform(together.PassOn(dossier=document))
    office.as_("registrar").perform(together.RecallCirculation(dossier=document))
    drafter.perform(together.Urge(dossier=document, reason="急件"))
    office.as_("registrar").perform(together.Countersign(dossier=document, opinion="同意"))
    office.as_("rechecker").perform(
        together.Countersign(dossier=document, stance=together.Stance.REMARK, opinion="第二项请再核对")
    )
    head.perform(act.Review(dossier=document))
    reviewer.perform(act.Review(dossier=document))
    signer = office.as_("signer")
    signer.perform(together.Cosign(dossier=document, rendering=signer.papers.page(document)[0]))
    reviewer.perform(together.Suspend(dossier=document, reason="待会议研究"))
    reviewer.perform(together.Resume(dossier=document))
    reviewer.perform(together.Void(dossier=document, reason="会议决定不发"))


def lose_somebody(office: FakeOffice) -> None:
    """Let a task whose holder lost the role go to somebody else; the first document is no longer in force."""
    document = before(office, "archivist")
    security = office.as_("security")
    security.perform(org.Grant(post=PostId("post archivist"), roles=(), clearance=Secrecy.WORK))
    office.as_("drafter").perform(together.Reassign(dossier=document, person=person("head"), reason="归档人员调离"))
    security.perform(org.Grant(post=PostId("post archivist"), roles=(Role.ARCHIVIST,), clearance=Secrecy.WORK))
    office.as_("head").perform(together.Countersign(dossier=document))


def disagree(office: FakeOffice, dossier: DossierId) -> SignedEntry:
    """Let the reviewer revise a document here, and elsewhere on a machine that does not know of it."""
    reviewer, store = office.as_("reviewer"), office.stores.made
    elsewhere = Forger([one for journal in store.journals() for one in store.entries(journal)])
    here, there = (reviewer.writing.keep_text(notice(f"关于{words}防汛工作的通知")) for words in ("做好", "切实加强"))
    reviewer.perform(act.Revise(dossier=dossier, source=here.source, particulars=here.particulars))
    made = elsewhere.append(
        dossier_journal(dossier),
        act.Revise(dossier=dossier, source=there.source, particulars=there.particulars),
        elsewhere.key_of(office, "reviewer"),
        device="a second machine",
        actor=Actor(kind=ActorKind.PERSON, person=PersonId("person reviewer"), post=PostId("post reviewer")),
    )
    with store.begin() as transaction:
        transaction.append(made)
    reviewer._office.rebuild()
    return made
