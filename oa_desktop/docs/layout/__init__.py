"""The page (版面): from what is printed to pages of positioned runs and rules in millimetres.

``lay_out`` is the door. Writers, preview and inspector read the pages that it returns.
"""

from oa_desktop.docs.layout.document import lay_out, lay_out_elements
from oa_desktop.docs.layout.options import LayoutOptions
from oa_desktop.docs.layout.page import Colour, LaidOut, Page, Rule, Run, Seal

__all__ = ["Colour", "LaidOut", "LayoutOptions", "Page", "Rule", "Run", "Seal", "lay_out", "lay_out_elements"]
