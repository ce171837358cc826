"""The pages under /briefwire in Airflow's API server. Airflow puts nothing in front of a plugin's app: each page asks for the signed-in user itself."""

from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity
from airflow.api_fastapi.core_api.security import get_user, requires_access_dag
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from briefwire.database.errors import DatabaseError
from console import runbook
from console.books import MOST_ROWS, entries

TEMPLATES = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "style.css").read_text(encoding="utf8")

# Nothing but this page's own style: whatever a hostile title or reason might smuggle in, no browser would run or load it.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

_templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
app = FastAPI(title="Briefwire", docs_url=None, redoc_url=None, openapi_url=None)


@app.middleware("http")
async def guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Puts the guarding headers on every answer, refusals included."""
    response = await answer(request)
    response.headers.update(HEADERS)
    return response


@app.exception_handler(HTTPException)
async def refused(request: Request, error: HTTPException) -> HTMLResponse:
    """A refusal in words; 401 with the way to the sign-in, from which the reader comes back here."""
    sign_in = get_auth_manager().get_url_login(next_url=str(request.url)) if error.status_code == 401 else None
    return _page("refused.html", error.status_code, words=str(error.detail), sign_in=sign_in)


@app.get("/dags/{dag_id}/runs/{dag_run_id}", dependencies=[Depends(requires_access_dag("GET", DagAccessEntity.RUN))])
def ledger(request: Request, dag_id: str, dag_run_id: str) -> HTMLResponse:
    """Every run that an Airflow run has in the ledger, for those who may see the runs of that DAG."""
    root = request.scope["root_path"]
    try:
        found = entries(dag_id, dag_run_id)
    except DatabaseError as error:
        raise HTTPException(503, f"The ledger cannot be read: {error}") from error
    told = [(entry, _advice(entry.run, root)) for entry in found]
    return _page("ledger.html", 200, dag_id=dag_id, dag_run_id=dag_run_id, entries=told, most=MOST_ROWS)


@app.get("/runbook/{name}", dependencies=[Depends(get_user)])
def runbook_page(request: Request, name: str) -> HTMLResponse:
    """One page of the runbook, for anybody who is signed in."""
    text = runbook.page(name, request.scope["root_path"])
    if text is None:
        raise HTTPException(404, f"The runbook has no page {name!r}.")
    return _page("runbook.html", 200, name=name, text=text)


@app.get("/runbook/", dependencies=[Depends(get_user)])
def runbook_index(request: Request) -> HTMLResponse:
    """All pages of the runbook."""
    return runbook_page(request, runbook.INDEX)


def web_address(text: Any) -> bool:
    """Whether a value may become a link: an http or https address. Everything else, `javascript:` above all, stays text."""
    try:
        parts = urlsplit(str(text))
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _advice(run: Mapping[str, Any], root: str) -> Markup | None:
    # A run that ended well needs none.
    if run["verdict"] in ("ok", None):
        return None
    return runbook.page(run["verdict"], root, {"run": run["run_id"], "source": run["source"], "day": run["day"].isoformat()})


def _page(template: str, status: int, **values: Any) -> HTMLResponse:
    return HTMLResponse(_templates.get_template(template).render(style=STYLE, **values), status)


_templates.tests["web_address"] = web_address
