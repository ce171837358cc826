"""Says of each new revision what it changed, in the transaction that publishes it."""

import json

from briefwire.database.handles import Cursor
from briefwire.database.statements import statement
from briefwire.revisions import Text, classify, gravest


def class_revisions(cursor: Cursor, run_id: str) -> None:
    """Classes every revision without a class of the articles that a run read. Part of the caller's transaction, after the revisions are folded.

    A class depends on the two texts alone; the fold takes it away when either changes, so that it never depends on the order of loading.
    """
    cursor.execute(statement("unclassed_revisions"), {"run_id": run_id})
    classed = []
    for article_id, revision, title_before, body_before, title, body in cursor.fetchall():
        changes = classify(Text(title_before, body_before), Text(title, body))
        classed.append(
            {
                "article_id": article_id,
                "revision": revision,
                "class": gravest(changes),
                "classes": sorted(changes),
            }
        )
    if classed:
        cursor.execute(statement("class_revisions"), {"classed": json.dumps(classed)})
