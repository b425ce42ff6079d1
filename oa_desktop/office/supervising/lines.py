"""The lines of the ledger of supervision (督办台账): one for each matter of a document, as the store has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists.due_dates import ask_store


def matter_lines(desk: Desk, dossier: DossierId, stage: str) -> Iterator[Mapping[str, str]]:
    """Yield the lines of a document, by the columns that books have for them (``MATTER_COLUMNS``).

    Args:
        desk: Of whoever asks.
        dossier: The document.
        stage: Only of matters at this stage; empty for all.
    """
    yield from map(_line, ask_store(desk, q.Supervisions(dossier=dossier, stage=stage)))


def _line(row: q.SupervisionRow) -> Mapping[str, str]:
    late = row.timing if row.timing and row.timing.is_late else None
    return {
        "督办事项": row.matter,
        "立项日期": row.begun,
        "立项人": row.supervisor,
        "主办": row.lead,
        "协办": row.others,
        "限办日期": row.due,
        "督办状态": f"{row.stage}，超{late.amount}" if late else row.stage,
        "催办次数": str(row.urged or ""),
        "延期次数": str(row.extended or ""),
        "反馈次数": str(row.reports or ""),
        "最近反馈": row.latest,
        "反馈人": row.reporter,
        "反馈日期": row.reported_on,
        "销号日期": row.closed,
        "销号意见": row.outcome,
    }
