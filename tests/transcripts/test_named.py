"""India's, Pakistan's and the British office's pages: labels with names and parts, and releases. Invented people, invented words."""

from datetime import date

from tests.transcripts.reading import read, rows

INDIA = "Transcript of Weekly Media Briefing by the Official Spokesperson (May 08, 2031)"
PAKISTAN = "Transcript of the Weekly Media Briefing by the Spokesperson on Thursday, 8th May 2031"
DIPAK = "Shri Bo Dipak, Official Spokesperson"


def test_an_indian_briefing_with_askers_who_say_where_they_are_from() -> None:
    lines = (
        f"{DIPAK}: Good afternoon. No announcements.",
        "Ada: Sir, Ada Wick from Reuters. On lamps?",
        f"{DIPAK}: They are lit: all of them.",
        "They stay lit.",
        "Cyra Flint, WION: And oil?",
        f"{DIPAK}: No.",
        "Eli (The Evening Lantern): And wicks?",
        "Smt. Fay Gul, Joint Secretary (Lamps): I can take that.",
        "Unidentified Speaker: Thank you?",
        f"{DIPAK}: Thank you.",
    )
    assert rows("india_mea", INDIA, *lines) == [
        (None, None, None, "Good afternoon. No announcements."),
        ("Ada", "Reuters", "Sir, Ada Wick from Reuters. On lamps?", "They are lit: all of them.\nThey stay lit."),
        ("Cyra Flint, WION", "WION", "And oil?", "No."),
        ("Eli (The Evening Lantern)", "The Evening Lantern", "And wicks?", "I can take that."),
        ("Unidentified Speaker", None, "Thank you?", "Thank you."),
    ]
    found = read("india_mea", INDIA, *lines, day=date(2031, 5, 9))
    assert (found.setting, found.spokesperson, found.day) == ("regular briefing", "Bo Dipak", date(2031, 5, 8))
    assert [item.outlet_known for item in found.exchanges] == [False, True, True, False, False]


def test_a_place_that_somebody_is_from_is_no_outlet() -> None:
    assert rows("india_mea", INDIA, "Ada: Sir, two lamps from Kerala are lost.", f"{DIPAK}: We look.")[0][:2] == ("Ada", None)


def test_questions_that_were_sent_in_are_read_out_by_an_officer() -> None:
    asked = rows("india_mea", INDIA, "Shri Gil Hart, OSD (PR): Sir, Ada from WION has asked: lamps?", f"{DIPAK}: Lit.")
    assert asked == [("Shri Gil Hart, OSD (PR)", None, "Sir, Ada from WION has asked: lamps?", "Lit.")]


def test_an_indian_release_is_the_ministrys_although_a_colon_stands_in_it() -> None:
    assert rows("india_mea", "India lights a lamp", "India lit a lamp.", "Agreements: two lamps.", "New Delhi", "May 08, 2031") == [
        (None, None, None, "India lit a lamp.\nAgreements: two lamps.")
    ]


def test_a_pakistani_briefing_opens_without_a_label_below_its_heads() -> None:
    lines = (
        "Office of the Spokesperson",
        "*",
        "[This is a first draft.]",
        "Thursday, 8 May 2031",
        "Assalam-o-Alaikum,",
        "The lamps are lit.",
        "Question: (Ada Wick, APP) How many?",
        "Spokesperson: Twelve.",
        "Question: And oil? (Bo Tallow, Lamp TV)",
        "Answer: None.",
    )
    assert rows("pakistan_mofa", PAKISTAN, *lines) == [
        (None, None, None, "Assalam-o-Alaikum,\nThe lamps are lit."),
        ("Ada Wick", "APP", "(Ada Wick, APP) How many?", "Twelve."),
        ("Bo Tallow", "Lamp TV", "And oil? (Bo Tallow, Lamp TV)", "None."),
    ]
    found = read("pakistan_mofa", PAKISTAN, *lines)
    assert (found.setting, found.spokesperson, found.day) == ("regular briefing", None, date(2031, 5, 8))


def test_a_briefing_without_a_single_label_is_what_the_spokesperson_said() -> None:
    assert rows("pakistan_mofa", PAKISTAN, "Welcome.", "The lamps are lit.") == [(None, None, None, "Welcome.\nThe lamps are lit.")]


def test_the_british_office() -> None:
    found = read(
        "uk_fcdo",
        "Foreign Secretary’s call with Ruritania’s foreign minister, 8 May 2031",
        "They spoke.",
        "Media enquiries",
        "Email newsdesk@example.org",
    )
    assert (found.setting, found.day, len(found.exchanges)) == ("readout", date(2031, 5, 8), 1)
    assert rows("uk_fcdo", "Lamps: statement by the Foreign Secretary", "Lamps are good.", "Media enquiries") == [
        (None, None, None, "Lamps are good.")
    ]
    assert read("uk_fcdo", "Minister’s speech on lamps", "Friends.").setting == "remarks"
    assert read("uk_fcdo", "New lamps for old", "Lamps.").setting == "statement"
