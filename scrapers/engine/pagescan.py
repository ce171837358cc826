"""What a reader would see of an HTML page, found in one pass that costs a hostile page no more than an honest one. Pure; no parser is started."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_SEEN = 12_000  # bytes of visible text; no wall or notice has as much
MOST_TAGS = 20_000
MOST_HEADINGS = 5
MOST_CONTROLS = 60
LONGEST_TITLE = 1000  # bytes

_TOKEN = re.compile(rb"<(?:(!--)|(/?)([a-z][a-z0-9]*)|[!?])")
_UNSEEN = frozenset((b"script", b"style", b"svg", b"template", b"title", b"noscript"))
_HEADINGS = frozenset((b"h1", b"h2", b"h3"))
_CONTROLS = frozenset((b"a", b"button"))
_INPUT_WORDS = re.compile(rb"""value\s*=\s*(?:"([^"]{1,80})"|'([^']{1,80})')""", re.IGNORECASE)
_INPUT_BUTTON = re.compile(rb"type\s*=\s*[\"']?(?:submit|button)", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(gb2312|gbk|gb18030|windows-1256)", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,500}>")

# One spelling where writers use several: Arabic yeh and kaf for the Urdu ones; zero-width joiners, zer and tatweel carry no meaning here.
_ONE_SPELLING = str.maketrans(
    {"ي": "ی", "ك": "ک", "\u2019": "'", "\u200b": None, "\u200c": None, "\u200d": None, "\u0650": None, "\u0640": None}
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page's title, the text between its tags, and what its build says. Texts are unescaped, in one line each, in one spelling.

    `whole` is False when the page holds more than was looked at. `unscripted` is the text of its noscript parts; `headings` are the first h1, h2 and h3;
    `controls` the words on its links and buttons.
    """

    title: str
    text: str
    unscripted: str
    headings: tuple[str, ...]
    controls: tuple[str, ...]
    scripts: bool
    whole: bool


def look(headers: Mapping[str, str], body: bytes) -> Seen:
    """What is to be seen of an HTML `body` (content-decoded); `headers` have lower-case names."""
    charset = _CHARSET.search(headers.get("content-type", "").encode() + body[:2048])
    pass_ = _Pass(body)
    pass_.run()
    name = "utf-8" if charset is None else "cp1256" if charset[1].lower() == b"windows-1256" else "gb18030"

    def flat(pieces: list[bytes]) -> str:
        return " ".join(html.unescape(b" ".join(pieces).decode(name, errors="replace")).translate(_ONE_SPELLING).split())

    return Seen(
        title=flat(pass_.title),
        text=flat(pass_.text),
        unscripted=_TAGS.sub(" ", flat(pass_.unscripted)),
        headings=tuple(filter(None, map(flat, pass_.headings))),
        controls=tuple(filter(None, map(flat, pass_.controls))),
        scripts=pass_.scripts,
        whole=pass_.whole,
    )


@dataclass(slots=True)
class _Pass:
    body: bytes
    title: list[bytes] = field(default_factory=list)
    text: list[bytes] = field(default_factory=list)
    unscripted: list[bytes] = field(default_factory=list)
    headings: list[list[bytes]] = field(default_factory=list)
    controls: list[list[bytes]] = field(default_factory=list)
    scripts: bool = False
    whole: bool = False
    _in_heading: bool = False
    _in_control: bool = False

    def run(self) -> None:
        lowered = self.body.lower()
        position = size = tags = 0
        while size <= MOST_SEEN and tags < MOST_TAGS:
            start = lowered.find(b"<", position)
            size += self._show(self.body[position:] if start < 0 else self.body[position:start])
            if start < 0:
                self.whole = True
                return
            tags += 1
            token = _TOKEN.match(lowered, start)
            if token is None:
                position = start + 1
                continue
            closing = b"-->" if token[1] else b"</" + token[3] if token[3] in _UNSEEN and not token[2] else b">"
            end = lowered.find(closing, token.end())
            if end < 0:
                self.whole = True
                return
            if closing.startswith(b"</"):
                self._hide(token[3], self.body[self.body.find(b">", start, end) + 1 : end])
                position = end
            else:
                self._pass_tag(token[3], bool(token[2]), self.body[start:end])
                position = end + len(closing)

    def _show(self, piece: bytes) -> int:
        if not (piece := piece.strip()):
            return 0
        self.text.append(piece)
        if self._in_heading:
            self.headings[-1].append(piece)
        if self._in_control:
            self.controls[-1].append(piece)
        return len(piece)

    def _hide(self, name: bytes, inside: bytes) -> None:
        if name == b"title" and not self.title:
            self.title.append(inside[:LONGEST_TITLE])
        elif name == b"noscript":
            self.unscripted.append(inside[:MOST_SEEN])
        elif name == b"script":
            self.scripts = True

    def _pass_tag(self, name: bytes | None, closes: bool, tag: bytes) -> None:
        if name in _HEADINGS:
            self._in_heading = not closes and len(self.headings) < MOST_HEADINGS
            if self._in_heading:
                self.headings.append([])
        elif name in _CONTROLS:
            self._in_control = not closes and len(self.controls) < MOST_CONTROLS
            if self._in_control:
                self.controls.append([])
        elif name == b"input" and len(self.controls) < MOST_CONTROLS and _INPUT_BUTTON.search(tag[:1000]):
            words = _INPUT_WORDS.search(tag[:1000])
            if words is not None:
                self.controls.append([words[1] or words[2]])
