"""The words of a DAG run's note, as a task leaves them for the scheduler, which writes them (`console/notes.py`)."""

from collections.abc import Mapping

NOTE = "note"  # the XCom key


def note(subject: str, words: str, counts: Mapping[str, int] | None = None, run_id: str | None = None) -> str:
    """One line of Markdown: the verdict or step in bold, its words as they stand (they may quote a page), what was counted, the ledger's run id."""
    counted = ", ".join(f"{count} {name}" for name, count in (counts or {}).items() if count)
    parts = (f"**{subject}**", _literal(words), counted, run_id and _literal(run_id))
    return " · ".join(part for part in parts if part)


def _literal(words: str) -> str:
    # Markdown reads nothing inside backticks, so only these and line ends could leave the quotation.
    quoted = " ".join(words.replace("`", "'").split())
    return f"`{quoted}`" if quoted else ""
