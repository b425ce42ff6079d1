"""Every dataclass that is written down is read back as it was, and nothing of another shape is taken for it."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.copies.copies import Copies, run
from oa_desktop.domain.copies.copy_numbers import LARGEST
from oa_desktop.domain.documents.particulars import Attachment, Particulars
from oa_desktop.domain.dossier import Dossier, Fixed, LastAct
from oa_desktop.domain.enrolled_keys import EnrolledKey
from oa_desktop.domain.entry import Actor, Algorithms, Entry, Head, JournalHeads, decode_entry
from oa_desktop.domain.flows.flow import Flow, Step
from oa_desktop.domain.flows.tasks import Holder, Task
from oa_desktop.domain.ids import TaskId
from oa_desktop.domain.journal_file import Preamble
from oa_desktop.domain.manuscript import Annex, Block, Manuscript, Paragraph, Span, Table
from oa_desktop.domain.numbers.numbering import NumberRegister
from oa_desktop.domain.secrecy.classification import Classification, Secrecy, SystemGrade
from oa_desktop.domain.units.organisation import Organ, Organisation
from oa_desktop.domain.units.roles import Role

KINDS = [
    *BY_KIND.values(),
    Actor,
    Algorithms,
    Annex,
    Attachment,
    Dossier,
    EnrolledKey,
    Entry,
    Fixed,
    Flow,
    Head,
    JournalHeads,
    LastAct,
    Manuscript,
    NumberRegister,
    Organ,
    Organisation,
    Paragraph,
    Particulars,
    Preamble,
    Span,
    Step,
    Table,
    Task,
]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
payloads = st.dictionaries(texts, st.one_of(texts, st.integers(), st.booleans(), st.none()), max_size=4)


PLAIN = {
    str: texts,
    int: st.integers(-(2**60), 2**60),
    bool: st.booleans(),
    type(None): st.none(),
    date: st.dates(),
    Copies: st.one_of(
        st.builds(Copies, holder=texts, copies=st.integers(0, LARGEST)),
        st.builds(run, texts, st.integers(1, 500), st.integers(500, LARGEST)),
    ),
}
"""Values of the types that have no fields, and of those that do not take just any."""


def made(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, every field of a record filled in; the payload of an entry is any JSON object."""
    while isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    origin, arguments = typing.get_origin(hint) or hint, typing.get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if origin is tuple:
        return st.lists(made(arguments[0]), max_size=3).map(tuple)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([made(one) for one in arguments])
    if issubclass(origin, Enum):
        return st.sampled_from(list(origin))
    fields = {field.name: field for field in dataclasses.fields(origin)}
    hints = typing.get_type_hints(origin)
    return st.builds(
        origin,
        **{
            name: payloads if field.metadata.get(codec.VERBATIM) else made(hints[name])
            for name, field in fields.items()
        },
    )


def before_of(kind: type) -> dict[str, Any]:
    """What each field of a record that came later was before."""
    later = (field for field in dataclasses.fields(kind) if field.metadata.get(codec.LATER))
    return {
        one.name: one.default if one.default_factory is dataclasses.MISSING else one.default_factory() for one in later
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_written_is_read_back(kind):
    @settings(max_examples=25, deadline=None)
    @given(made(kind))
    def round_trip(value):
        written = codec.to_json(value)
        unsaid = {name for name, before in before_of(kind).items() if getattr(value, name) == before}
        assert set(written) == {field.name for field in dataclasses.fields(kind)} - unsaid
        assert codec.from_json(kind, written) == value
        assert codec.from_json(kind, canonical.decode(canonical.encode(written))) == value

    round_trip()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_unknown_field_is_refused(kind):
    @settings(max_examples=3, deadline=None)
    @given(made(kind))
    def refuse(value):
        with pytest.raises(codec.Undecodable):
            codec.from_json(kind, {**codec.to_json(value), "surprise": 1})

    refuse()


def as_written(value: Any) -> Any:
    """What a field that is left out stands for, as it would have been written."""
    return codec.to_json(value) if dataclasses.is_dataclass(value) else list(value) if type(value) is tuple else value


WRONG = [None, True, 5, "x", [], {}, [None], {"a": 1}, 10**30, ["x", 1], {"type": "Paragraph"}]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_field_of_another_shape_is_read_as_itself_or_refused(kind):
    @settings(max_examples=3, deadline=None)
    @given(made(kind))
    def refuse(value):
        written = codec.to_json(value)
        for name in written:
            for wrong in WRONG:
                try:
                    read = codec.from_json(kind, {**written, name: wrong})
                except codec.Undecodable:
                    continue
                again = codec.to_json(read).get(name, as_written(before_of(kind).get(name, ())))
                assert type(again) is type(wrong)
                assert again == wrong or isinstance(wrong, dict | list)

    refuse()


def is_read(kind, value):
    try:
        codec.from_json(kind, value)
    except codec.Undecodable:
        return False
    return True


@pytest.mark.parametrize("value", [None, 1, "x", [], True, [[]], {"": 0}], ids=repr)
def test_what_is_no_record_is_refused(value):
    assert [kind.__name__ for kind in KINDS if is_read(kind, value)] == []


def test_a_record_that_is_read_would_be_seen():
    assert is_read(Span, {"text": "x"})


def test_a_missing_field_takes_its_default_and_a_needed_one_is_refused():
    assert codec.from_json(Span, {"text": "x"}) == Span(text="x")
    with pytest.raises(codec.Undecodable):
        codec.from_json(Span, {})


@pytest.mark.parametrize("value", [True, False, 1.0, "1", None, 9, -1, [1], {}])
def test_a_level_of_secrecy_is_one_of_its_numbers(value):
    with pytest.raises(codec.Undecodable):
        codec.from_json(Particulars, {"secrecy": value})


@pytest.mark.parametrize("value", ["签 发", "", 1, None, True, ["签发"]])
def test_a_role_is_one_of_its_words(value):
    with pytest.raises(codec.Undecodable):
        codec.from_json(Task, {"step": "x", "role": value})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Shapes that the product's own records do not all use."""

    day: date
    blocks: tuple[Block, ...] = ()
    either: Block | None = None
    named: Mapping[str, Task] = dataclasses.field(default_factory=dict)
    grade: SystemGrade = SystemGrade.UNCLASSIFIED
    mark: Classification = Classification()


SAMPLE = Sample(
    day=date(2026, 4, 16),
    blocks=(Paragraph(level=1), Table(rows=(("a",),))),
    either=Table(),
    named={"x": Task(id=TaskId("t"), step="s", act="issue", holder=Holder(role=Role.SIGNER))},
    mark=Classification(level=Secrecy.SECRET, period="1年"),
)


def test_unions_are_told_apart_by_their_type():
    written = codec.to_json(SAMPLE)
    assert [one["type"] for one in written["blocks"]] == ["Paragraph", "Table"]
    assert codec.from_json(Sample, written) == SAMPLE


@pytest.mark.parametrize(
    "fields",
    [
        {"day": "2026-02-30"},
        {"day": 20260416},
        {"day": None},
        {"blocks": [{"type": "Nothing"}]},
        {"blocks": [{}]},
        {"blocks": {"type": "Table"}},
        {"either": {"type": "Table", "rows": [["a", 1]]}},
        {"either": {"type": ["Table"]}},
        {"named": {"x": None}},
        {"named": [["x", {}]]},
        {"grade": "绝密"},
        {"mark": {"level": 2, "period": "99年"}},
    ],
    ids=repr,
)
def test_a_sample_of_another_shape_is_refused(fields):
    with pytest.raises(codec.Undecodable):
        codec.from_json(Sample, {**codec.to_json(SAMPLE), **fields})


def test_every_word_and_number_of_an_enumeration_is_read_back():
    kinds = {type(value) for value in (Role.SIGNER, Secrecy.TOP, SystemGrade.SECRET)}
    for kind in kinds:
        for value in kind:
            assert isinstance(value, Enum)
            holder = dataclasses.make_dataclass("Holder", [("it", kind)], frozen=True, kw_only=True)
            assert codec.from_json(holder, codec.to_json(holder(it=value))) == holder(it=value)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(texts, st.one_of(texts, st.integers(), st.none(), st.lists(texts)), max_size=6))
def test_no_object_whatever_is_taken_for_an_entry(value):
    with pytest.raises((codec.Undecodable, canonical.NotCanonical)):
        decode_entry(canonical.encode(value))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """A record to which later releases added two fields."""

    name: str
    lines: int = dataclasses.field(default=2, metadata={codec.LATER: True})
    marks: tuple[str, ...] = dataclasses.field(default_factory=tuple, metadata={codec.LATER: True})


def test_a_field_that_came_later_is_written_only_where_it_is_not_what_it_was_before():
    assert codec.to_json(Grown(name="甲")) == {"name": "甲"}
    assert codec.to_json(Grown(name="甲", lines=0)) == {"name": "甲", "lines": 0}
    assert codec.from_json(Grown, codec.to_json(Grown(name="甲", lines=0))).lines == 0
