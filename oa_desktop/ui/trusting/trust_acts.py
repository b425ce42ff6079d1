"""What is done about certificates and trust: asked for, judged by the office, and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.trust.certificates import Certificate, Purpose, RevocationReason, TrustedAs
from oa_desktop.i18n import _
from oa_desktop.office.queries import AuthorityRow, CertificateRow, FieldRow
from oa_desktop.office.session import Session
from oa_desktop.office.trust.certifying import CertificateWish
from oa_desktop.office.trust.taking_in import FolderNews
from oa_desktop.ui.acting.asked_acts import AskedActs, Said
from oa_desktop.ui.exchanging.package_files import ask_for_folder, ask_for_package, read_package
from oa_desktop.ui.trusting import trust_fields as fields
from oa_desktop.ui.workplace import Workplace

TOPIC = "信任.md"
_CERTIFICATES = "证书（*.cer *.crt *.pem *.der）"
_KEYS = "印章的公钥：做印章密钥时得到的公钥文件，不是印章，也不是私钥（*.der *.pub *.key）"
_LISTS = "吊销列表（*.crl *.pem *.der）"
_LARGEST = 4 * 1024 * 1024


class TrustActs(AskedActs):
    """What the 安全保密管理员 does over a dialog."""

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(workplace, over, TOPIC)

    def found_authority(self) -> None:
        """Found the own authority."""

        def found(session: Session, said: Said) -> object:
            return session.trust.authority.found(said["name"], fields.credentials(session, said))

        words = _("机构的密钥要两个人的口令才能打开。请另一位管理员到场，各自输入口令。")
        self.ask(
            "found",
            _("建立证书机构"),
            lambda session: (fields.name_field(session), *fields.both_present(session)),
            found,
            words,
        )

    def issue_to_people(self) -> None:
        """Issue certificates to people."""

        def issue(session: Session, said: Said) -> object:
            wishes = fields.wishes_of(session.organisation(), said)
            return session.trust.authority.issue(wishes, fields.credentials(session, said))

        def asked(session: Session) -> tuple[FieldRow, ...]:
            return (fields.people_field(session.organisation()), fields.YEARS, *fields.both_present(session))

        self.ask("issue-to-people", _("签发证书"), asked, issue, _("不选人的，给每个人都签发。两位保管人都要在场。"))

    def issue_to_machine(self) -> None:
        """Issue a certificate to this machine."""

        def issue(session: Session, said: Said) -> object:
            wish = CertificateWish(purpose=Purpose.MACHINE, years=said["years"])
            return session.trust.authority.issue([wish], fields.credentials(session, said))

        self.ask("issue-to-machine", _("签发证书"), _years_and_both, issue)

    def issue_for_lists(self) -> None:
        """Issue a certificate for signing lists of revocations to whoever is signed in."""

        def issue(session: Session, said: Said) -> object:
            wish = CertificateWish(purpose=Purpose.REVOCATIONS, person=session.standing.person, years=said["years"])
            return session.trust.authority.issue([wish], fields.credentials(session, said))

        words = _("有了这份证书，由您做本单位的吊销列表。两位保管人都要在场。")
        self.ask("issue-for-lists", _("签发证书"), _years_and_both, issue, words)

    def issue_to_seal(self) -> None:
        """Ask for the public key of a seal, and issue a certificate to it."""
        ask_for_package(self._over, self._issue_to_seal, _KEYS)

    def _issue_to_seal(self, path: Path) -> None:
        def issue(session: Session, said: Said) -> object:
            key = read_package(path, _LARGEST)
            wish = CertificateWish(purpose=Purpose.SEAL, holder=said["holder"], public_key=key, years=said["years"])
            return session.trust.authority.issue([wish], fields.credentials(session, said))

        words = _("公钥文件：{name}。印章名称照批准的写，和印章上的一致。").format(name=path.name)
        self.ask(
            "issue-to-seal", _("签发证书"), lambda session: (fields.HOLDER, *_years_and_both(session)), issue, words
        )

    def renew(self, row: CertificateRow) -> None:
        """Renew a certificate."""

        def renewed(session: Session, said: Said) -> object:
            wish = fields.renewal_of(session, row, said["years"])
            return session.trust.authority.issue([wish], fields.credentials(session, said))

        words = _("{holder}：同一把密钥，新的有效期。").format(holder=row.holder)
        self.ask("renewal", _("换发证书"), _years_and_both, renewed, words)

    def revoke(self, row: CertificateRow) -> None:
        """Revoke a certificate."""

        def revoked(session: Session, said: Said) -> object:
            return session.trust.revoke(row.digest, RevocationReason(said["reason"]), said["remark"])

        words = _("{holder}，{serial}。吊销不能撤回；您做得了吊销列表的，同时做出新的。").format(
            holder=row.holder, serial=row.serial
        )
        self.ask("revocation", _("吊销证书"), lambda _session: (fields.REASON, fields.REMARK), revoked, words)

    def distrust(self, row: AuthorityRow) -> None:
        """Trust another authority no more."""

        def distrusted(session: Session, said: Said) -> object:
            return session.trust.distrust(row.digest, said["reason"])

        words = _("“{holder}”签发的证书，以后都不能采信。").format(holder=row.holder)
        self.ask("distrusting", _("取消信任"), lambda _session: (fields.WHY,), distrusted, words)

    def publish(self) -> None:
        """Make a new list of revocations of the own authority; where nobody here signs lists, both keepers make it."""
        self._workplace.read(lambda session: session.trust.lists_here, self, self._publish)

    def _publish(self, here: bool) -> None:
        def listed(session: Session, said: Said) -> object:
            session.trust.authority.list_together(fields.credentials(session, said))
            return None

        if not here:
            words = _("现在登录的人不做吊销列表：两位保管人都在场，用机构自己的密钥做。")
            self.ask("publishing", _("更新吊销列表"), fields.both_present, listed, words)
            return
        self._workplace.write(
            lambda session, _progress: session.trust.publish(),
            self,
            lambda _changed: self.told.emit(_("吊销列表已更新。")),
        )

    def export(self) -> None:
        """Ask for an empty folder, and write the trust list into it."""
        ask_for_folder(self._over, self._export)

    def _export(self, folder: Path) -> None:
        self._workplace.write(
            lambda session, _progress: session.trust.export(folder),
            self,
            lambda _done: self.told.emit(_("信任列表和吊销列表已写进“{name}”。").format(name=folder.name)),
        )

    # --- from outside ------------------------------------------------------------------------------------------

    def trust_authority(self) -> None:
        """Ask for the certificate of another authority, and trust it."""
        ask_for_package(self._over, self._look_at_authority, _CERTIFICATES)

    def enrol(self) -> None:
        """Ask for a certificate of a person or a seal by another authority, and enrol it."""
        ask_for_package(self._over, self._look_at_holder, _CERTIFICATES)

    def take_in_list(self) -> None:
        """Ask for a list of revocations, and take it in."""
        ask_for_package(self._over, self._take_in_list, _LISTS)

    def take_in_folder(self) -> None:
        """Ask for a trust folder, and take in what of it is new."""
        ask_for_folder(self._over, self._look_into)

    def _look_into(self, folder: Path) -> None:
        self._workplace.read(lambda session: session.trust.news_in(folder), self, self._ask_about)

    def _ask_about(self, news: FolderNews) -> None:
        """Ask whether what a folder has that is new is to be taken in, if anything is."""
        said = "\n".join(news.passed_over)
        if not news.count:
            self.told.emit(_("没有新的证书和吊销列表。") + said)
            return

        def take_in(session: Session, filled: Said) -> None:
            session.trust.take_in_all(news, filled["basis"])

        words, title = f"{fields.listed(news)}\n{said}".strip(), _("导入信任文件夹")
        self.ask("taking-in-folder", title, lambda _session: (fields.BASIS,), take_in, words)

    def _look_at_authority(self, path: Path) -> None:
        def trust(session: Session, said: Said) -> object:
            return session.trust.trust(read_package(path, _LARGEST), TrustedAs(said["trusted_as"]), said["basis"])

        asked = (fields.TRUSTED_AS, fields.BASIS)
        self._look_at(path, lambda words: self.ask("trusting", _("信任证书机构"), lambda _session: asked, trust, words))

    def _look_at_holder(self, path: Path) -> None:
        def enrol(session: Session, said: Said) -> object:
            return session.trust.enrol(read_package(path, _LARGEST), PersonId(said["person"]))

        def asked(session: Session) -> tuple[FieldRow, ...]:
            return (fields.person_field(session.organisation()),)

        self._look_at(path, lambda words: self.ask("enrolling", _("登记证书"), asked, enrol, words))

    def _look_at(self, path: Path, ask: Callable[[str], Any]) -> None:
        """Read a certificate from outside, and ask about it with what it says before everything else."""

        def read(session: Session) -> Certificate:
            return session.trust.read(read_package(path, _LARGEST))

        words = _("请先用电话或者公函核对指纹，一致的才办。")
        self._workplace.read(read, self, lambda said: ask(f"{fields.described(said)}\n{words}"))

    def _take_in_list(self, path: Path) -> None:
        self._workplace.write(
            lambda session, _progress: session.trust.take_in_list(read_package(path, _LARGEST)),
            self,
            lambda _changed: self.told.emit(_("吊销列表已导入。")),
        )


def _years_and_both(session: Session) -> tuple[FieldRow, ...]:
    return (fields.YEARS, *fields.both_present(session))
