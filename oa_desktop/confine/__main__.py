"""`python -m oa_desktop.confine` is a worker: it speaks frames on standard input and output."""

from oa_desktop.confine.child import serve

serve()
