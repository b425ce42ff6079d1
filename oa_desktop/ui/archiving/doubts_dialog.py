"""看过确认 in the window: which doubts of a document somebody looked at, and why it is archived as it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from oa_desktop.domain.archives.faults import CONFIRMABLE
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.dry_run import DryRunLine
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.ui.acting.fields_dialog import FieldsDialog

REASON, WHICH = "reason", "which"


def can_be_confirmed(line: DryRunLine | None) -> bool:
    """Whether there is a doubt left that somebody may look at and let be."""
    return line is not None and any(one.code in CONFIRMABLE for one in line.open)


def doubts_dialog(line: DryRunLine, parent: QWidget) -> FieldsDialog:
    """Return what asks which doubts were looked at, and why they may be let be."""
    doubts = [
        (str(place), str(say(one.code, one.params).what))
        for place, one in enumerate(line.faults, start=1)
        if one.code in CONFIRMABLE and one in line.open
    ]
    fields = (
        FieldRow(name=WHICH, label=_("哪几条"), sort=FieldSort.SOME, options=tuple(doubts)),
        FieldRow(name=REASON, label=_("理由"), sort=FieldSort.TEXT),
    )
    dialog = FieldsDialog("confirm-doubts", _("看过确认"), fields, parent, topic="归档.md#试归档", leave=_("取消"))
    dialog.put_first(_("题名"), line.facts.title)
    rest = _("哪几条都不选就是上面各条。理由随件登记；别的问题确认不了。")
    dialog.say("\n".join((*(words for _place, words in doubts), rest)))
    return dialog
