"""What earlier runs tell the next one."""

from datetime import timedelta

from briefwire.article import Ending
from briefwire.database.handles import Connection
from briefwire.database.known import articles_of_day, ended_addresses, resting, shown_before
from briefwire.database.requests import keep
from briefwire.database.stage import stage
from scrapers.outcomes import Outcome
from tests.database.samples import DAY, SOURCE, article, at, load, look, open_sample_run
from tests.database.test_evidence import asked


def url(name: str) -> str:
    """An address of the sample source."""
    return f"https://www.example.com/{name}"


def test_a_watch_need_not_ask_again_for_what_ended_for_good(loader: Connection) -> None:
    for_good = {"loaded", "revised", "unchanged", "duplicate_url", "out_of_scope", "gone", "parse_failed", "rejected"}
    pages = [article("a"), article("twin-of-a", 1, native_key="a")]
    load(loader, "r1", pages, [Ending(url(o.value), o, "x") for o in Outcome if o.value not in ("loaded", "revised")])
    open_sample_run(loader, "r2", 5)
    stage(loader, "r2", 1, [], [Ending(url("of-an-open-run"), Outcome.GONE, "x")])
    load(loader, "r3", [], [Ending(url("elsewhere"), Outcome.GONE, "x")], source="open_ministry")
    assert ended_addresses(loader, SOURCE, DAY) == {url("a"), url("twin-of-a")} | {
        url(o) for o in for_good if o not in ("loaded", "revised")
    }
    assert ended_addresses(loader, SOURCE, DAY + timedelta(days=1)) == frozenset()


def test_what_a_red_run_did_not_publish_is_asked_for_again(loader: Connection) -> None:
    look(loader, "r1", DAY, at(1), verdict="short", articles=[article("a")])
    assert ended_addresses(loader, SOURCE, DAY) == frozenset()


def test_articles_of_a_day_by_their_newest_address(loader: Connection) -> None:
    load(loader, "r1", [article("a"), article("b"), article("cricket", in_scope=False)])
    load(loader, "r2", [article("a", 5, url=url("moved/a"))], [Ending(url("b"), Outcome.GONE, "http 404")], hours=5)
    assert articles_of_day(loader, SOURCE, DAY) == (url("b"), url("moved/a"))
    assert articles_of_day(loader, SOURCE, DAY + timedelta(days=1)) == ()


def test_a_host_that_asked_for_rest_is_left_alone_until_then(loader: Connection) -> None:
    for number, run in enumerate(("r1", "r2")):
        open_sample_run(loader, run, number)
        keep(
            loader,
            run,
            [
                asked("https://www.example.com/a", status=429, rest_until=at(3 + number)),
                asked("https://www.example.com/b", status=200),
                asked("https://old.example.com/a", host="old.example.com", status=503, rest_until=at(1)),
            ],
        )
    assert resting(loader, SOURCE, at(2)) == {"www.example.com": at(4)}
    assert resting(loader, SOURCE, at(0.5)) == {"www.example.com": at(4), "old.example.com": at(1)}
    assert resting(loader, SOURCE, at(4)) == {}
    assert resting(loader, "open_ministry", at(2)) == {}


def test_what_the_last_poll_showed(loader: Connection) -> None:
    assert shown_before(loader, SOURCE, "r1") == frozenset()
    load(loader, "r1", [article("a")], [Ending(url("sport"), Outcome.OUT_OF_SCOPE, "candidate rule: not included")])
    look(loader, "blocked", DAY, at(2), verdict="blocked")
    open_sample_run(loader, "r3", 3)
    assert shown_before(loader, SOURCE, "r3") == {url("a"), url("sport")}
    assert shown_before(loader, SOURCE, "r1") == frozenset(), "a run that is loaded again sees what was before it"
    look(loader, "gap", DAY, at(4), verdict="short", articles=[article("z", 4)])
    open_sample_run(loader, "r5", 5)
    assert shown_before(loader, SOURCE, "r5") == {url("z")}, "a gap is told once"
    assert shown_before(loader, "open_ministry", "r5") == frozenset()
