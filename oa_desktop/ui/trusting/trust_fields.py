"""What the dialogs on certificates and trust ask for, and what of it they hand on."""

from __future__ import annotations

from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.trust.certificates import Certificate, Purpose, RevocationReason, TrustedAs
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n import _
from oa_desktop.i18n.fingerprints import spaced
from oa_desktop.i18n.moments import day_of
from oa_desktop.office.ports.keys import Credentials
from oa_desktop.office.queries import CertificateRow, FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.office.trust.certifying import HOLDER_YEARS, CertificateWish
from oa_desktop.office.trust.taking_in import FolderNews
from oa_desktop.ui.acting.asked_acts import Said

YEARS = FieldRow(
    name="years", label=_("有效几年"), sort=FieldSort.NUMBER, usual=str(HOLDER_YEARS), options=(("1", ""),)
)
REMARK = FieldRow(name="remark", label=_("另外要说明的"), sort=FieldSort.TEXT)
WHY = FieldRow(name="reason", label=_("为什么"), sort=FieldSort.TEXT)
REASON = FieldRow(
    name="reason",
    label=_("原因"),
    sort=FieldSort.CHOICE,
    options=tuple((one.value, one.value) for one in RevocationReason),
    usual=RevocationReason.MOVED.value,
)
TRUSTED_AS = FieldRow(
    name="trusted_as",
    label=_("信任类别"),
    sort=FieldSort.CHOICE,
    options=tuple((one.value, one.value) for one in TrustedAs),
    usual=TrustedAs.ANCHOR.value,
)
BASIS = FieldRow(name="basis", label=_("从哪里来、怎样核对过"), sort=FieldSort.TEXT)
OWN_PIN = FieldRow(name="pin", label=_("您的令牌口令（PIN）"), sort=FieldSort.HIDDEN)
SECOND_PIN = FieldRow(name="second_pin", label=_("他（她）的令牌口令"), sort=FieldSort.HIDDEN)
HOLDER = FieldRow(name="holder", label=_("印章名称"), sort=FieldSort.TEXT)
_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_AUDITOR})


def name_field(session: Session) -> FieldRow:
    """Ask what the own authority is to be called."""
    usual = _("{unit}证书机构").format(unit=session.organisation().name)
    return FieldRow(name="name", label=_("机构名称"), sort=FieldSort.TEXT, usual=usual)


def both_present(session: Session) -> tuple[FieldRow, ...]:
    """Ask for the passwords of whoever is signed in and of another administrator, who are both present."""
    unit, own = session.organisation(), session.standing.person
    book = unit.trust.authority
    keepers = set(book.keepers) if book else {one.person for one in unit.posts if _KEEPERS.intersection(one.roles)}
    others = tuple((one.account, one.name) for one in unit.people if one.id in keepers and one.id != own)
    tokens = session.trust.authority.with_tokens()
    return (
        FieldRow(name="password", label=_("您的口令"), sort=FieldSort.HIDDEN),
        *((OWN_PIN,) if own in tokens else ()),
        FieldRow(name="second", label=_("另一位保管人"), sort=FieldSort.CHOICE, options=others),
        FieldRow(name="second_password", label=_("他（她）的口令"), sort=FieldSort.HIDDEN),
        *((SECOND_PIN,) if tokens & keepers - {own} else ()),
    )


def credentials(session: Session, said: Said) -> tuple[Credentials, Credentials]:
    """Return what both typed."""
    own = session.organisation().person(session.standing.person).account
    return (
        Credentials(account=own, password=said["password"], pin=said.get("pin", "")),
        Credentials(account=said["second"], password=said["second_password"], pin=said.get("second_pin", "")),
    )


def people_field(unit: Organisation) -> FieldRow:
    """Ask for whose keys certificates are issued: who has none yet stands first."""
    has = {one.person for one in unit.trust.certificates if one.own and not one.revoked and not one.replaced}
    ranked = sorted(unit.people, key=lambda one: (one.id in has, one.rank, one.name))
    options = tuple((str(one.id), one.name) for one in ranked)
    return FieldRow(name="people", label=_("给谁"), sort=FieldSort.SOME, options=options)


def person_field(unit: Organisation) -> FieldRow:
    """Ask whose a certificate is; nobody's where it is a seal's."""
    options = (("", _("印章（不属于某个人）")), *((str(one.id), one.name) for one in unit.people))
    return FieldRow(name="person", label=_("是谁的"), sort=FieldSort.CHOICE, options=options)


def wishes_of(unit: Organisation, said: Said) -> list[CertificateWish]:
    """Return the certificates that people are to have; of everybody where nobody was chosen."""
    chosen = [PersonId(one) for one in said["people"]] or [one.id for one in unit.people]
    return [CertificateWish(purpose=Purpose.PERSON, person=one, years=said["years"]) for one in chosen]


def renewal_of(session: Session, row: CertificateRow, years: int) -> CertificateWish:
    """Return the wish for a certificate in place of one."""
    said = session.trust.read(session.trust.file(row.digest))
    return CertificateWish(
        purpose=row.purpose or Purpose.PERSON,
        person=row.person,
        holder=row.holder,
        public_key=said.public_key,
        years=years,
        replaces=row.digest,
    )


def listed(news: FolderNews) -> str:
    """Return what of a trust folder comes in: each certificate with its fingerprint, and how many lists."""
    row = _("{holder}（{kind}）指纹 {print}")
    lines = [row.format(holder=one.holder, kind=kind.value, print=spaced(one.digest)) for kind, one in news.authorities]
    check = [_("请先用电话或者公函核对指纹，一致的才办。")] if lines else []
    return "\n".join((*lines, _("吊销列表 {count} 份").format(count=len(news.lists)), *check))


def described(said: Certificate) -> str:
    """Return what a certificate says, with the fingerprint that is to be compared."""
    period = _("有效期：{since} 至 {until}，密钥 {algorithm}")
    words = "{subject}\n" + _("签发者：{issuer}") + "\n" + period + "\n" + _("指纹（SM3）：{print}")
    return words.format(
        subject=said.subject,
        issuer=said.issuer,
        since=day_of(said.not_before),
        until=day_of(said.not_after),
        algorithm=said.algorithm,
        print=spaced(said.digest),
    )
