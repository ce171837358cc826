"""What credits a text as a whole, what only lent it something, and what is neither: quoted agencies, parties, pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.clean import credits, dateline
from briefwire.clean.credits import Credit, Credits, Where
from briefwire.clean.text import paragraphs
from tests.clean.helpers import cleaned
from tests.cost import seconds

TEXT = ("The ferries leave on time, the harbour master said on Monday.", "“We kept our word,” he added.")


def read(*lines: str, byline: str = "") -> Credits:
    return credits.read(dateline.read(paragraphs(lines)), byline)


def test_credits_stand_in_the_order_of_their_evidence() -> None:
    found = read("GILGIT, May 8 (APP): The pass is shut.", "It snows.—Reuters", "APP/zah-sra", byline="AFP")
    assert found.whole == (
        Credit("APP", Where.DATELINE),
        Credit("AFP", Where.BYLINE),
        Credit("APP", Where.INITIALS),
        Credit("Reuters", Where.TAIL),
    )
    assert found.agency == "APP"


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("BEIJING, May 8 (Xinhua/APP): ", "Xinhua/APP"),
        ("BEIJING, (APP - UrduPoint / Pakistan Point News - 22nd Apr, 2020 ) :", "APP"),
        ("MOSCOW (UrduPoint News / Sputnik - 16th April, 2020) ", "Sputnik"),
        ("SRINAGAR, May 8 (KMS): ", "KMS"),
    ],
)
def test_a_dateline_credits(head: str, agency: str) -> None:
    assert read(head + TEXT[0]).whole == (Credit(agency, Where.DATELINE),)


def test_a_day_in_brackets_is_no_agency_and_no_words_are_lost() -> None:
    article = cleaned("From May 18 (Sunday), the ferries leave on time.")
    assert (article.agency, article.body) == (None, "From May 18 (Sunday), the ferries leave on time.")


@pytest.mark.parametrize("byline", ["By Our Correspondent", "Our Correspondent", "News Desk", "Agencies", "Ada Roe", "Sana"])
def test_such_bylines_credit_nobody(byline: str) -> None:
    assert read(*TEXT, byline=byline).agency is None


def test_a_byline_above_the_text_credits_too() -> None:
    assert read("By Associated Press", *TEXT).whole == (Credit("AP", Where.BYLINE),)


@pytest.mark.parametrize(
    ("initials", "agency"), [("APP/zah-sra", "APP"), ("APP/nvd", "APP"), ("INP/ab", "INP"), ("= DNA", "DNA"), ("Enditem", "Xinhua")]
)
def test_desk_initials_credit_and_go(initials: str, agency: str) -> None:
    assert read(*TEXT, initials).whole == (Credit(agency, Where.INITIALS),)
    assert cleaned(*TEXT, initials).agency == agency
    assert cleaned(*TEXT, initials).body == "\n".join(TEXT)


@pytest.mark.parametrize(
    ("tail", "agency"),
    [
        ("—AFP", "AFP"),
        ("— AFP", "AFP"),
        (" – Reuters", "Reuters"),
        (" -- AFP", "AFP"),
        ("—AFP/Reuters", "AFP/Reuters"),
        (" — AFP & Reuters", "AFP/Reuters"),
        ("—Evening Post/ANN", "Evening Post/ANN"),
        ("—The Post (Norland)/ANN", "The Post (Norland)/ANN"),
        ("\nThis story was originally published in The Post, an ANN partner of ours.", "The Post/ANN"),
        ("\nThis article first appeared on Reuters", "Reuters"),
        (" (AFP)", "AFP"),
        ("(Reuters)", "Reuters"),
        (" [Xinhua]", "Xinhua"),
        ("\n— AFP", "AFP"),
        ("\n(APP)", "APP"),
        ("\n—Agence France-Presse", "AFP"),
    ],
)
def test_a_tail_credits_and_stays_in_the_body(tail: str, agency: str) -> None:
    lines = "\n".join(TEXT) + tail
    assert read(*lines.split("\n")).whole == (Credit(agency, Where.TAIL),)
    assert cleaned(*lines.split("\n")).agency == agency
    assert cleaned(*lines.split("\n")).body == lines


def test_a_tail_may_stand_above_notes_and_captions() -> None:
    found = read(*TEXT, "The pier stands.—AFP", "With input from Reuters", "Header image: A ferry leaves Norland on May 8. — AP/File")
    assert found == Credits((Credit("AFP", Where.TAIL),), ("Reuters",))


@pytest.mark.parametrize(
    "last",
    [
        "“The pier is safe,” an engineer told AFP.",
        "The pier is safe, state media APP reported.",
        "The pier is safe, according to the Associated Press of Pakistan (APP).",
        "The union left the Party of Travelling Islanders (PTI).",
        "The union left the party —PTI",
        "Ferries stop. — The harbour master",
        "Header image: Ferries wait in the harbour of Norland. — Reuters",
        "Photo: the pier. — AFP",
        "A ferry leaves the harbour of Norland on January 19. — Reuters",
        "Islanders wait at the pier on Feb 3, 2025. — Reuters",
        "Islanders wait at the pier. — AFP/File",
        "Islanders wait at the pier.—Reuters/Ada Roe",
        "The harbour master (L) waits at the pier. — AFP",
        "Ferries wait in this picture taken last week. — AFP",
        "The harbour master talks to his deputy. —Agencies",
        "Online",
        "This story was originally published in The Post.",
    ],
)
def test_what_is_quoted_pictured_or_a_party_credits_nobody(last: str) -> None:
    assert read(*TEXT, last) == Credits((), ())


def test_a_credit_inside_the_text_is_of_a_part_only() -> None:
    assert read(TEXT[0], "The cup went to Norland.—AFP", *TEXT).agency is None


@pytest.mark.parametrize(
    ("note", "agencies"),
    [
        ("With input from Reuters", ("Reuters",)),
        ("With input from APP / Ada Roe in Norland", ("APP",)),
        ("With additional input from AFP and Reuters.", ("AFP", "Reuters")),
        ("Additional input from Ada Roe and AFP.", ("AFP",)),
        ("Additional reporting by AFP", ("AFP",)),
        ("Additional info taken from Reuters.", ("Reuters",)),
        ("(With inputs from AFP)", ("AFP",)),
        ("With input from Ada Roe, and the APP news agency", ("APP",)),
        ("With input from APP. Ada Roe in Norland also contributed to this report", ("APP",)),
        ("AFP also contributed to this report", ("AFP",)),
        ("Ada Roe in Norland also contributed to this report", ()),
        ("With input from agencies", ()),
        ("The union asked for input from AFP", ()),
    ],
)
def test_who_lent_something_is_kept_apart(note: str, agencies: tuple[str, ...]) -> None:
    assert read(*TEXT, note) == Credits((), agencies)
    assert cleaned(*TEXT, note).agency is None


def test_a_note_at_the_end_of_the_last_sentence() -> None:
    assert read(TEXT[0], TEXT[1] + " With input from AFP.") == Credits((), ("AFP",))


def test_several_notes_keep_their_order() -> None:
    assert read(*TEXT, "With input from Reuters", "Ada Roe also contributed to this report", "Additional input from AFP").contributing == (
        "Reuters",
        "AFP",
    )


_LINES = st.lists(
    st.one_of(st.text(max_size=60), st.sampled_from([*TEXT, "It rains.—AFP", "With input from AFP and", "(AFP)", "— ", "Header image: x"])),
    max_size=8,
)


@given(_LINES, st.text(max_size=30))
def test_any_text_can_be_read(lines: list[str], byline: str) -> None:
    found = read(*lines, byline=byline)
    assert found.agency == (found.whole[0].agency if found.whole else None)
    assert [credit.where for credit in found.whole] == sorted({credit.where for credit in found.whole}, key=list(Where).index)


@pytest.mark.parametrize("piece", [".—AFP", "With input from ", "AFP, ", "(AFP)", "— ", ". ", "a and ", "file photo ", "May 8 "])
def test_a_long_last_paragraph_takes_no_long_time(piece: str) -> None:
    opening = dateline.Opening(None, None, (piece * 300_000,) * 6)
    assert seconds(lambda: credits.read(opening, piece * 1_000), 0.5) < 0.5
