"""Invented reports of two outlets, of which some are one text."""

from datetime import UTC, datetime, timedelta
from typing import Any

from briefwire.article import Article
from tests.database.samples import article

NOW = datetime(2025, 5, 20, 10, tzinfo=UTC)
POST, MINISTRY = "licensed_post", "open_ministry"

HARBOUR = (
    "The spokesperson told reporters on Thursday that the two governments had agreed to train forty harbour pilots a year at the school in Lowmark.",
    "The first course begins in September and lasts eleven weeks, most of it spent aboard tugs and on the simulator that the port authority bought last winter.",
    "She said the cost would be shared in equal parts and that neither side had asked for anything in return.",
    "Asked about the dredging of the northern channel, she replied that the survey was not finished and that numbers would be given when they were known.",
    "The agreement was first proposed in March by the minister of transport during a visit to the shipyards at Oddhaven.",
    "Officials of both countries will meet again in the autumn to look at how the first group of trainees has done.",
)
TIDES = (
    "A tidal power plant in the strait of Farrow will be built by engineers of three countries, the ministry announced after a day of talks.",
    "Turbines with blades of recycled steel are to be lowered to the sea bed next spring, when the currents are at their weakest.",
    "Fishing crews of the island had feared for their catch, and were promised that the eastern grounds would stay open all year.",
    "The deputy minister called the project modest in size but useful for what it teaches about salt, rust and patience.",
    "A second site near the lighthouse of Penwick was looked at and put aside, because the cable would have crossed a wreck.",
)
GRAIN = (
    "Twelve wagons of seed potatoes left the depot at Brannick this morning as the first of a gift to farms that lost their harvest to hail.",
    "The ambassador, who watched the train depart in heavy rain, said that neighbours did not wait to be asked twice.",
    "Another nine wagons follow at the end of the week, together with two mechanics who know the older planting machines.",
    "The farms are to give back the same weight of potatoes within four years, or whatever their fields allow.",
)


def report(key: str, hours: float, *sentences: str, **changes: Any) -> Article:
    """A report published `hours` before NOW, received at once."""
    published = NOW - timedelta(hours=hours)
    fields = {
        "title": sentences[0][:60],
        "body": " ".join(sentences),
        "published_at": published,
        "captured_at": published,
        "dateline_date": None,
    }
    return article(key, **(fields | changes))


# Of the post: a report, its later version, and two that stand alone; of the ministry: copies of the first and of the tides, and one long before.
OF_POST = (
    report("harbour", 60, *HARBOUR),
    report("harbour-2", 55, *HARBOUR, "Trainees will be lodged in the old customs house."),
    report("tides", 40, *TIDES),
    report("grain", 30, *GRAIN),
)
OF_MINISTRY = (
    report("pilots", 50, *HARBOUR[:5], source=MINISTRY),
    report("strait", 38, *TIDES[:4], source=MINISTRY),
    report("old", 24 * 70, *GRAIN, source=MINISTRY),
)
