"""`/`, `/healthz`, `/readyz`"""

from fastapi import APIRouter, Response
from sqlmodel import text

from api.deps import DatabaseDep
from api.schemas import Out

router = APIRouter(tags=["home"])


class HealthOut(Out):
    status: str


@router.get("/healthz")
def health() -> HealthOut:
    """The process lives."""
    return HealthOut(status="ok")


@router.get("/readyz")
def ready(database: DatabaseDep, response: Response) -> HealthOut:
    """The process can work: its database answers."""
    with database.read() as session:
        session.execute(text("SELECT 1"))
    return HealthOut(status="ok")
