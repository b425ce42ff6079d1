"""What the dialogs on seals ask for, and what of it they hand on."""

from __future__ import annotations

from oa_desktop.domain.units.organisation import Organisation, name_of
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n import _
from oa_desktop.i18n.moments import day_of
from oa_desktop.office.ports.trust import SealFacts
from oa_desktop.office.queries import FieldRow, FieldSort

REASON = FieldRow(name="reason", label=_("原因"), sort=FieldSort.TEXT)
BASIS = FieldRow(name="reason", label=_("依据"), sort=FieldSort.TEXT, usual=_("制发机关制发"))
OLD = FieldRow(name="old", label=_("原口令"), sort=FieldSort.HIDDEN)
NEW = FieldRow(name="opening", label=_("印章的口令"), sort=FieldSort.NEW_HIDDEN)
DIAMETER = FieldRow(
    name="diameter",
    label=_("直径"),
    sort=FieldSort.CHOICE,
    options=(("42", _("42 毫米")), ("45", _("45 毫米"))),
    usual="42",
)
VERSIONS = {1: "GM/T 0031-2014", 4: "GB/T 38540-2020", 5: "GM/T 0031-2025"}


def keeper(unit: Organisation) -> FieldRow:
    """Ask for the post that keeps a seal: whose has the role."""
    posts = (one for one in unit.posts if Role.SEAL_KEEPER in one.roles)
    options = tuple((str(one.id), name_of(unit, one.person)) for one in posts)
    return FieldRow(name="keeper", label=_("保管人"), sort=FieldSort.CHOICE, options=options)


def kept(unit: Organisation, usual: str) -> tuple[FieldRow, ...]:
    """Ask whose a seal is, who keeps it, and by which password; nothing is chosen where no organ is usual."""
    organs = dict.fromkeys((unit.name, *(one.name for one in unit.organs)))
    options = (*(() if usual else (("", _("（请选择）")),)), *((one, one) for one in organs))
    organ = FieldRow(name="organ", label=_("机关"), sort=FieldSort.CHOICE, usual=usual, options=options)
    return organ, keeper(unit), NEW


def brought() -> tuple[FieldRow, ...]:
    """Ask for the files that come with a seal."""
    return (
        FieldRow(name="certificate", label=_("证书文件"), sort=FieldSort.FILE),
        FieldRow(name="key", label=_("私钥文件（在令牌里的不选）"), sort=FieldSort.FILE),
        FieldRow(name="pin", label=_("令牌口令（在令牌里的才填）"), sort=FieldSort.HIDDEN),
    )


def described(said: SealFacts) -> str:
    """Return what a seal says, before it is taken into use."""
    words = _("“{name}”，{version}，{first} 至 {last} 有效，{width}×{height} 毫米，制章人的签名{holds}。")
    return words.format(
        name=said.name,
        version=VERSIONS[said.version],
        first=day_of(said.valid_from),
        last=day_of(said.valid_until),
        width=said.width_mm,
        height=said.height_mm,
        holds=_("成立") if said.maker_signature_holds else _("不成立"),
    )
