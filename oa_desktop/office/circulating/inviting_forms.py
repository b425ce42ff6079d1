"""What the acts ask for that bring others to a document (会签、加签、转办、传阅): whom, how, until when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, together
from oa_desktop.domain.actions.incoming import Handle
from oa_desktop.domain.documents.incoming import DEALT_WITH, TO_READ
from oa_desktop.domain.documents.validity import Status, Validity
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.flows.flow import Step
from oa_desktop.domain.flows.stranding import stranded
from oa_desktop.domain.flows.tasks import Beside, Task, held_by, of_the_step
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.units.organisation import Organisation, Person
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.wishing import CHOSEN

_HANDLE = DECLARATIONS[Handle].kind
_BESIDE = (
    (Beside.PARALLEL.value, "与我并行，各办各的"),
    (Beside.BEFORE.value, "在我前面，答完再到我"),
    (Beside.AFTER.value, "在我后面，我办完再到他们"),
)
_DUE = q.FieldRow(name="due", label="限办日期", sort=q.FieldSort.DAY)
_FOR_A_TIME = (("", "有期限"),)


def choosing(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask who acts in the later steps that leave it to be chosen."""
    for step in state.flow.steps if state.flow else ():
        if step.chosen and step.id not in _passed(state):
            yield _chosen(desk, state, step)


def _passed(state: Dossier) -> frozenset[str]:
    """Return the steps up to that which a document is in."""
    ids = [step.id for step in state.flow.steps] if state.flow else []
    return frozenset(ids[: ids.index(state.step) + 1]) if state.step in ids else frozenset()


def _chosen(desk: Desk, state: Dossier, step: Step) -> q.FieldRow:
    before = state.chosen_for(step)
    together = (*(before.departments if before else ()), *(before.people if before else ()))
    departments = headed_departments(desk) if step.act == _HANDLE else ()
    return q.FieldRow(
        name=f"{CHOSEN}{step.id}",
        label=step.name,
        first="主办" if departments else "",
        sort=q.FieldSort.PEOPLE,
        usual="\n".join(together),
        options=(*departments, *people_who_may(desk, state, step.act)),
    )


def headed_departments(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return the departments that somebody heads."""
    organisation = desk.organisation()
    headed = {post.department for post in organisation.posts if Role.DEPARTMENT_HEAD in post.roles}
    return tuple((one.id, one.name) for one in organisation.departments if one.id in headed)


def register(_: Desk, __: Dossier) -> Iterator[q.FieldRow]:
    """Ask of which series the number is."""
    options = ((DEALT_WITH, "办件（要办理的）"), (TO_READ, "阅件（只阅知的）"))
    yield q.FieldRow(name="series", label="号类", sort=q.FieldSort.CHOICE, usual=DEALT_WITH, options=options)


def unseal(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask the addressee whether they keep it."""
    if state.incoming and state.incoming.addressee == desk.standing.person:
        yield q.FieldRow(name="kept", label="本人留存，不交办理", sort=q.FieldSort.FLAG)


def conclude(_: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask how it was answered, where no document of the store did."""
    if state.incoming and not state.replies:
        yield q.FieldRow(name="answered", label="怎样答复的", sort=q.FieldSort.TEXT)


def countersign(_: Desk, __: Dossier) -> Iterator[q.FieldRow]:
    """Ask what the countersigner says."""
    yield _choice("stance", "答复", together.Stance)


def add_signers(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask whom to add, and where."""
    yield _people("people", "请谁会签", people_who_may(desk, state, "countersign", others=True))
    yield q.FieldRow(
        name="beside", label="加在哪里", sort=q.FieldSort.CHOICE, usual=Beside.PARALLEL.value, options=_BESIDE
    )
    yield q.FieldRow(name="in_turn", label="依次，一个答完再到下一个", sort=q.FieldSort.FLAG)
    yield _DUE


def hand_over(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask to whom."""
    task = _own(desk, state)
    options = people_who_may(desk, state, task.act if task else "countersign", others=True)
    yield q.FieldRow(name="person", label="转给", sort=q.FieldSort.PERSON, options=options)
    yield _DUE


def reassign(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask to whom what nobody can do any more is given."""
    lost = stranded(state, desk.organisation())
    options = people_who_may(desk, state, lost[0].act if lost else "countersign")
    yield q.FieldRow(name="person", label="改派给", sort=q.FieldSort.PERSON, options=options)
    yield _DUE


def validity(_: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask what a document is now, and until when."""
    now = state.validity or Validity()
    options = tuple((one.value, one.value) for one in Status)
    yield q.FieldRow(name="status", label="状态", sort=q.FieldSort.CHOICE, usual=now.status.value, options=options)
    yield q.FieldRow(name="until", label="有效期至", sort=q.FieldSort.DAY, usual=now.until, options=_FOR_A_TIME)
    yield q.FieldRow(name="basis", label="修改或者废止的文件", sort=q.FieldSort.TEXT, usual=now.basis)


def circulate(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask who is to read it, and how it goes round."""
    yield _people("readers", "给谁看", people_who_may(desk, state, "mark-read"))
    yield _choice("manner", "怎么传", together.Manner)
    yield _DUE


def _own(desk: Desk, state: Dossier) -> Task | None:
    return next(iter(held_by(of_the_step(state.tasks), desk.standing)), None)


def _people(name: str, label: str, options: tuple[tuple[str, str], ...]) -> q.FieldRow:
    return q.FieldRow(name=name, label=label, sort=q.FieldSort.PEOPLE, options=options)


def _choice(
    name: str, label: str, words: type[together.Stance | together.Manner | Beside], usual: str = ""
) -> q.FieldRow:
    options = tuple((one.value, one.value) for one in words)
    return q.FieldRow(name=name, label=label, sort=q.FieldSort.CHOICE, usual=usual or options[0][0], options=options)


def people_who_may(desk: Desk, state: Dossier, kind: str, *, others: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the people who may do an act on a document and may know it, by rank, with name, title and department.

    Args:
        desk: Of whoever asks.
        state: The document.
        kind: Of the act.
        others: Whether whoever asks is left out.
    """
    organisation, roles = desk.organisation(), PERMITS[BY_KIND[kind]].roles
    able = {post.person for post in organisation.posts if roles.intersection(post.roles)}
    ranked = sorted(organisation.people, key=lambda one: (one.rank, one.id))
    return tuple(
        (person.id, _described(organisation, person))
        for person in ranked
        if person.clearance >= state.particulars.secrecy
        and person.id in able
        and not (others and person.id == desk.standing.person)
    )


def _described(organisation: Organisation, person: Person) -> str:
    posts = organisation.posts_of(person.id)
    department = organisation.department(posts[0].department) if posts else None
    about = [posts[0].title if posts else "", department.name if department else ""]
    return f"{person.name}（{'，'.join(one for one in about if one)}）"


FIELDS: Mapping[str, Callable[[Desk, Dossier], Iterator[q.FieldRow]]] = {
    "submit": choosing,
    "propose": choosing,
    "instruct": choosing,
    "assign": choosing,
    "register-incoming": register,
    "unseal": unseal,
    "conclude": conclude,
    "countersign": countersign,
    "cosign": countersign,
    "approve": countersign,
    "add-signers": add_signers,
    "hand-over": hand_over,
    "reassign": reassign,
    "set-validity": validity,
    "circulate": circulate,
}
