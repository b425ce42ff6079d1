"""Sentences with parameters: the template goes through gettext first, and is filled in after that."""

from __future__ import annotations

import re

from oa_desktop.i18n import _

_PARAMETER = re.compile(r"\{([a-z_]+)\}")


def worded(template: str, **params: object) -> str:
    """Return a sentence in the user's language, with its parameters filled in.

    Args:
        template: Chinese source text, with the names of parameters in braces; other braces stay as they are.
        params: Values of the parameters; braces in them mean nothing.
    """
    return _PARAMETER.sub(lambda found: str(params.get(found[1], found[0])), _(template))
