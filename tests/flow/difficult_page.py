"""A parser that does what its page tells it to: the ways in which a real one could end on a hostile page."""

import ctypes
import os
import re
import time
from itertools import count

from scrapers.errors import LayoutChanged, NotAnArticle
from scrapers.records import PageRecord, Stamp

PARSER_VERSION = "7"


def parse(payload: bytes, url: str) -> PageRecord:
    """A record holding the page's text, or whatever else the text asks for."""
    match payload.split(b" ")[0]:
        case b"empty":
            raise NotAnArticle("empty body")
        case b"moved":
            raise LayoutChanged("no .story__content")
        case b"deep":
            return parse(payload, url)
        case b"hole":
            return [payload][1]  # type: ignore[return-value]
        case b"rude":
            raise ValueError("bad\x00byte \ud800 " + "x" * 5_000)
        case b"regex":
            re.match(r"(a+)+$", "a" * 64 + "b")
        case b"loop":
            for _ in count():
                pass
        case b"wait":
            time.sleep(600)
        case b"flood":
            bytearray(64 << 30)
        case b"segfault":
            ctypes.string_at(0)
        case b"exit":
            os._exit(3)
        case b"print":
            print("not an answer")
        case b"environment":
            return _record(url, " ".join(os.environ))
    return _record(url, payload.decode("utf8", "replace"))


def _record(url: str, text: str) -> PageRecord:
    return PageRecord("dawn", url.rsplit("/", 1)[-1], url, "Title “quoted” \ud83d", (text,), (Stamp("2025-05-06", "meta"),), language="en")
