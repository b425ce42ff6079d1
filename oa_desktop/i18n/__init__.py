"""Words: Chinese is the source text; another language is a gettext catalogue under ``resources/locale``."""

from __future__ import annotations

import gettext
from functools import cache

from oa_desktop.i18n.resources import resource_path

DOMAIN = "oa_desktop"
"""Name of the gettext catalogue."""


def _(text: str) -> str:
    """Return a sentence in the user's language, or as it is where no catalogue has it."""
    return _catalogue().gettext(text) if text else ""


@cache
def _catalogue() -> gettext.NullTranslations:
    """Return the catalogue for the languages of the environment; without one the Chinese source text is shown."""
    try:
        directory = resource_path("locale")
    except FileNotFoundError:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, localedir=directory, fallback=True)
