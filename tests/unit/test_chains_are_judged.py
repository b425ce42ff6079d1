"""A certificate is believed by its whole chain at the moment of signing, in layers; what is not here is not guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509 as plain
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Purpose, RevocationReason, Revoked, Trust
from oa_desktop.domain.trust.verdicts import Layer, Outcome, worst
from oa_desktop.office.ports.trust import ListOrder
from oa_desktop.security import sm3
from oa_desktop.security.certificates.asn1 import x509
from oa_desktop.security.certificates.chain import judge
from oa_desktop.security.certificates.issuing import moment
from oa_desktop.security.certificates.reading import read
from oa_desktop.security.certificates.revocations import make
from oa_desktop.security.certificates.revoking import vouches
from tests.rigs.authority import AUTHORITY, HOLDER, MIDDLE, SINCE, UNTIL, Held, issued, key, odd, root
from tests.rigs.tampering.second import second

DAY = timedelta(days=1)


def listed(by: Held | None = None, *revoked: Revoked, issued: datetime = MIDDLE, due: datetime | None = None) -> bytes:
    above = by or root()
    order = ListOrder(number=3, issued=issued, next_issue=due or issued + 30 * DAY, revoked=revoked)
    return make(order, above.data, above.signer)


def trust(*anchors: Held, between: tuple[Held, ...] = (), lists: tuple[bytes, ...] | None = None) -> Trust:
    found = anchors or (root(),)
    known = [listed(one) for one in (*found, *between)] if lists is None else lists
    return Trust(
        anchors=tuple(one.data for one in found), between=tuple(one.data for one in between), revocations=tuple(known)
    )


def revoked(held: Held, at: datetime, reason: RevocationReason = RevocationReason.CEASED) -> Revoked:
    return Revoked(serial=read(held.data).serial, at=at, reason=reason)


def rules(data: bytes, known: Trust, at: datetime = MIDDLE) -> dict[str, Outcome]:
    return {one.rule: one.outcome for one in judge(data, at, known)}


# --- what holds ----------------------------------------------------------------------------------------------------


def test_a_chain_holds_with_the_time_until_which_revocations_are_known() -> None:
    said = judge(issued("张三").data, MIDDLE, trust())
    assert [(one.layer, one.rule, one.outcome) for one in said] == [
        (Layer.CHAIN, "verdict.chain-holds", Outcome.HOLDS),
        (Layer.REVOCATION, "verdict.not-revoked", Outcome.HOLDS),
    ]
    assert said[0].told["path"] == "张三 ← 清江县人民政府办公室证书机构"
    assert said[1].told["known"] == MIDDLE.isoformat()


def test_a_list_from_before_the_signature_says_until_when_it_knows_and_may_be_relied_upon() -> None:
    known = trust(lists=(listed(issued=MIDDLE - DAY),))
    said = {one.rule: one for one in judge(issued("张三").data, MIDDLE, known)}
    told = said["verdict.not-revoked-so-far"].told
    assert told["known"] == (MIDDLE - DAY).isoformat() < told["at"] <= told["due"]
    assert "verdict.revocations-stale" in rules(issued("张三").data, known, datetime.fromisoformat(told["due"]) + DAY)


@pytest.mark.parametrize("name", ["𬱖山证书机构", "\ue5e5山证书机构", "ꟲ\U0001fae0"], ids=["rare", "private", "new"])
def test_an_authority_with_a_rare_character_in_its_name_is_known_again(name: str) -> None:
    above = root(name)
    said = rules(issued("李𬍛", by=above).data, trust(root(), above))
    assert said == {"verdict.chain-holds": Outcome.HOLDS, "verdict.not-revoked": Outcome.HOLDS}


def test_what_rests_on_the_units_own_authority_always_says_so() -> None:
    known = replace(trust(), own=frozenset({Digest(sm3.digest(root().data))}))
    assert "verdict.chain-internal" in rules(issued("张三").data, known)
    assert "verdict.chain-internal" not in rules(issued("张三").data, trust())


def test_a_chain_over_an_authority_between_holds() -> None:
    above = odd("省级根")
    below = odd("市级机构", by=above)
    holder = odd("张三", by=below, extensions=HOLDER)
    assert worst(judge(holder.data, MIDDLE, trust(above, between=(below,)))) is Outcome.HOLDS


def test_the_better_of_two_paths_counts() -> None:
    good, old = odd("省级根"), odd("省级根", serial_number=8, validity=lasting(SINCE, SINCE + DAY))
    holder = odd("张三", by=good, extensions=HOLDER)
    for anchors in ((good, old), (old, good)):
        assert worst(judge(holder.data, MIDDLE, trust(*anchors))) is Outcome.HOLDS


def test_a_list_by_whom_the_authority_lets_sign_its_lists_counts() -> None:
    delegate = issued("吊销列表签发人", Purpose.REVOCATIONS)
    holder = issued("张三")
    lists = (listed(delegate, revoked(holder, MIDDLE - DAY)),)
    known = trust(root(), lists=lists)
    assert rules(holder.data, known)["verdict.revocations-unknown"] is Outcome.UNDECIDED
    known = replace(known, between=(delegate.data,))
    assert rules(holder.data, known)["verdict.revoked"] is Outcome.BROKEN


def test_a_list_by_a_key_that_is_lost_says_of_nobody_that_nothing_is_revoked_and_is_not_taken_in() -> None:
    """Whoever has the key makes a newer list that leaves out what the true one says."""
    delegate, holder = issued("吊销列表签发人", Purpose.REVOCATIONS), issued("张三")
    forged = listed(delegate, issued=MIDDLE + DAY)
    unknown = replace(trust(root(), lists=(forged,)), between=(delegate.data,))
    assert vouches(forged, unknown) and rules(holder.data, unknown)["verdict.not-revoked"] is Outcome.HOLDS
    told = listed(None, revoked(delegate, MIDDLE - 60 * DAY, R.KEY_COMPROMISED), issued=MIDDLE - 60 * DAY)
    known = replace(unknown, revocations=(told, forged))
    assert not vouches(forged, known)
    assert rules(holder.data, known)["verdict.revocations-stale"] is Outcome.UNDECIDED
    again = second()
    theirs = again.Trust([*known.anchors], [*known.between], [*known.revocations])
    assert (again.OPEN, "verdict.revocations-stale", "张三") in again.judge_certificate(holder.data, MIDDLE, theirs)


def lasting(since: datetime, until: datetime) -> dict[str, Any]:
    return {"not_before": moment(since), "not_after": moment(until)}


# --- certificates of other authorities, EC and RSA -------------------------------------------------------------------


def elsewhere(signing: Any, holder_key: Any, digest: hashes.HashAlgorithm) -> tuple[bytes, bytes]:
    """A root and a holder's certificate as another program makes them."""
    above, below = (plain.Name([plain.NameAttribute(plain.NameOID.COMMON_NAME, one)]) for one in ("外部根", "外单位"))

    def made(subject: plain.Name, public: Any, ca: bool) -> bytes:
        builder = plain.CertificateBuilder().subject_name(subject).issuer_name(above).public_key(public)
        builder = builder.serial_number(5).not_valid_before(SINCE).not_valid_after(UNTIL)
        builder = builder.add_extension(plain.BasicConstraints(ca=ca, path_length=None), critical=True)
        return builder.sign(signing, digest).public_bytes(Encoding.DER)

    return made(above, signing.public_key(), True), made(below, holder_key.public_key(), False)


EC, RSA = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)


@pytest.mark.parametrize(("signing", "rule"), [(EC, "verdict.chain-holds"), (RSA, "verdict.chain-holds")])
def test_chains_of_other_algorithms_hold(signing: Any, rule: str) -> None:
    above, below = elsewhere(signing, EC, hashes.SHA256())
    assert rules(below, Trust(anchors=(above,)))[rule] is Outcome.HOLDS
    assert read(below).algorithm == "EC" and read(above).algorithm == ("EC" if signing is EC else "RSA")


def test_a_short_key_is_not_relied_upon() -> None:
    above, below = elsewhere(rsa.generate_private_key(65537, 1024), EC, hashes.SHA256())
    assert rules(below, Trust(anchors=(above,)))["verdict.weak-algorithm"] is Outcome.BROKEN


# --- the table of bad chains -----------------------------------------------------------------------------------------

B, U = Outcome.BROKEN, Outcome.UNDECIDED
Case = Callable[[], tuple[bytes, Trust]]


def holder(**fields: Any) -> Case:
    return lambda: (odd("张三", by=root(), extensions=fields.pop("extensions", HOLDER), **fields).data, trust())


def below_authority(between: Callable[[Held], Held], **fields: Any) -> Case:
    def made() -> tuple[bytes, Trust]:
        above = odd("省级根", **fields)
        middle = between(above)
        last = odd("张三", by=middle, extensions=HOLDER, signed_by=middle.signer)
        return last.data, trust(above, between=(middle,))

    return made


def with_lists(*lists: Callable[[Held], bytes], holder: Held | None = None) -> Case:
    def made() -> tuple[bytes, Trust]:
        held = holder or issued("张三")
        return held.data, trust(lists=tuple(one(held) for one in lists))

    return made


def altered(after: bytes) -> Case:
    """A holder's certificate whose last bit of something is another."""

    def made() -> tuple[bytes, Trust]:
        data = bytearray(issued("张三").data)
        data[data.rindex(after) + len(after) - 1] ^= 1
        return bytes(data), trust()

    return made


def longer(levels: int, limit: int) -> Case:
    def made() -> tuple[bytes, Trust]:
        above = odd(
            "机构0", extensions={**AUTHORITY, "basic_constraints": ({"ca": True, "path_len_constraint": limit}, True)}
        )
        chain = [above]
        for level in range(1, levels + 1):
            chain.append(odd(f"机构{level}", by=chain[-1]))
        return odd("张三", by=chain[-1], extensions=HOLDER).data, trust(above, between=tuple(chain[1:]))

    return made


def loop() -> tuple[bytes, Trust]:
    one, two = odd("甲机构"), odd("乙机构")
    first = odd("甲机构", by=two, signed_by=two.signer, key=one.signer)
    second = odd("乙机构", by=one, signed_by=one.signer, key=two.signer)
    return odd("张三", by=first, extensions=HOLDER).data, trust(root(), between=(first, second))


def many_of_one_name() -> tuple[bytes, Trust]:
    real = odd("甲机构", by=root())
    crowd = tuple(odd("甲机构", key=key(f"冒名{count}"), serial_number=count + 9) for count in range(100))
    return odd("张三", by=real, extensions=HOLDER).data, trust(between=crowd)


def same_name(**fields: Any) -> Case:
    """Issued by somebody who made a root of the same name."""

    def made() -> tuple[bytes, Trust]:
        real = odd("省级根", extensions={**AUTHORITY, "key_identifier": (b"k" * 20, False)})
        false = odd("省级根", key=key("冒名者"))
        return odd("张三", by=false, signed_by=false.signer, **fields).data, trust(real)

    return made


def named_key(identifier: bytes) -> dict[str, tuple[Any, bool]]:
    return {**HOLDER, "authority_key_identifier": ({"key_identifier": identifier}, False)}


def revoked_between() -> tuple[bytes, Trust]:
    above = odd("省级根")
    middle = odd("市", by=above, serial_number=77)
    lists = (listed(above, revoked(middle, MIDDLE - DAY)), listed(middle))
    return odd("张三", by=middle, extensions=HOLDER).data, trust(above, between=(middle,), lists=lists)


UNKNOWN = {**HOLDER, "1.2.3.4.5": (b"\x05\x00", True)}
SHA1 = {"algorithm": "sha1_ecdsa"}
NO_SIGNING = {**HOLDER, "key_usage": ({"key_encipherment"}, True)}
AGREEING = {**HOLDER, "key_usage": ({"key_agreement", "data_encipherment"}, True)}
NOT_CA = {"basic_constraints": ({"ca": False}, True), "key_usage": ({"key_cert_sign"}, True)}
NO_BASIC = {"key_usage": ({"key_cert_sign", "crl_sign"}, True)}
NO_CERT_SIGN = {**AUTHORITY, "key_usage": ({"crl_sign"}, True)}
R = RevocationReason

BAD: dict[str, tuple[Case, str, Outcome]] = {
    "holder expired": (holder(validity=lasting(SINCE, MIDDLE - DAY)), "verdict.expired", B),
    "holder expired a second ago": (holder(validity=lasting(SINCE, MIDDLE - timedelta(seconds=1))), "verdict.expired", B),
    "holder not yet valid": (holder(validity=lasting(MIDDLE + DAY, UNTIL)), "verdict.not-yet-valid", B),
    "authority between expired": (
        below_authority(lambda up: odd("市", by=up, validity=lasting(SINCE, SINCE + DAY))), "verdict.expired", B),
    "authority between not yet valid": (
        below_authority(lambda up: odd("市", by=up, validity=lasting(UNTIL, UNTIL))), "verdict.not-yet-valid", B),
    "anchor expired": (
        below_authority(lambda up: odd("市", by=up), validity=lasting(SINCE, SINCE + DAY)), "verdict.expired", B),
    "signed by another key": (holder(signed_by=key("别人")), "verdict.not-issued", B),
    "authority between signed by another key": (
        below_authority(lambda up: odd("市", by=up, signed_by=key("别人"))), "verdict.not-issued", B),
    "issuer of no known name": (lambda: (odd("张三", by=odd("野鸡机构"), extensions=HOLDER).data, trust()), "verdict.no-anchor", U),
    "its own issuer": (lambda: (odd("张三", extensions=HOLDER).data, trust()), "verdict.no-anchor", U),
    "nobody is trusted": (lambda: (issued("张三").data, Trust()), "verdict.no-anchor", U),
    "the authority between is not here": (
        lambda: (odd("张三", by=odd("市", by=root()), extensions=HOLDER).data, trust()), "verdict.no-anchor", U),
    "issuer is a person": (below_authority(lambda up: odd("市", by=up, extensions=HOLDER)), "verdict.issuer-no-authority", B),
    "issuer says no authority": (below_authority(lambda up: odd("市", by=up, extensions=NOT_CA)), "verdict.issuer-no-authority", B),
    "issuer without basic constraints": (
        below_authority(lambda up: odd("市", by=up, extensions=NO_BASIC)), "verdict.issuer-no-authority", B),
    "issuer of version 1": (
        below_authority(lambda up: odd("市", by=up, extensions={}, version="v1")), "verdict.issuer-no-authority", B),
    "anchor is a person": (
        lambda: (odd("李四", by=issued("张三"), extensions=HOLDER).data, trust(issued("张三"))), "verdict.issuer-no-authority", B),
    "issuer may sign lists alone": (
        below_authority(lambda up: odd("市", by=up, extensions=NO_CERT_SIGN)), "verdict.issuer-key-usage", B),
    "anchor may sign lists alone": (
        below_authority(lambda up: odd("市", by=up), extensions=NO_CERT_SIGN), "verdict.issuer-key-usage", B),
    "one level too many": (longer(1, 0), "verdict.path-too-long", B),
    "two levels too many": (longer(3, 1), "verdict.path-too-long", B),
    "longer than any chain": (longer(8, 20), "verdict.no-anchor", U),
    "holder may only encipher": (holder(extensions=NO_SIGNING), "verdict.key-usage", B),
    "holder may only agree on keys": (holder(extensions=AGREEING), "verdict.key-usage", B),
    "holder is the authority": (lambda: (root().data, trust()), "verdict.key-usage", B),
    "holder is an authority between": (lambda: (odd("市", by=root()).data, trust()), "verdict.key-usage", B),
    "unknown critical extension": (holder(extensions=UNKNOWN), "verdict.unknown-critical", B),
    "unknown critical extension of the issuer": (
        below_authority(lambda up: odd("市", by=up, extensions={**AUTHORITY, "1.2.3.4": (b"\x05\x00", True)})), "verdict.unknown-critical", B),
    "constraints of names": (
        below_authority(lambda up: odd("市", by=up, extensions={**AUTHORITY, "policy_constraints": ({"require_explicit_policy": 0}, True)})),
        "verdict.unknown-critical", B),
    "weak digest": (holder(signature=SHA1), "verdict.weak-algorithm", B),
    "algorithm that does not fit the key": (holder(signature={"algorithm": "sha256_ecdsa"}), "verdict.not-issued", B),
    "algorithm nobody knows": (holder(signature={"algorithm": "1.2.3.4"}), "verdict.unknown-algorithm", U),
    "altered in its name": (altered("张三".encode()), "verdict.not-issued", B),
    "altered in its signature": (altered(b""), "verdict.not-issued", B),
    "root of the same name": (same_name(extensions=HOLDER), "verdict.not-issued", B),
    "root of the same name, its key named": (same_name(extensions=named_key(b"f" * 20)), "verdict.another-key", U),
    "root of the same name, the real key named": (same_name(extensions=named_key(b"k" * 20)), "verdict.not-issued", B),
    "a loop of authorities": (loop, "verdict.no-anchor", U),
    "a crowd of one name": (many_of_one_name, "verdict.not-issued", B),
    "not a certificate": (lambda: (b"nonsense", trust()), "verdict.certificate-unreadable", B),
    "bytes behind it": (lambda: (issued("张三").data + b"\0", trust()), "verdict.certificate-unreadable", B),
    "revoked before": (with_lists(lambda held: listed(None, revoked(held, MIDDLE - DAY))), "verdict.revoked", B),
    "revoked at that moment": (with_lists(lambda held: listed(None, revoked(held, MIDDLE))), "verdict.revoked", B),
    "held": (with_lists(lambda held: listed(None, revoked(held, MIDDLE - DAY, R.HELD))), "verdict.revoked", B),
    "revoked in an older list alone": (
        with_lists(lambda held: listed(None, revoked(held, MIDDLE - 9 * DAY), issued=MIDDLE - 2 * DAY), lambda _held: listed()),
        "verdict.revoked", B),
    "key came to light later": (
        with_lists(lambda held: listed(None, revoked(held, MIDDLE + DAY, R.KEY_COMPROMISED), issued=MIDDLE + 2 * DAY)),
        "verdict.revoked-compromised", U),
    "key of the authority came to light later": (
        with_lists(lambda held: listed(None, revoked(held, MIDDLE + DAY, R.AUTHORITY_COMPROMISED), issued=MIDDLE + 2 * DAY)),
        "verdict.revoked-compromised", U),
    "key came to light in a newer list": (
        with_lists(
            lambda held: listed(None, revoked(held, MIDDLE + DAY, R.SUPERSEDED), issued=MIDDLE + 2 * DAY),
            lambda held: listed(None, revoked(held, MIDDLE + 3 * DAY, R.KEY_COMPROMISED), issued=MIDDLE + 4 * DAY)),
        "verdict.revoked-compromised", U),
    "list out of date": (with_lists(lambda _held: listed(issued=MIDDLE - 60 * DAY)), "verdict.revocations-stale", U),
    "no list": (with_lists(), "verdict.revocations-unknown", U),
    "list of another authority": (with_lists(lambda _held: listed(odd("省级根"))), "verdict.revocations-unknown", U),
    "list by another key in its name": (
        with_lists(lambda _held: listed(replace(root(), signer=key("别人")))), "verdict.revocations-unknown", U),
    "list by whom may not sign lists": (
        with_lists(listed), "verdict.revocations-unknown", U),
    "list that is garbled": (with_lists(lambda _held: listed()[:-1]), "verdict.revocations-unknown", U),
    "list with bytes behind it": (with_lists(lambda _held: listed() + b"\0"), "verdict.revocations-unknown", U),
    "list from before the authority": (with_lists(lambda _held: listed(issued=SINCE - DAY, due=UNTIL)), "verdict.revocations-unknown", U),
    "authority between revoked": (
        revoked_between, "verdict.revoked", B),
}  # fmt: skip
"""A chain that must not be believed, what is said of it, and how."""


def test_there_are_at_least_forty_bad_chains() -> None:
    assert len(BAD) >= 40


@pytest.mark.parametrize("name", BAD)
def test_a_bad_chain_is_not_believed_and_it_is_said_why(name: str) -> None:
    case, rule, outcome = BAD[name]
    data, known = case()
    said = judge(data, MIDDLE, known)
    assert {one.rule: one.outcome for one in said}.get(rule) is outcome, said
    assert worst(said) is outcome


def test_revoked_afterwards_does_not_touch_what_was_signed_before() -> None:
    held = issued("张三")
    lists = (listed(None, revoked(held, MIDDLE + DAY), issued=MIDDLE + 2 * DAY),)
    assert rules(held.data, trust(lists=lists))["verdict.revoked-later"] is Outcome.HOLDS


def test_a_certificate_that_was_only_held_for_a_time_is_good_again() -> None:
    held = issued("张三")
    lists = (listed(None, revoked(held, SINCE + DAY, R.HELD), issued=SINCE + 2 * DAY), listed())
    assert "verdict.revoked" not in rules(held.data, trust(lists=lists))


def test_a_newer_list_tells_more_of_what_was_signed_long_ago() -> None:
    lists = (listed(issued=MIDDLE + 900 * DAY),)
    (_, said) = judge(issued("张三").data, MIDDLE, trust(lists=lists))
    assert said.outcome is Outcome.HOLDS and said.told["known"] == (MIDDLE + 900 * DAY).isoformat()


def test_who_is_merely_looked_at_need_not_sign() -> None:
    assert worst(judge(odd("市", by=root()).data, MIDDLE, trust(), signing=False)) is Outcome.HOLDS


def test_times_beyond_2049_are_written_and_read() -> None:
    far = datetime(2061, 1, 1, tzinfo=UTC)
    held = issued("张三", not_after=far)
    assert read(held.data).not_after == far
    assert x509.Certificate.load(held.data)["tbs_certificate"]["validity"]["not_after"].name == "general_time"
