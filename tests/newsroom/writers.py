"""Who writes for which site: its zone, and the pieces of a day before anything goes wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol

from tests.newsroom.conferences import CST, Transcript, transcripts
from tests.newsroom.edition import PLAIN, Edition
from tests.newsroom.ministries import IST, LONDON, fcdo_news, mea_documents, mofa_releases
from tests.newsroom.releases import EASTERN, Release, releases
from tests.newsroom.stories import PKT, Story, agency_stories, dawn_stories, urdupoint_stories

Piece = Story | Transcript | Release


class Pieces(Protocol):
    """The pieces of a day in an edition, in the order in which the site keeps them."""

    def __call__(self, day: date, edition: Edition = PLAIN) -> tuple[Piece, ...]: ...


@dataclass(frozen=True, slots=True)
class Writer:
    """One site's desk."""

    zone: tzinfo
    pieces: Pieces

    def day_at(self, now: datetime) -> date:
        """The site's own date at an instant."""
        return now.astimezone(self.zone).date()


WRITERS: Mapping[str, Writer] = {
    "app": Writer(PKT, agency_stories),
    "china_mfa": Writer(CST, transcripts),
    "dawn": Writer(PKT, dawn_stories),
    "india_mea": Writer(IST, mea_documents),
    "pakistan_mofa": Writer(PKT, mofa_releases),
    "uk_fcdo": Writer(LONDON, fcdo_news),
    "urdupoint": Writer(PKT, urdupoint_stories),
    "us_state": Writer(EASTERN, releases),
}
