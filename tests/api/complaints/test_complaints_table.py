"""Every step, from every state, by everybody there is, against a table that was written by hand."""

from typing import Any
from uuid import UUID

import pytest

from app.complaints.models import Complaint, ComplaintState
from app.core.db import Database
from tests.api.complaints.test_complaints_api import PUBLIC, file
from tests.conftest import Api
from tests.support.world import World

# R received, V verified, P in progress, S resolved, C closed, X rejected; "-" is refused with 409.
STEPS = """
            R  V  P  S  C  X
verify      V  -  -  -  -  -
assign      -  P  P  -  -  -
respond     R  V  P  S  -  -
resolve     -  S  S  -  -  -
reject      X  X  -  -  -  -
reopen      -  -  -  P  P  P
close       -  -  -  C  -  -
refer       -  P  P  -  -  -
reply       R  V  P  S  -  X
solved      -  -  -  C  C  -
not_solved  -  -  -  P  P  -
"""
STATES = {
    "R": "received",
    "V": "verified",
    "P": "in_progress",
    "S": "resolved",
    "C": "closed",
    "X": "rejected",
}
_header, *_rows = [line.split() for line in STEPS.strip().splitlines()]
TABLE = {(row[0], STATES[letter]): row[1 + n] for row in _rows for n, letter in enumerate(_header)}
REPORTERS = ("reply", "solved", "not_solved")
# Who may try an office's step at all on an ordinary complaint that a stranger filed.
ACTORS = {
    "admin": None, "officer": None, "nation": None,
    "neighbour": 404,  # another regency: it does not exist
    "school-paringin": 403, "team1": 403, "viewer": 403,
    "": 401,
}  # fmt: skip


def bodies(world: World) -> dict[str, Any]:
    return {
        "verify": {"class": "complaint"}, "assign": {"account_id": str(world.actors["officer"].account_id)},
        "respond": {"body": "x"}, "resolve": {"resolution": "x"}, "reject": {"reason": "x"}, "reopen": {"reason": "x"},
        "close": {}, "refer": {"office": "Disdik", "reason": "x"}, "reply": {"body": "x"},
        "solved": {"verdict": "solved"}, "not_solved": {"verdict": "not_solved"},
    }  # fmt: skip


def put_into(database: Database, id: str, state: str) -> None:
    """Behind the program's back: how it came there is not what is tried here."""
    with database.write() as session:
        complaint = session.get_one(Complaint, UUID(id))
        complaint.state, complaint.verdict = ComplaintState(state), None
        session.add(complaint)


def state_of(api: Api, id: str) -> str:
    return str(api.get(f"/v1/complaints/{id}", by="admin").json()["state"])


@pytest.mark.parametrize("state", STATES.values())
def test_a_step_leads_where_the_table_says_or_changes_nothing(
    api: Api, database: Database, world: World, state: str
) -> None:
    _, _, id = file(api)
    steps, tried = bodies(world), 0
    for action in (row[0] for row in _rows if row[0] not in REPORTERS):
        for by, turned_away in ACTORS.items():
            put_into(database, id, state)
            answer = api.post(f"/v1/complaints/{id}/{action}", by=by or None, json=steps[action])
            cell = TABLE[action, state]
            expected = turned_away or (409 if cell == "-" else 200)
            assert (action, by, answer.status_code) == (action, by, expected)
            leads = state if cell == "-" or turned_away else STATES[cell]
            assert (action, by, state_of(api, id)) == (action, by, leads)
            tried += 1
    assert tried == 64


@pytest.mark.parametrize("action", REPORTERS)
def test_a_reporter_steps_as_the_table_says_and_without_the_code_nowhere(
    api: Api, database: Database, world: World, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.requests.refuse_beyond", lambda *_, **__: None)
    monkeypatch.setattr("api.throttle.refuse_beyond", lambda *_, **__: None)
    ticket, code, id = file(api)
    door = "reply" if action == "reply" else "verdict"
    for state in STATES.values():
        cell = TABLE[action, state]
        for key, expected in ((code, 409 if cell == "-" else 200), ("AAAA-AAAA-AAAA-AAAA", 404)):
            put_into(database, id, state)
            sent = {"access_code": key, **bodies(world)[action]}
            assert api.post(f"{PUBLIC}/{ticket}/{door}", json=sent).status_code == expected
            assert state_of(api, id) == (STATES[cell] if expected == 200 else state)
