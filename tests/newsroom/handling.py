"""What the desk of a site did to one piece: the difference between what was written and what is shown."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Handling:
    """How a piece is shown. `appears`: not before this instant. `listed`: how many times listings name it. `shadowed`: listed under a second address too.

    `moved`: it stands at another address and the old one leads there. `gone`: it was taken down. `printed_at` is the time that its page gives instead of its
    own, `dateline_year` the year of its dateline; without `credited` neither byline nor agency stand in it. `first_title` is the title that its address was
    made of, where an edit changed it since.
    """

    appears: datetime | None = None
    listed: int = 1
    shadowed: bool = False
    moved: bool = False
    gone: bool = False
    printed_at: datetime | None = None
    dateline_year: int | None = None
    credited: bool = True
    first_title: str | None = None


USUAL = Handling()
