"""OpenSSL takes our certificates and lists for what they are, and we read what OpenSSL makes."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from oa_desktop.domain.trust.certificates import Purpose, RevocationReason, Revoked, Trust
from oa_desktop.domain.trust.verdicts import Outcome, worst
from oa_desktop.office.ports.trust import ListOrder
from oa_desktop.security.certificates.asn1 import crl, pem
from oa_desktop.security.certificates.chain import judge
from oa_desktop.security.certificates.reading import read
from oa_desktop.security.certificates.revocations import make
from oa_desktop.security.certificates.revocations import read as read_list
from tests.rigs.authority import MIDDLE, Held, issued, root

DISTID = "distid:1234567812345678"


def openssl(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True, check=False)


def kept(folder: Path, name: str, data: bytes, label: str = "CERTIFICATE") -> None:
    (folder / name).write_bytes(pem.armor(label, data))


def verified(folder: Path, held: Held, *words: str) -> bool:
    kept(folder, "root.pem", root().data)
    kept(folder, "holder.pem", held.data)
    at = str(int(MIDDLE.timestamp()))
    words = ("verify", "-x509_strict", "-attime", at, "-CAfile", "root.pem", "-vfyopt", DISTID, *words, "holder.pem")
    return openssl(folder, *words).returncode == 0


def test_openssl_verifies_every_kind_of_certificate_that_we_issue(tmp_path: Path) -> None:
    for purpose in set(Purpose) - {Purpose.AUTHORITY}:
        assert verified(tmp_path, issued("持有人", purpose)), purpose


def test_openssl_refuses_what_another_key_signed(tmp_path: Path) -> None:
    forged = issued("张三", by=Held(data=root().data, signer=issued("别人").signer))
    assert not verified(tmp_path, forged)


def test_openssl_reads_the_names_as_they_are(tmp_path: Path) -> None:
    kept(tmp_path, "holder.pem", issued("张三", department="秘书股").data)
    said = openssl(tmp_path, "x509", "-in", "holder.pem", "-noout", "-subject", "-serial", "-nameopt", "utf8")
    assert "CN=张三" in said.stdout.replace(" = ", "=")
    assert read(issued("张三", department="秘书股").data).serial.upper() in said.stdout


def test_openssl_reads_a_list_and_verifies_its_signature(tmp_path: Path) -> None:
    """By the bare key: ``openssl crl`` and ``verify -crl_check`` of 3.0 have no way to be told the SM2 id of a list."""
    gone, there = issued("已调离"), issued("在岗")
    out = Revoked(serial=read(gone.data).serial, at=MIDDLE - timedelta(days=3), reason=RevocationReason.MOVED)
    order = ListOrder(number=4, issued=MIDDLE, next_issue=MIDDLE + timedelta(days=30), revoked=(out,))
    data = make(order, root().data, root().signer)
    kept(tmp_path, "list.pem", data, "X509 CRL")
    said = openssl(tmp_path, "crl", "-in", "list.pem", "-noout", "-text").stdout
    assert "Affiliation Changed" in said and "SM2-with-SM3" in said and out.serial.upper() in said
    assert signature_holds(tmp_path, data) and not signature_holds(tmp_path, data[:-1] + bytes([data[-1] ^ 1]))
    known = Trust(anchors=(root().data,), revocations=(data,))
    assert worst(judge(there.data, MIDDLE, known)) is Outcome.HOLDS
    assert worst(judge(gone.data, MIDDLE, known)) is Outcome.BROKEN


def signature_holds(folder: Path, data: bytes) -> bool:
    parsed = crl.CertificateList.load(data)
    kept(folder, "key.pem", root().signer.public_key, "PUBLIC KEY")
    (folder / "signed").write_bytes(parsed["tbs_cert_list"].dump())
    (folder / "signature").write_bytes(parsed["signature"].native)
    words = ("-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-digest", "sm3", "-pkeyopt", DISTID)
    return openssl(folder, "pkeyutl", *words, "-in", "signed", "-sigfile", "signature").returncode == 0


def test_we_read_and_judge_what_openssl_issues_and_revokes(tmp_path: Path) -> None:
    made_by_openssl(tmp_path)
    above, below = ((tmp_path / name).read_bytes() for name in ("ca.pem", "holder.pem"))
    assert read(above).signs_certificates and read(below).holder == "李四" and read(below).algorithm == "SM2"
    listed = read_list((tmp_path / "list.pem").read_bytes())
    assert [one.reason for one in listed.revoked] == [RevocationReason.KEY_COMPROMISED]
    anchor, leaf, now = read(above).data, read(below).data, datetime.now(UTC)
    assert worst(judge(leaf, now, Trust(anchors=(anchor,), revocations=(listed.data,)))) is Outcome.BROKEN
    assert worst(judge(leaf, now, Trust(anchors=(anchor,)))) is Outcome.UNDECIDED


CONFIG = """
[ca]
default_ca = own
[own]
database = index.txt
crlnumber = number
default_md = sm3
default_crl_days = 9
"""


def made_by_openssl(folder: Path) -> None:
    """An SM2 root, a holder's certificate below it, and a list that revokes it."""
    (folder / "own.cnf").write_text(CONFIG)
    (folder / "index.txt").touch()
    (folder / "number").write_text("01\n")
    (folder / "ext").write_text("basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n")
    for name, subject in (("ca", "/C=CN/CN=外部根"), ("holder", "/C=CN/CN=李四")):
        openssl(folder, "genpkey", "-algorithm", "SM2", "-out", f"{name}.key")
        openssl(
            folder, "req", "-new", "-key", f"{name}.key", "-sm3", "-sigopt", DISTID, "-utf8", "-subj", subject, "-out", f"{name}.csr",
        )  # fmt: skip
    authority = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl(
        folder, "req", "-x509", "-key", "ca.key", "-sm3", "-sigopt", DISTID, "-days", "900", "-utf8", "-subj", "/C=CN/CN=外部根", *authority, "-out", "ca.pem",
    )  # fmt: skip
    openssl(
        folder, "x509", "-req", "-in", "holder.csr", "-vfyopt", DISTID, "-CA", "ca.pem", "-CAkey", "ca.key", "-sm3", "-sigopt", DISTID, "-days", "90", "-extfile", "ext", "-CAcreateserial", "-out", "holder.pem",
    )  # fmt: skip
    signing = ("-config", "own.cnf", "-keyfile", "ca.key", "-cert", "ca.pem")
    openssl(folder, "ca", *signing, "-revoke", "holder.pem", "-crl_reason", "keyCompromise")
    openssl(folder, "ca", *signing, "-gencrl", "-sigopt", DISTID, "-out", "list.pem")
