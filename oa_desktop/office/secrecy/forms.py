"""What acts on a classification ask for (定密): mark, basis, source, and who may know the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import classifying as act
from oa_desktop.domain.documents.supervision import Answer
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.secrecy.classifying import Audience
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk


def _audience(desk: Desk, audience: Audience | None) -> q.FieldRow:
    organisation = desk.organisation()
    departments = ((str(one.id), one.name) for one in organisation.departments)
    ranked = sorted(organisation.people, key=lambda one: (one.rank, one.id))
    handling = {post.person for post in organisation.posts if HANDLERS.intersection(post.roles)}
    people = ((str(one.id), f"{one.name}（{one.account}）") for one in ranked if one.id in handling)
    usual = (*audience.departments, *audience.people) if audience else ()
    return q.FieldRow(
        name="people",
        label="知悉范围",
        sort=q.FieldSort.PEOPLE,
        usual="\n".join(usual),
        options=(*departments, *people),
    )


def _text(name: str, label: str, usual: str = "") -> q.FieldRow:
    return q.FieldRow(name=name, label=label, sort=q.FieldSort.TEXT, usual=usual)


def _propose(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    yield _text("mark", "密级和保密期限", state.particulars.classification)
    yield _text("basis", "定密依据")
    yield _text("source_number", "来源文件的文号（派生）")
    yield _audience(desk, state.audience)


def _classify(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    options = tuple((one.value, one.value) for one in Answer)
    wish = state.proposed
    yield q.FieldRow(name="answer", label="决定", sort=q.FieldSort.CHOICE, usual=Answer.AGREE.value, options=options)
    yield _text("mark", "密级和保密期限", wish.mark if wish else "")
    yield _text("basis", "定密依据", wish.basis if wish else "")
    yield _text("source_number", "来源文件的文号（派生）", wish.source_number if wish else "")
    yield _audience(desk, wish.audience if wish else None)


def _change(_: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    yield _text("mark", "密级和保密期限", state.particulars.classification)
    yield _text("basis", "依据", state.markings[-1].basis if state.markings else "")


def _lift(_: Desk, __: Dossier) -> Iterator[q.FieldRow]:
    yield _text("basis", "依据")


def _adjust(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    yield _audience(desk, state.audience)


FIELDS: Mapping[str, Callable[[Desk, Dossier], Iterator[q.FieldRow]]] = {
    DECLARATIONS[action].kind: asked
    for action, asked in (
        (act.ProposeClassification, _propose),
        (act.Classify, _classify),
        (act.Reclassify, _change),
        (act.Declassify, _lift),
        (act.AdjustAudience, _adjust),
    )
}
