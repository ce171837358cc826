"""Invented reports to compare."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from briefwire.families.piece import Piece
from briefwire.families.reading import Reading, read

NAMESPACE = UUID("00000000-0000-0000-0000-00000000000f")
MORNING = datetime(2025, 5, 6, 6, 0, tzinfo=UTC)

HARBOUR = (
    "The foreign ministry of Marania on Tuesday welcomed the reopening of the harbour at Portolan after nine weeks of repairs.\n"
    "Spokesperson Ilse Tornquist told the weekly briefing that the first two freighters had cleared the breakwater before dawn and that pilots would "
    "work in three shifts until the backlog was gone.\n"
    "She thanked the neighbouring states for having lent tugboats and said the last of them would sail home within a fortnight.\n"
    "Asked about the fees, the spokesperson said that no ship would pay more than it had paid before the storm.\n"
    "The harbour handles two thirds of the grain that the island imports, and bakers had begun to ration flour in March.\n"
    "Tornquist added that a joint commission would look into the state of the other moles before the autumn gales."
)
TARIFFS = (
    "Marania will not answer the new customs duties on its wool with duties of its own, the foreign ministry said on Wednesday.\n"
    "Minister Oke Lindqvist summoned the ambassador of Veltria for the second time in a month and handed him a note of four pages.\n"
    "He said that weavers on both sides of the strait lived by the same trade and that a quarrel would feed nobody.\n"
    "The ambassador promised to carry the note to his capital and to come back with an answer before the end of the week.\n"
    "Exporters in the northern valleys fear for the autumn orders, which are usually signed in these days."
)


def piece(body: str, source: str = "app", hours: float = 0, title: str = "Harbour at Portolan reopens", agency: str | None = None) -> Piece:
    """An invented piece, published `hours` after the morning of 6 May 2025."""
    at = MORNING + timedelta(hours=hours)
    key = f"{source} {at.isoformat()} {title}"
    return Piece(uuid5(NAMESPACE, key), source, key, title, body, at, at, agency)


def reading(
    body: str, source: str = "app", hours: float = 0, title: str = "Harbour at Portolan reopens", agency: str | None = None
) -> Reading:
    """The same, taken apart."""
    return read(piece(body, source, hours, title, agency))
