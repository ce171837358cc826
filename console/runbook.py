"""The pages of `docs/runbook` as HTML."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "runbook"
INDEX = "README"
NOWHERE: Mapping[str, str] = MappingProxyType({})

_NAME = re.compile(r"[a-z_]+|README")
# Raw HTML stays text: the pages are our own, but one mistake in them should not become a hole.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def page(name: str, root: str, places: Mapping[str, str] = NOWHERE) -> Markup | None:
    """The page `name`, with or without its `.md`; links to other pages become links under `root`. None when there is no such page.

    `places` fills in what the queries leave open: `run`, `source` and `day`.
    """
    name = name.removesuffix(".md")
    path = FOLDER / f"{name}.md"
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    tokens = _MARKDOWN.parse(path.read_text(encoding="utf8"))
    for token in tokens:
        for child in token.children or ():
            target = child.attrGet("href") if child.type == "link_open" else None
            if isinstance(target, str) and re.fullmatch(r"[a-zA-Z_]+\.md", target):
                child.attrSet("href", f"{root}/runbook/{target.removesuffix('.md')}")
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    for place, value in places.items():
        html = html.replace(f"&lt;{place}&gt;", escape(value))
    return Markup(html)  # noqa: S704 - our own files, in which raw HTML is escaped, and escaped values
