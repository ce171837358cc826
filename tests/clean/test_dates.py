from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.clean import dates
from scrapers.records import Stamp

KARACHI, SHANGHAI = ZoneInfo("Asia/Karachi"), ZoneInfo("Asia/Shanghai")
CAPTURED = datetime(2025, 5, 9, 12, tzinfo=UTC)
AT = datetime(2025, 5, 8, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "method", "expected", "zone"),
    [
        ("2020-04-29T15:32:37+0500", "json-ld", datetime(2020, 4, 29, 10, 32, 37, tzinfo=UTC), "Asia/Karachi"),
        ("2025-05-08T13:12:00+05:00", "meta", AT, "Asia/Karachi"),
        ("2025-05-08T13:12:00.250+05:00", "meta", AT, "Asia/Karachi"),
        ("2025-05-08T08:12:00Z", "rest", AT, "UTC"),
        ("2025-05-08T11:12:00+03:00", "meta", AT, "+03:00"),
        ("2025-05-08T03:42:00-04:30", "meta", AT, "-04:30"),
        ("2025-05-08T13:12:00", "rest", AT, "Asia/Karachi"),
        ("2025-05-08 13:12", "byline", AT, "Asia/Karachi"),
        ("2025/05/08 - 13:12", "byline", AT, "Asia/Karachi"),
        ("Thu 8th May 2025 | 01:12 PM", "byline", AT, "Asia/Karachi"),
        ("Published May 8, 2025 01:12PM", "byline", AT, "Asia/Karachi"),
        ("Published May 8, 2025 | 01:12 PM", "byline", AT, "Asia/Karachi"),
        ("May 8, 2025 01:12pm", "byline", AT, "Asia/Karachi"),
        ("Thu, 08 May 2025, 01:12 PM", "listing", AT, "Asia/Karachi"),
        ("Thu, 08 May 2025 08:12:00 GMT", "feed", AT, "UTC"),
        ("Thu, 08 May 2025 13:12:00 +0500", "feed", AT, "Asia/Karachi"),
        ("Published May 8, 2025 01:12PM Updated May 9, 2025 02:00AM", "byline", AT, "Asia/Karachi"),
        ("12 May 2025 12:05 AM", "byline", datetime(2025, 5, 11, 19, 5, tzinfo=UTC), "Asia/Karachi"),
    ],
)
def test_a_stamp_with_a_time_is_an_instant(text: str, method: str, expected: datetime, zone: str) -> None:
    reading = dates.read(Stamp(text, method), KARACHI)
    assert reading is not None
    assert (reading.at, reading.zone, reading.day_only) == (expected, zone, False)


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("2020年4月22日外交部发言人主持例行记者会", "title"),
        ("2020年04月22日", "byline"),
        ("2020-04-22", "meta"),
        ("20200422", "url"),
        ("22 Apr 2020", "listing"),
        ("April 22nd, 2020", "byline"),
        ("Published April 22, 2020 Updated about 9 hours ago", "byline"),
    ],
)
def test_a_stamp_without_a_time_is_a_day_in_the_sources_zone(text: str, method: str) -> None:
    reading = dates.read(Stamp(text, method), SHANGHAI)
    assert reading is not None
    assert (reading.at, reading.day_only) == (datetime(2020, 4, 22, tzinfo=SHANGHAI), True)


@pytest.mark.parametrize(
    "text",
    [
        "12 minutes ago",
        "about 9 hours ago",
        "yesterday",
        "01:12 PM",
        "May 32, 2025",
        "2025-02-30T10:00:00Z",
        "2025-05-08T25:00:00",
        "May 8, 2025 13:12 PM",
        "2025-05-08 and 2025-05-09",
        "20200422",
        "",
        "22 of them, 2025 words",
        "2025-05-08T10:00:00+99:00 2025-05-09",
    ],
)
def test_what_holds_no_single_absolute_date_is_refused(text: str) -> None:
    assert dates.read(Stamp(text, "byline"), KARACHI) is None


STAMPS = {
    "json": Stamp("2025-05-08T13:12:37+0500", "json-ld"),
    "byline": Stamp("Thu 8th May 2025 | 01:12 PM", "byline"),
    "gmt": Stamp("2025-05-08T08:12:00Z", "rest"),
    "local": Stamp("2025-05-08T13:12:00", "rest"),
    "mistaken": Stamp("2025-05-08T13:12:00Z", "listing"),
    "day": Stamp("2025-05-08", "meta"),
    "other day": Stamp("2025-05-04", "meta"),
}


@pytest.mark.parametrize(
    ("names", "dateline", "method", "confidence"),
    [
        (["json", "byline"], None, "json-ld", "high"),
        (["gmt", "local"], None, "rest", "high"),
        (["json"], date(2025, 5, 8), "json-ld", "high"),
        (["json"], None, "json-ld", "medium"),
        (["json"], date(2025, 5, 7), "json-ld", "medium"),
        (["byline"], date(2025, 5, 8), "byline", "medium"),
        (["local", "byline"], None, "rest", "medium"),
        (["byline", "day"], None, "byline", "medium"),
        (["json", "byline"], date(2025, 5, 4), "json-ld", "low"),
        (["json", "other day"], None, "json-ld", "low"),
        (["mistaken", "byline"], None, "listing", "low"),
        (["mistaken", "gmt", "byline"], None, "rest", "low"),
        (["day"], date(2025, 5, 8), "meta-day", "low"),
    ],
)
def test_confidence_follows_the_evidence(names: list[str], dateline: date | None, method: str, confidence: str) -> None:
    found = dates.published([STAMPS[name] for name in names], KARACHI, CAPTURED, dateline)
    assert found is not None
    assert (found.method, found.confidence) == (method, confidence)
    assert found.at.astimezone(KARACHI).date() == date(2025, 5, 8)
    assert found.why


def test_a_conflict_says_what_was_chosen_against_what() -> None:
    found = dates.published([STAMPS["mistaken"], STAMPS["gmt"], STAMPS["byline"]], KARACHI, CAPTURED, None)
    assert found is not None
    assert found.at == AT
    assert found.why == "rest chosen, listing says 2025-05-08T13:12:00+00:00"


@pytest.mark.parametrize("text", ["1989-12-31T10:00:00Z", "2025-05-12T12:00:01Z", "2568-05-08T10:00:00+07:00", "10 minutes ago"])
def test_what_cannot_be_believed_is_unknown_and_never_the_time_of_capture(text: str) -> None:
    assert dates.published([Stamp(text, "meta")], KARACHI, CAPTURED, date(2025, 5, 8)) is None
    assert dates.modified([Stamp(text, "meta")], KARACHI, CAPTURED) is None


def test_a_stamp_that_cannot_be_believed_leaves_the_field_to_the_next() -> None:
    found = dates.published([Stamp("2568-05-08T13:12:00+05:00", "meta"), STAMPS["byline"]], KARACHI, CAPTURED, None)
    assert found is not None
    assert (found.method, found.at) == ("byline", AT)


def test_a_stamp_a_little_after_the_capture_is_believed_but_low() -> None:
    stamps = [Stamp("2025-05-09T15:00:00Z", "json-ld"), Stamp("9 May 2025 08:00 PM", "byline")]
    found = dates.published(stamps, KARACHI, CAPTURED, None)
    assert found is not None
    assert found.confidence == "low"


def test_modified_is_the_first_stamp_that_can_be_believed() -> None:
    stamps = [Stamp("2 hours ago", "byline"), Stamp("2025-05-08T15:00:00+05:00", "meta")]
    assert dates.modified(stamps, KARACHI, CAPTURED) == datetime(2025, 5, 8, 10, tzinfo=UTC)
    assert dates.modified([], KARACHI, CAPTURED) is None


@given(
    st.lists(
        st.builds(
            Stamp,
            st.one_of(st.text(), st.text(alphabet="0123456789-/.:T Z+APMaugst年月日,")),
            st.sampled_from(["rest", "feed", "url", "title", "byline"]),
        ),
        max_size=4,
    )
)
def test_reading_never_fails_and_never_leaves_the_bounds(stamps: list[Stamp]) -> None:
    found = dates.published(stamps, KARACHI, CAPTURED, None)
    if found:
        assert found.at.tzinfo is not None
        assert dates.EARLIEST <= found.at <= CAPTURED + timedelta(days=2)


# Pakistan's clocks last went forward in 2009; since then the zone is +05:00 throughout.
@given(
    st.integers(0, 5_000_000).map(lambda minutes: datetime(2010, 1, 1, tzinfo=KARACHI) + timedelta(minutes=minutes)),
    st.sampled_from(["%Y-%m-%dT%H:%M:%S+0500", "%a %d %B %Y | %I:%M %p", "Published %B %d, %Y %I:%M%p"]),
)
def test_every_printed_minute_comes_back(at: datetime, shape: str) -> None:
    reading = dates.read(Stamp(at.strftime(shape), "byline"), KARACHI)
    assert reading is not None
    assert reading.at == at
