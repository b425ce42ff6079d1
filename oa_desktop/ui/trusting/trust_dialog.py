"""证书与信任: the certificates of the unit, the authorities that it believes, and what is done about them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.changes import Changed
from oa_desktop.office.queries import AuthorityRow, CertificateBook, CertificateRow, CertificateState, TrustList
from oa_desktop.office.session import Session
from oa_desktop.ui.look.dialogs import Dialog, Entry
from oa_desktop.ui.rolls.roll_lines import RollLines
from oa_desktop.ui.trusting.trust_acts import TOPIC, TrustActs
from oa_desktop.ui.trusting.trust_lines import (
    AUTHORITIES_NEAR,
    AUTHORITY_TITLES,
    CERTIFICATE_TITLES,
    CERTIFICATES_NEAR,
    authority_lines,
    certificate_lines,
    what_needs_care,
)
from oa_desktop.ui.workplace import Workplace

_WORDS = "由安全保密管理员办理；系统管理员不能签发证书，也不能决定信任谁。"
_WITH_AUTHORITY = frozenset({"issue-people", "issue-machine", "issue-seal", "issue-lists", "publish"})
_Found = tuple[tuple[CertificateRow, ...], tuple[AuthorityRow, ...], bool]
"""Certificates, authorities, and whether whoever looks signs the lists of revocations."""
_DONE = frozenset({CertificateState.REVOKED, CertificateState.REPLACED})


class TrustDialog(Dialog):
    """Certificates and trust.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("trust", _("证书与信任"), parent, topic=TOPIC)
        self._workplace = workplace
        self._founded = False
        self._acts = TrustActs(workplace, self)
        self._acts.told.connect(self.told)
        self._may = Role.SECURITY_ADMINISTRATOR in workplace.session.standing.roles
        self._sum = QLabel(self)
        self._sum.setObjectName("trust-sum")
        self._sum.setWordWrap(True)
        self.certificates = RollLines("certificate-lines", _("证书"), self)
        self.authorities = RollLines("authority-lines", _("信任的机构"), self, widest=40)
        self._issue = self.with_menu("issue", _("签发"), self._issuing())
        self._renew = self.button("renew", _("换发…"), lambda: self._acts.renew(self.certificates.record))
        self._revoke = self.button("revoke", _("吊销…"), lambda: self._acts.revoke(self.certificates.record))
        self._take_in = self.with_menu("take-in", _("导入"), self._taking_in())
        self._distrust = self.button("distrust", _("取消信任…"), lambda: self._acts.distrust(self.authorities.record))
        self._lists = self.with_menu("lists", _("列表"), self._listing())
        self._lay_out()
        self.fill(parent, 80)
        self._workplace.changed.connect(self._heed)
        self._fetch()

    # --- how it is made ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for lines in (self.certificates, self.authorities):
            lines.picked.connect(lambda _record: self._allow())
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self.certificates, _("本单位的证书"))
        self.tabs.addTab(self.authorities, _("信任的机构"))
        self.tabs.currentChanged.connect(lambda _place: self._allow())
        column = QVBoxLayout(self)
        column.addWidget(self._sum)
        column.addWidget(self.tabs, 1)
        column.addLayout(
            self.row_below(self._issue, self._renew, self._revoke, self._take_in, self._distrust, self._lists)
        )

    def _issuing(self) -> tuple[Entry, ...]:
        return (
            ("issue-people", _("给人员签发…"), self._acts.issue_to_people),
            ("issue-machine", _("给本机签发…"), self._acts.issue_to_machine),
            ("issue-seal", _("给印章签发…"), self._acts.issue_to_seal),
            ("issue-lists", _("给自己签发，用来做吊销列表…"), self._acts.issue_for_lists),
            ("found-authority", _("建立证书机构…"), self._acts.found_authority),
        )

    def _taking_in(self) -> tuple[Entry, ...]:
        return (
            ("trust-authority", _("信任证书机构…"), self._acts.trust_authority),
            ("enrol-certificate", _("登记证书…"), self._acts.enrol),
            ("take-in-list", _("导入吊销列表…"), self._acts.take_in_list),
            ("take-in-folder", _("导入信任文件夹…"), self._acts.take_in_folder),
        )

    def _listing(self) -> tuple[Entry, ...]:
        return (
            ("publish", _("更新吊销列表"), self._acts.publish),
            ("export", _("导出信任列表…"), self._acts.export),
        )

    # --- what stands in it -------------------------------------------------------------------------------------

    def _heed(self, changed: Changed) -> None:
        """Show what changed; a slot of its own ends with the dialog."""
        if changed.organisation:
            self._fetch()

    def _fetch(self) -> None:
        def found(session: Session) -> _Found:
            return session.ask(CertificateBook()), session.ask(TrustList()), session.trust.lists_here

        self._workplace.read(found, self, self._show, instead_of="trust")

    def _show(self, found: _Found) -> None:
        certificates, authorities, lists_here = found
        self.certificates.show_lines(CERTIFICATE_TITLES, certificate_lines(certificates), CERTIFICATES_NEAR)
        self.authorities.show_lines(AUTHORITY_TITLES, authority_lines(authorities), AUTHORITIES_NEAR)
        self._founded = any(one.own for one in authorities)
        self._sum.setText(self._what_to_do(what_needs_care(certificates, authorities), lists_here=lists_here))
        self._allow()

    def _what_to_do(self, said: str, *, lists_here: bool) -> str:
        """Return what is to be seen to, before all that nobody here can make a list of revocations any more."""
        if not self._may:
            return _(_WORDS) + said
        return said if lists_here or not self._founded else f"{say('revocations.no-signer', {})}\n{said}"

    def _allow(self) -> None:
        holders = self.tabs.currentWidget() is self.certificates
        for entry in (*self._issue.menu().actions(), *self._lists.menu().actions()):
            entry.setEnabled(self._founded or entry.objectName() not in _WITH_AUTHORITY)
        held = self.certificates.record if holders else None
        believed = None if holders else self.authorities.record
        mine = held is not None and held.own and held.state not in _DONE
        for button, allowed in (
            (self._issue, True),
            (self._renew, mine),
            (self._revoke, mine),
            (self._take_in, True),
            (self._distrust, believed is not None and not believed.own),
            (self._lists, True),
        ):
            button.setEnabled(self._may and allowed)
