"""The data files that an office works by: those shipped, or edited by the office, or one that is named."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from oa_desktop.catalogue.addressees import load_addressees
from oa_desktop.catalogue.archives import SCHEDULE, load_schedule, load_scheme
from oa_desktop.catalogue.books import load_books
from oa_desktop.catalogue.calendars import load_deadlines
from oa_desktop.catalogue.columns import load_columns
from oa_desktop.catalogue.flows import load_flows
from oa_desktop.catalogue.forms import load_forms
from oa_desktop.catalogue.matters import load_matters
from oa_desktop.catalogue.phrases import load_phrases
from oa_desktop.catalogue.profiles import load_profile
from oa_desktop.catalogue.properties import PROPERTIES, load_properties
from oa_desktop.catalogue.templates import load_template
from oa_desktop.domain.archives.columns import ReceivingCatalogue
from oa_desktop.domain.archives.properties import Criterion
from oa_desktop.domain.archives.retention import Schedule
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.documents.matters import Matter
from oa_desktop.domain.documents.profile import Profile
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.forms import Form
from oa_desktop.domain.units.addressees import UsualAddressees
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.books.books import Book

USUAL_PROFILE = "unit"
"""The rules that hold where nobody names others."""
USUAL_TEMPLATE = "national"
"""The template that pages are set by where nobody names another."""


def build_profile(named: str) -> Profile:
    """Return the rule profile of a file, or the one of the program that is named so.

    Raises:
        Refused: ``resource.faulty``.
        Unavailable: ``resource.unreadable``.
    """
    return load_profile(_resource(named, "profiles"))


def build_template(named: str) -> Template:
    """Return the page template of a file, or the one of the program that is named so.

    Raises:
        Refused: ``resource.faulty``.
        Unavailable: ``resource.unreadable``.
    """
    return load_template(_resource(named, "templates"))


def build_scheme(named: str) -> Scheme:
    """Return the 分类方案 of a file, or the sample of the program that is named so.

    Raises:
        Refused: ``resource.faulty``.
        Unavailable: ``resource.unreadable``.
    """
    return load_scheme(_resource(named, "archives/schemes"))


def build_columns(named: str) -> ReceivingCatalogue:
    """Return the 接收目录 of a file, or the sample of the program that is named so.

    Raises:
        Refused: ``resource.faulty``.
        Unavailable: ``resource.unreadable``.
    """
    return load_columns(_resource(named, "archives/columns"))


def build_schedule(named: Path) -> Schedule:
    """Return the 保管期限表 of a file.

    Raises:
        Refused: ``resource.faulty``.
        Unavailable: ``resource.unreadable``.
    """
    return load_schedule(named)


@cache
def schedule() -> Schedule:
    """Return the 保管期限表 that holds where the unit adopted none: the one that the program ships."""
    return load_schedule(resource_path("archives") / SCHEDULE)


@cache
def properties() -> tuple[Criterion, ...]:
    """Return the 四性检测项 that the program ships or the office has edited."""
    return load_properties(resource_path("archives") / PROPERTIES)


def _resource(named: str, folder: str) -> Path:
    given = Path(named)
    return given if given.suffix == ".yaml" else resource_path(folder) / f"{given.name}.yaml"


@cache
def flows() -> Mapping[str, Flow]:
    """Return the flows that the program ships or the office has edited."""
    return load_flows(resource_path("flows"))


@cache
def deadlines() -> Deadlines:
    """Return the calendar and the time limits that the program ships or the office has edited."""
    return load_deadlines(resource_path("calendar"))


@cache
def forms() -> Mapping[str, Form]:
    """Return the empty forms that the program ships or the office has edited, by their titles."""
    return load_forms(resource_path("forms"))


@cache
def matters() -> Mapping[str, Matter]:
    """Return the blanks of internal matters that the program ships or the office has edited, by id."""
    return load_matters(resource_path("matters"))


@cache
def books() -> Mapping[str, Book]:
    """Return the books (登记簿) that the program ships or the office has edited, by their titles."""
    return load_books(resource_path("registers"))


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """Return the phrases (常用语) that the program ships or the office has edited, by act."""
    return load_phrases(resource_path("words/phrases.yaml"))


@cache
def addressees() -> UsualAddressees:
    """Return the usual addressees that the program ships or the office has edited."""
    return load_addressees(resource_path("words/addressees.yaml"))
