"""公文二维条码 on the forms of a numbered document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.forms import Form
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.numbers.document_code import document_code


def with_code(form: Form, dossier: Dossier, manuscript: Manuscript, unit: str) -> Form:
    """Return a form with the symbol of its document, which has one once it has a number.

    Args:
        form: Filled in.
        dossier: The document as it stands.
        manuscript: Its present text.
        unit: 条码制作单位.
    """
    if dossier.numbered is None:
        return form
    code = document_code(manuscript, maker=unit, made=date.fromisoformat(dossier.numbered.time[:10]))
    return replace(form, code=code.data, footer=form.footer + (f"{code.remark}。" if code.remark else ""))
