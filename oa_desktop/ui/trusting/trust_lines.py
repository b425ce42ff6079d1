"""The lines of certificates and authorities in the window, and what somebody should see to, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.i18n import _
from oa_desktop.i18n.moments import day_of
from oa_desktop.office.queries import AuthorityRow, CertificateRow, CertificateState
from oa_desktop.ui.rolls.roll_lines import RollLine

CERTIFICATE_TITLES = (_("持有人"), _("用途"), _("状态"), _("有效期至"), _("签发者"), _("备注"))
AUTHORITY_TITLES = (_("机构"), _("类别"), _("状态"), _("吊销情况知道到"), _("有效期至"), _("依据、保管人"))
CERTIFICATES_NEAR, AUTHORITIES_NEAR = (0, 2, 3), (0, 2, 4)
"""Whose it is, how it stands, and until when: seen first where there is no room for all."""
_MARKS = {
    CertificateState.ENDS_SOON: "clock-soon",
    CertificateState.ENDED: "clock-late",
    CertificateState.KEY_CHANGED: "warning",
    CertificateState.REVOKED: "close",
    CertificateState.VALID: "check",
}
_CARE = (CertificateState.KEY_CHANGED, CertificateState.ENDS_SOON, CertificateState.ENDED)


def certificate_lines(rows: Sequence[CertificateRow]) -> list[RollLine]:
    """Return the lines of certificates."""
    return [RollLine(cells=_certificate(one), record=one, mark=_MARKS.get(one.state, "")) for one in rows]


def authority_lines(rows: Sequence[AuthorityRow]) -> list[RollLine]:
    """Return the lines of authorities."""
    return [RollLine(cells=_authority(one), record=one, mark=_MARKS.get(one.state, "")) for one in rows]


def what_needs_care(certificates: Sequence[CertificateRow], authorities: Sequence[AuthorityRow]) -> str:
    """Return what somebody should see to soon."""
    own = next((one for one in authorities if one.own), None)
    if own is None:
        return _("本单位还没有自己的证书机构。要签发证书的，请安全保密管理员和另一位管理员在场，先建立。")
    counted = [(state, sum(one.state is state for one in certificates)) for state in _CARE]
    wanting = "、".join(
        _("{count} 份{state}").format(count=count, state=state.value) for state, count in counted if count
    )
    said = _("共 {count} 份证书；{wanting}。").format(count=len(certificates), wanting=wanting or _("没有要处理的"))
    return said + _("吊销列表请在 {due} 以前更新。").format(due=day_of(own.list_due) or _("现在"))


def _certificate(row: CertificateRow) -> tuple[str, ...]:
    issuer = _("本单位（仅限内部）") if row.own else row.issuer
    purpose = row.purpose.value if row.purpose else "—"
    return (row.holder, purpose, row.state.value, day_of(row.until), issuer, row.remark)


def _authority(row: AuthorityRow) -> tuple[str, ...]:
    kind = _("本单位（仅限内部）") if row.own else row.trusted_as
    known = day_of(row.known_until) or _("没有吊销列表")
    return (row.holder, kind, row.state.value, known, day_of(row.until), row.basis)
