"""Dateline and wire credit: place, agency, date, and the text after them.

Shapes come from what the sources really print: UrduPoint's brackets of 2019 to 2026 (with and without agency, colon, comma; day or month first), APP's own
(`PLACE, Mon D (APP):` and its slips), the wires (Xinhua, TASS, Yonhap, Anadolu, Reuters, BelTA, PTI, ANI, DNA) and Dawn's bare `PLACE:`.
Only the first characters of the first paragraphs are ever looked at, so the time taken does not depend on the length of the input.
"""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from briefwire.about.countries import names as country_names
from briefwire.clean import agencies
from briefwire.clean.places import CITIES, NOT_PLACES, PARTICLES

_HEAD = 240  # characters of a paragraph in which a dateline must end
_PLACE_CHARACTERS = 70
_PLACE_WORDS = 10
_TEXT_PARAGRAPHS = 3  # paragraphs of text that may open with a credited dateline
_LEADING_LINES = 16  # bylines and summary decks that may stand before them

_BRANDS = frozenset(("urdupoint", "urdupoint news", "pakistan point news", "urdu point"))
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_MONTH_DAY = r"(?P<m1>[A-Za-z]{3,10})\.?,?\s{0,2}(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?:,?\s{0,2}(?P<y1>(?:19|20)\d\d))?"
_DAY_MONTH = r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s{0,2}(?P<m2>[A-Za-z]{3,10})\.?(?:,?\s{0,2}(?P<y2>(?:19|20)\d\d))?"
_MONTH_ALONE = r"(?P<m3>[A-Za-z]{3,10})\.?"
_DATE = re.compile(f"(?:{_MONTH_DAY}|{_DAY_MONTH})")
_DATE_AT_END = re.compile(rf"(?<![^\s,:(/-])(?:{_MONTH_DAY}|{_DAY_MONTH}|{_MONTH_ALONE})\s{{0,3}}[,.]?\s{{0,3}}$")
_DATE_AFTER_CREDIT = re.compile(rf"\s{{0,3}},?\s{{0,3}}(?:{_MONTH_DAY}|{_DAY_MONTH})\s{{0,3}}(?=[:.–—-])")
_BRACKET = re.compile(r"\(([^()]{2,120})\)")
_SLASHED = re.compile(r"/([^/()]{2,30})/")
_AFTER = re.compile(r"\s{0,3}[:.;]{0,3}\s{0,3}(?:--|[–—]|-(?=\s))?\s{0,3}")
_AFTER_MARK = re.compile(r"\s{0,3}(?::|--|[–—]|-\s)")
_DATED = re.compile(
    rf"(?P<place>[^:\d]{{2,{_PLACE_CHARACTERS}}}?)\s{{0,3}}[,:]\s{{0,3}}(?:{_MONTH_DAY}|{_DAY_MONTH})\s{{0,3}}(?=:|--|[–—]|-\s)"
)
_BARE = re.compile(rf"(?P<place>[^:]{{2,{_PLACE_CHARACTERS}}}?)\s{{0,3}}:{{1,2}}\s{{0,3}}(?=[^\W_]|[\"'“‘«(\[$£€*])")
_DASHED = re.compile(rf"(?P<place>[^:\d–—-]{{2,{_PLACE_CHARACTERS}}}?)\s{{1,3}}(?:--|[–—])\s{{1,3}}(?=\S)")
_REGION = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]\s*$")

_BYLINE = re.compile(r"By:?\s+(?P<name>[^\d:;!?\"“”]{3,80})$")
_GLUED_BYLINE = re.compile(r"By\s+(?P<name>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*?){1,4}?)(?=[A-Z]{3,}[A-Z ./'’-]{0,40}[,\s(])")
_DECK = re.compile(r"[•●▪■◆►·*]\s*\S|\.\s?[A-Z]")
_INITIALS = re.compile(
    r"(?:^|(?<=[\s.”\"’']))(?:APP|INP|PPI|DNA)/[a-z]{2,5}(?:[-/][a-z]{2,5}){0,4}[.]?$|(?:^|\s)=\s?DNA$|(?:^|\s)Enditem[.]?$"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says, as printed: place, credited agency (canonical short names joined by a slash; None without credit), and the parts of its date."""

    place: str
    agency: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None

    def date(self, near: date | None) -> date | None:
        """The day meant, in the source's zone. A missing year is the one that brings it nearest to `near` (the page's day); without `near`, None."""
        if self.day is None or self.month is None:
            return None
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        if near is None:
            return None
        days = [day for year in (near.year - 1, near.year, near.year + 1) if (day := _day(year, self.month, self.day))]
        return min(days, key=lambda day: abs((day - near).days), default=None)


@dataclass(frozen=True, slots=True)
class Opening:
    """A text read from its head and tail: the dateline (None without one), the byline printed above it, the paragraphs left, the desk initials under it.

    Initials are as printed, the last of them first; they are no part of the paragraphs.
    """

    dateline: Dateline | None
    byline: str | None
    paragraphs: tuple[str, ...]
    initials: tuple[str, ...] = ()


def read(paragraphs: Sequence[str]) -> Opening:
    """Reads dateline, byline and desk initials off normalised paragraphs. Reading its own result again changes nothing."""
    kept: list[str] = []
    bylines: list[str] = []
    dateline: Dateline | None = None
    seen = at = 0
    for at, paragraph in enumerate(paragraphs):
        if seen == _TEXT_PARAGRAPHS or at == _LEADING_LINES:
            break
        text = paragraph
        if not seen:
            if line := _byline(text):
                bylines.append(line)
                continue
            if _DECK.match(text):
                kept.append(text)
                continue
            if glued := _GLUED_BYLINE.match(text):
                bylines.append(glued["name"].strip())
                text = text[glued.end() :]
        found, text = _strip(text, credited_only=seen > 0)
        dateline = _merge(dateline, found)
        if text:
            kept.append(text)
            seen += 1
    else:
        at += 1
    lines = [*kept, *paragraphs[at:]]
    initials = _take_initials(lines)
    return Opening(dateline, " & ".join(bylines) or None, tuple(lines), initials)


def _strip(text: str, *, credited_only: bool) -> tuple[Dateline | None, str]:
    """The datelines that open `text` merged into one (copies carry two), and what follows."""
    at, dateline = 0, None
    while True:
        head = text[at : at + _HEAD]
        found = _bracketed(head) or _slashed(head)
        if found is None and not credited_only:
            found = _dated(head) or _bare(head)
        if found is None:
            return dateline, text[at:]
        dateline, at = _merge(dateline, found[0]), at + found[1]


def _merge(first: Dateline | None, second: Dateline | None) -> Dateline | None:
    if first is None or second is None:
        return first or second
    if first.day is None and second.day is not None:
        first = replace(first, day=second.day, month=second.month, year=second.year)
    return replace(first, agency=first.agency or second.agency)


def _bracketed(head: str) -> tuple[Dateline, int] | None:
    for bracket in _BRACKET.finditer(head):
        inside, before = bracket[1], head[: bracket.start()]
        branded = "urdupoint" in inside.casefold()
        agency, has_agency = _urdupoint_credit(inside) if branded else _credit(inside)
        parts = next((found for found in _DATE.finditer(inside) if _month(found)), None) if branded else None
        when = _DATE_AT_END.search(before)
        place = _place(before[: when.start()] if when and _month(when) else before)
        if place is None or agencies.known(place):
            continue
        end = bracket.end()
        dated = bool(when and _month(when))
        if not branded and not dated and has_agency and (late := _DATE_AFTER_CREDIT.match(head, end)) and _month(late):
            when, dated, end = late, True, late.end()
        sure = branded or dated or (has_agency and _is_place_alone(place) and _AFTER_MARK.match(head, end) is not None)
        if not sure or not (branded or agency):
            continue
        chosen = parts or (when if dated else None)
        day, month, year = _date_parts(chosen) if chosen else (None, None, None)
        return Dateline(place, agency, day, month, year), _end(head, end)
    return None


def _slashed(head: str) -> tuple[Dateline, int] | None:
    for credit in _SLASHED.finditer(head):
        agency = agencies.known(credit[1])
        when = _DATE_AT_END.search(head[: credit.start()])
        if agency and when and _month(when) and (place := _place(head[: when.start()])):
            return Dateline(place, agency, *_date_parts(when)), _end(head, credit.end())
    return None


def _dated(head: str) -> tuple[Dateline, int] | None:
    found = _DATED.match(head)
    if not found or not _month(found):
        return None
    place = _place(found["place"])
    if place is None or not _in_capitals(re.split(r"[,/(]", place)[0]) or _is_label(place):
        return None
    return Dateline(place, None, *_date_parts(found)), _end(head, found.end())


def _bare(head: str) -> tuple[Dateline, int] | None:
    for shape in (_BARE, _DASHED):
        found = shape.match(head)
        if found and (place := _place(found["place"])) and _is_place_alone(place, known_only=shape is _DASHED):
            return Dateline(place), found.end()
    return None


def _end(head: str, at: int) -> int:
    after = _AFTER.match(head, at)
    return after.end() if after else at


def _credit(inside: str) -> tuple[str | None, bool]:
    """The agencies in a bracket as one credit, and whether one of them is known. An unknown name is kept as printed when it looks like an agency's."""
    tokens = [token.strip() for token in re.split(r"[/|]", inside) if token.strip()]
    known = [agencies.known(token) for token in tokens]
    if any(known):
        return "/".join(name or token for name, token in zip(known, tokens, strict=True)), True
    if len(tokens) != 1 or tokens[0].casefold() in _WEEKDAYS:
        return None, False
    return (tokens[0] if re.fullmatch(r"[A-Z][A-Za-z-]{1,14}(?: [A-Z][A-Za-z-]{1,14})?", tokens[0]) else None), False


def _urdupoint_credit(inside: str) -> tuple[str | None, bool]:
    """The agencies in UrduPoint's bracket; its own brands are not agencies."""
    when = next((found for found in _DATE.finditer(inside) if _month(found)), None)
    names = inside[: when.start()] if when else inside
    tokens = [token.strip(" ,.-") for token in re.split(r"/|\s-|-\s|-$", names)]
    credits = [agencies.known(token) or token for token in tokens if token and token.casefold() not in _BRANDS]
    return "/".join(dict.fromkeys(credits)) or None, bool(credits)


def _place(text: str) -> str | None:
    """`text` as a place name, tidied at its ends; None when it cannot be one."""
    place = re.sub(r"\s+([,)\]])", r"\1", text.strip(" ,.:;–—-"))
    if not 2 <= len(place) <= _PLACE_CHARACTERS or not place[0].isupper() or re.search(r"[^\w\s.,'’`/()\[\]&–-]|[\d_]|\.\.", place):
        return None
    words = re.findall(r"[^\W\d_][\w.'’`]*", place)
    if not words or len(words) > _PLACE_WORDS or any(word[0].islower() and word not in PARTICLES for word in words):
        return None
    if words[0].casefold() in _WEEKDAYS or words[0] in ("On", "In", "At", "By", "The") or _month_number(words[0]) in range(1, 13):
        return None
    return place


def _is_place_alone(place: str, *, known_only: bool = False) -> bool:
    """Whether a name without date can open a text as its place: a listed city in any case, or a name in capitals that is no label, body or country."""
    plain = _REGION.sub("", place)
    parts = [part.strip() for part in re.split(r"\s?/\s?", plain) if part.strip()]
    if not parts:
        return False
    if all(part.casefold() in CITIES for part in parts):
        return True
    first = parts[0]
    return not known_only and _in_capitals(first) and len(first) >= 4 and not _is_label(plain)


def _is_label(place: str) -> bool:
    name = place.casefold()
    return (name in NOT_PLACES or name in country_names()) and name not in CITIES


def _in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters)


def _date_parts(found: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    parts = found.groupdict()
    day, year = parts.get("d1") or parts.get("d2"), parts.get("y1") or parts.get("y2")
    number = int(day) if day else None
    month = _month(found)
    if number is not None and month is not None and not 1 <= number <= _DAYS_IN_MONTH[month - 1]:
        number = None
    return number, month, int(year) if year else None


def _month(found: re.Match[str]) -> int | None:
    parts = found.groupdict()
    return _month_number(parts.get("m1") or parts.get("m2") or parts.get("m3") or "")


@lru_cache(maxsize=1024)
def _month_number(word: str) -> int | None:
    """The month (1 to 12) that a name, an abbreviation or a slip of the pen ("Aprial", "Feburary") means."""
    low = word.casefold().rstrip(".")
    if len(low) < 3:
        return None
    for number, name in enumerate(_MONTHS, 1):
        if name.startswith(low) or (low == "sept" and number == 9):
            return number
    close = difflib.get_close_matches(low, _MONTHS, n=1, cutoff=0.8) if len(low) >= 4 else []
    return _MONTHS.index(close[0]) + 1 if close else None


def _byline(paragraph: str) -> str | None:
    found = _BYLINE.match(paragraph)
    if not found:
        return None
    words = re.findall(r"[^\s,/&]+", found["name"])
    if not 1 < len(words) <= 10 or words[0].casefold() in _WEEKDAYS or words[-1].endswith("."):
        return None
    return (
        found["name"].strip() if all(word[0].isupper() or word in ("and", "bin", "ul", "ur", "de", "al", "van") for word in words) else None
    )


def _take_initials(paragraphs: list[str]) -> tuple[str, ...]:
    """Takes the desk's marks off the end of the text and returns them."""
    taken: list[str] = []
    while paragraphs:
        tail = paragraphs[-1][-40:]
        found = _INITIALS.search(tail)
        if not found:
            break
        taken.append(found[0].strip())
        rest = paragraphs.pop()[: -(len(tail) - found.start())].rstrip()
        if rest:
            paragraphs.append(rest)
    return tuple(taken)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
