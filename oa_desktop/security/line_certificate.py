"""By what a machine and the central service know each other (连接证书): a certificate on P-256, signed by itself.

Nobody vouches for it: it counts where its public part was put by hand. It has no last day, as no clock is to cut off a
desk; whoever is to be cut off is taken out of the folder of machines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_NO_LAST_DAY = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""RFC 5280 4.1.2.5: a certificate without a well-defined end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCertificate:
    """A fresh certificate.

    Attributes:
        public: PEM, for the other side.
        private: The key and the certificate, PEM, for this machine alone.
    """

    public: bytes
    private: bytes = field(repr=False)


def make_line_certificate(name: str) -> LineCertificate:
    """Return a certificate for a machine, and its key.

    Args:
        name: How the machine is called; at most 64 characters of it.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    public = _certificate(key, x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])).public_bytes(
        Encoding.PEM
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return LineCertificate(public=public, private=secret + public)


def _certificate(key: ec.EllipticCurvePrivateKey, name: x509.Name) -> x509.Certificate:
    spoken = key.public_key()
    return (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=spoken)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FIRST_DAY)
        .not_valid_after(_NO_LAST_DAY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(spoken), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(spoken), critical=False)
        .sign(key, hashes.SHA256())
    )
