"""Adapters (适配件): what stands behind each port, built once; offices are built of them."""

from __future__ import annotations

import secrets
from functools import cache, partial
from pathlib import Path

from oa_desktop.archive.proving import IdentifiedOnce, ProvedOnce
from oa_desktop.bootstrap.resources import (
    build_profile,
    build_template,
)
from oa_desktop.docs.confined_inspecting import ConfinedInspector
from oa_desktop.docs.confined_reading import ConfinedReader
from oa_desktop.docs.fonts.fonts import shipped_fonts, system_fonts
from oa_desktop.docs.formats.confined_identifying import ConfinedFormats
from oa_desktop.docs.press.room import PrintRoom
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.docs.seals.picture import draw_seal_picture
from oa_desktop.docs.seals.sealer import PageSealer
from oa_desktop.docs.sheets.viewing import ConfinedViewer
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.office.drafting.inspecting import Inspection
from oa_desktop.office.ports.exchange import Packages
from oa_desktop.office.ports.formats import Formats
from oa_desktop.office.ports.keys import Crypto, KeyPlace, TokenSettings
from oa_desktop.office.ports.pages import Inspector, Look, Reader, Renderer, Viewer
from oa_desktop.office.ports.printing import Press
from oa_desktop.office.ports.trust import Sealer, SealMaking, SignedFiles
from oa_desktop.security import sealing
from oa_desktop.security.certificates.confined import ConfinedCertificates
from oa_desktop.security.office_port import OfficeCrypto
from oa_desktop.security.seals.office_port import OfficeSeals
from oa_desktop.security.seals.workshop import Workshop
from oa_desktop.security.sm2_encryption import encrypt
from oa_desktop.sync.package_file import PackageFiles


@cache
def build_renderer() -> Renderer:
    """Return what makes pages, with the fonts of this machine."""
    return PageRenderer(system_fonts())


def build_reader() -> Reader:
    """Return what reads the files that people bring, in a confined process."""
    return ConfinedReader(build_crypto().digest)


def build_inspector() -> Inspector:
    """Return what looks at pages, those of files in a confined process."""
    return ConfinedInspector(system_fonts)


def build_inspection(profile: str, template: str) -> Inspection:
    """Return what inspects papers by a profile and a template, named as :mod:`.resources` takes them."""
    look = Look(template=build_template(template))
    return Inspection(
        reader=build_reader(), inspector=build_inspector(), profile=partial(build_profile, profile), look=look
    )


def build_viewer() -> Viewer:
    """Return what shows fixed pages, drawn in a confined process."""
    return ConfinedViewer()


def build_press() -> Press:
    """Return what makes pages ready for the printer, in a confined process, with the fonts of this machine."""
    return PrintRoom(system_fonts(), OfficeSeals().read)


def build_packages() -> Packages:
    """Return what makes and opens exchange packages."""
    return PackageFiles(build_crypto(), sealing, encrypt, secrets.token_bytes)


def build_sealer() -> Sealer:
    """Return what puts seals on fixed pages, PDF in a confined process."""
    return PageSealer(OfficeSeals(), ConfinedCertificates(), build_crypto().digest)


def build_seal_making(realm: Realm) -> SealMaking | None:
    """Return what makes seals in a realm; the OFFICIAL one has nothing that does."""
    if realm is Realm.OFFICIAL:
        return None
    return Workshop(realm, partial(draw_seal_picture, fonts=shipped_fonts()))


@cache
def build_crypto() -> Crypto:
    """Return digests and verification, the same for all, so that what it made of a unit's journal is known again."""
    return OfficeCrypto()


@cache
def build_proving() -> Crypto:
    """Return digests and verification for packages, whose signatures are asked for at every look through them."""
    return ProvedOnce(build_crypto())


@cache
def build_identifying() -> Formats:
    """Return what tells what files of packages are, the same whenever a package is tested."""
    return IdentifiedOnce(ConfinedFormats(), build_crypto())


def read_trust(folder: Path) -> Trust:
    """Return whom a folder trusts (信任文件夹).

    Raises:
        Unavailable: ``trust-folder.unknown``, ``trust-folder.unreadable``, ``trust-folder.too-many``.
    """
    from oa_desktop.security.certificates import trust_folder  # noqa: PLC0415 - nothing of certificates at start

    return trust_folder.read_trust(folder)


@cache
def build_tokens(settings: TokenSettings) -> KeyPlace:
    """Return the keys on tokens, by the vendor's PKCS#11 library; the same for all, as a program logs in once."""
    from oa_desktop.security.tokens import TokenKeys  # noqa: PLC0415 - few machines have one

    return TokenKeys(settings)


def build_signed_files() -> SignedFiles:
    """Return what judges signed files, in confined processes."""
    from oa_desktop.docs.seals.signed_files import ConfinedSignedFiles  # noqa: PLC0415 - nothing of seals at start
    from oa_desktop.security.certificates.confined_signing import OfficeSignatures  # noqa: PLC0415 - as above

    return ConfinedSignedFiles(OfficeSeals(), OfficeSignatures(), build_crypto().digest)
