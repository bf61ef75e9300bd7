"""Every change leaves its journal line: the watch that `Api` keeps over each request must be able to see a breach."""

from sqlalchemy import insert

from app.core.db import Database
from app.core.ids import new_id
from app.journal.models import JournalLine
from app.visits.models import Team
from tests.conftest import Api
from tests.support.changes import UNTOLD, changes_of


def test_the_watch_sees_a_change_that_left_no_line(database: Database) -> None:
    with changes_of(database) as changed, database.write() as session:
        session.add(Team(name="Diam-diam", region_code="63.11"))
    assert changed == {"teams"}
    assert changed - UNTOLD


def test_the_watch_sees_the_line(database: Database) -> None:
    with changes_of(database) as changed, database.write() as session:
        line = JournalLine(id=new_id(), role="dukcapil_admin", kind="teams.created", subject_type="team")
        session.execute(insert(JournalLine), [line.model_dump()])
    assert changed == {"journal"}


def test_a_written_team_and_its_line_are_one_transaction(api: Api, database: Database) -> None:
    with changes_of(database) as changed:
        answer = api.post("/v1/teams", by="officer", json={"name": "Tim Baru", "region_code": "63.11"})
    assert answer.status_code == 201
    assert {"teams", "journal"} <= changed


def test_a_refused_write_leaves_neither_a_change_nor_a_line(api: Api) -> None:
    before = len(api.get("/v1/journal?limit=500", by="officer").json()["items"])
    assert api.post("/v1/teams", by="officer", json={"name": "", "region_code": "63.11"}).status_code == 422
    assert len(api.get("/v1/journal?limit=500", by="officer").json()["items"]) == before
