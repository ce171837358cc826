"""What an edit changed: two versions of a text in, kinds of change out. Pure: no I/O, no clock; the same pair always gives the same answer."""

from briefwire.revisions.change import Change, Text, gravest
from briefwire.revisions.comparing import classify

__all__ = ["Change", "Text", "classify", "gravest"]
