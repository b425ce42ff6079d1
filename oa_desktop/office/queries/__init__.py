"""The read side: what a session may ask, and the rows that come back.

A query is a frozen dataclass; its ``Row`` says what it returns. Queries on lists are answered by the store from its
projections, within the session's sight; they never fold a journal.
"""

from oa_desktop.office.queries.documents import (
    Done,
    DossierList,
    DossierRow,
    Everything,
    FoundRow,
    InHand,
    Named,
    OutgoingRegister,
    Search,
    ToDo,
    ToRead,
)
from oa_desktop.office.queries.handling import (
    ActFormRow,
    ActForms,
    ActRow,
    CautionRow,
    Cautions,
    FieldRow,
    FieldSort,
    FirstActForm,
    PossibleActs,
    Timeline,
    TimelineRow,
)
from oa_desktop.office.queries.numbers import NumberGapRow, NumberGaps, NumberRow, Numbers
from oa_desktop.office.queries.query import Query
from oa_desktop.office.queries.revisions import (
    Comparison,
    Contributions,
    ContributorsRow,
    RevisionRow,
    Revisions,
    RevisionTallies,
    SinceSigned,
    SinceSignedRow,
)
from oa_desktop.office.queries.unit import AuditRow, AuditTrail, People, PersonRow

__all__ = [
    "ActFormRow",
    "ActForms",
    "ActRow",
    "AuditRow",
    "AuditTrail",
    "CautionRow",
    "Cautions",
    "Comparison",
    "Contributions",
    "ContributorsRow",
    "Done",
    "DossierList",
    "DossierRow",
    "Everything",
    "FieldRow",
    "FieldSort",
    "FirstActForm",
    "FoundRow",
    "InHand",
    "Named",
    "NumberGapRow",
    "NumberGaps",
    "NumberRow",
    "Numbers",
    "OutgoingRegister",
    "People",
    "PersonRow",
    "PossibleActs",
    "Query",
    "RevisionRow",
    "RevisionTallies",
    "Revisions",
    "Search",
    "SinceSigned",
    "SinceSignedRow",
    "Timeline",
    "TimelineRow",
    "ToDo",
    "ToRead",
]
