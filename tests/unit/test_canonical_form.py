"""One value has one encoding, and bytes that have no value are refused without failing."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain.canonical import NotCanonical, decode, encode

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain = st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), texts)
values = st.recursive(
    plain,
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(texts, inner, max_size=5)),
    max_leaves=25,
)


def shuffled(value, chance: random.Random):
    """The same value, its keys written down in another order."""
    if isinstance(value, list):
        return [shuffled(one, chance) for one in value]
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return value


@settings(max_examples=200)
@given(values)
def test_what_was_encoded_is_decoded(value):
    assert decode(encode(value)) == value
    assert encode(decode(encode(value))) == encode(value)


@settings(max_examples=200)
@given(values, st.randoms(use_true_random=False))
def test_the_order_in_which_keys_were_written_does_not_matter(value, chance):
    assert encode(shuffled(value, chance)) == encode(value)


def test_the_form_is_utf8_without_blanks_and_with_sorted_keys():
    assert (
        encode({"题名": "通知", "b": [1, True, None], "a": {}}) == '{"a":{},"b":[1,true,null],"题名":"通知"}'.encode()
    )
    assert encode('\u2028\x00\U0001f600"\\/') == '"\u2028\\u0000\U0001f600\\"\\\\/"'.encode()


def test_tuples_are_lists():
    assert encode((1, ("a",))) == b'[1,["a"]]'


def bottomless(depth: int = 100_000):
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


def endless() -> list:
    value: list = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        [0.5],
        {"a": {"b": 2.0}},
        (1.5,),
        {1: "a"},
        {None: 1},
        b"bytes",
        {"a": {1, 2}},
        Ellipsis,
        "\ud800",
        {"\udfff": 1},
    ],
    ids=repr,
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        encode(value)


@pytest.mark.parametrize("make", [bottomless, endless, lambda: 10**5000])
def test_what_has_no_end_is_refused(make):
    with pytest.raises(NotCanonical):
        encode(make())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"nul",
        b"1.0",
        b"[1e3]",
        b"NaN",
        b"-Infinity",
        b'{"a":1,"a":1}',
        b'{"x":{"a":1,"b":2,"a":3}}',
        b"\xff",
        b"\xef\xbb\xbf1",
        b"\xed\xa0\x80",
        b'"\\ud800"',
        b'"\\uDFFF"',
        b'{"\\udc00":1}',
        b'"\\ud83d"',
        b"1 2",
        b'"\x00"',
        b"'a'",
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b"9" * 5000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_bytes_without_a_value_are_refused(data):
    with pytest.raises(NotCanonical):
        decode(data)


def test_a_surrogate_pair_and_a_written_backslash_are_characters():
    assert decode(b'"\\ud83d\\ude00"') == "\U0001f600"
    assert decode(b'"\\\\ud800"') == "\\ud800"


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert decode(encode(value)) == value


@settings(max_examples=100)
@given(values)
def test_every_reader_of_json_reads_it(value):
    assert json.loads(encode(value)) == value
