"""What one may not see does not exist: the neighbour's ids, carried to every route there is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from sqlmodel import select

from app.core.access import GRANTS, Role
from app.core.db import Database
from app.core.ids import new_id
from app.regions.queries import today
from app.students.models import DataIssue, Duplicate, Transfer
from tests.conftest import Api
from tests.support.walk import Route, routes
from tests.support.world import World, add_student, invented_nik

_WITA = ZoneInfo("Asia/Makassar")
LOOKERS = {
    Role.ADMIN: "admin",
    Role.OFFICER: "officer",
    Role.SCHOOL: "school-halong",
    Role.TEAM: "team1",
    Role.VIEWER: "viewer",
}

BODIES: dict[str, Any] = {
    "POST /v1/schools/{school_id}/submissions": {"students": [{"name": "SITI"}]},
    "POST /v1/submissions/{submission_id}/revert": {"reason": "salah berkas"},
    "POST /v1/schools/{school_id}/rollovers": {"academic_year": "2027/2028"},
    "POST /v1/transfers/{transfer_id}/confirm": {},
    "POST /v1/transfers/{transfer_id}/reject": {"reason": "bukan siswa kami"},
    "POST /v1/transfers/{transfer_id}/undo": {"reason": "salah orang"},
    "POST /v1/duplicates/{duplicate_id}/merge": {},
    "POST /v1/duplicates/{duplicate_id}/dismiss": {"reason": "dua orang"},
    "POST /v1/merges/{merge_id}/undo": {"reason": "dua orang"},
    "POST /v1/rollovers/{rollover_id}/revert": {"reason": "salah tahun"},
    "POST /v1/schools/{school_id}/visit-requests": {"date_from": "2027-02-01", "date_to": "2027-02-05"},
    "POST /v1/visit-requests/{visit_request_id}/decline": {"reason": "alat rusak"},
    "POST /v1/visits/{visit_id}/catch-up": {
        "starts_at": "2027-01-11T08:00:00+08:00", "ends_at": "2027-01-11T11:00:00+08:00",
    },
    "POST /v1/visits/{visit_id}/decline": {"reason": "ada ujian"},
    "POST /v1/visits/{visit_id}/postpone": {"reason": "jalan putus"},
    "POST /v1/visits/{visit_id}/cancel": {"reason": "tidak jadi"},
    "POST /v1/visits/{visit_id}/reschedule": {
        "starts_at": "2027-01-11T08:00:00+08:00", "ends_at": "2027-01-11T11:00:00+08:00",
    },
    "PUT /v1/visits/{visit_id}/roster": {"items": []},
    "POST /v1/visits/{visit_id}/letters": {"kind": "notice"},
    "PUT /v1/letterheads/{region_code}": {
        "heading_lines": ["Pemerintah"], "place": "Amuntai", "signer_title": "Kepala Dinas", "unit_code": "X",
        "number_format": "{number}/{year}",
        "codes": dict.fromkeys(("notice", "assignment", "roster", "slips", "consent", "report"), "470"),
    },
    "POST /v1/recordings/parked/{recording_id}/resolve": {"discard_reason": "salah orang"},
    "PUT /v1/recordings/{recording_id}/voids/{void_id}": {"reason": "salah orang"},
    "POST /v1/students/{student_id}/card-events": {
        "status": "PRINT_READY_RECORD", "occurred_at": "2026-11-20T08:00:00+08:00", "reason": "dari pusat",
    },
    "POST /v1/handovers/{handover_id}/confirm": {"items": [{"student_id": str(new_id()), "received": False}]},
    "POST /v1/handovers/{handover_id}/letters": {"kind": "receipt"},
    "POST /v1/registry-imports/{import_id}/revert": {"reason": "salah berkas"},
    "PUT /v1/card-events/{event_id}/voids/{void_id}": {"reason": "salah orang"},
    "POST /v1/students/{student_id}/nik-disclosures": {"reason": "cek ke pusat"},
    "POST /v1/students/{student_id}/consents": {
        "state": "given", "relation": "parent", "given_by": "Ibu", "given_on": "2026-01-05",
    },
    "POST /v1/students/{student_id}/restriction": {"restricted": True, "reason": "atas permintaan"},
    "POST /v1/students/{student_id}/data-requests": {"kind": "access"},
    "POST /v1/data-requests/{request_id}/decide": {"decision": "granted"},
    "POST /v1/data-issues/{issue_id}/resolve": {"note": "sudah dicek"},
    "POST /v1/accounts/{account_id}/reset-password": {"password": "kata-sandi-baru-17"},
    "POST /v1/complaints/{complaint_id}/verify": {"class": "complaint"},
    "POST /v1/complaints/{complaint_id}/assign": {"account_id": str(new_id())},
    "POST /v1/complaints/{complaint_id}/respond": {"body": "kami periksa"},
    "POST /v1/complaints/{complaint_id}/resolve": {"resolution": "selesai"},
    "POST /v1/complaints/{complaint_id}/reject": {"reason": "bukan wewenang"},
    "POST /v1/complaints/{complaint_id}/reopen": {"reason": "belum selesai"},
    "POST /v1/complaints/{complaint_id}/merge": {"into": str(new_id())},
    "POST /v1/complaints/{complaint_id}/refer": {"office": "Inspektorat", "reason": "wewenangnya"},
    "POST /v1/subscriptions/{subscription_id}/replay": {"from_position": 1},
    "PUT /v1/settings/{region_code}": {"items": []},
    "PUT /v1/regions/{region_code}/outline": {
        "type": "Polygon", "coordinates": [[[115.0, -2.0], [115.1, -2.0], [115.1, -2.1], [115.0, -2.0]]],
    },
    "PUT /v1/cohort-totals/{region_code}/{year}": {"population": 1, "source": "uji", "dated": "2026-01-01"},
    "PUT /v1/ownership/{region_code}/{year}": {
        "duty_population": 1, "holders": 1, "source": "uji", "dated": "2026-01-01",
    },
}  # fmt: skip
"""What a write needs besides its address; a write without a body, or a PATCH of nothing, is asked with ``{}``."""


@dataclass
class Foreign:
    """Facts of the regency next door, by the name their id has in a path."""

    ids: dict[str, Any]

    @property
    def texts(self) -> list[str]:
        return [str(value) for value in self.ids.values() if isinstance(value, UUID)]


@pytest.fixture
def foreign(api: Api, database: Database, world: World) -> Foreign:
    with database.write() as session:
        student = add_student(session, world, "amuntai", name="ORANG SEBELAH")
        session.add(DataIssue(region_code="63.08", student_id=student, kind="nik_missing"))
    school = world.schools["amuntai"]

    nik = invented_nik(date(2010, 1, 15), prefix="630807")
    with database.write() as session:
        add_student(session, world, None, name="TANPA SEKOLAH", nik=nik, region="63.08")
        twins = [add_student(session, world, "amuntai", name="KEMBAR DUA", birth=None) for _ in range(3)]
        session.add(Duplicate(region_code="63.08", first_id=twins[0], second_id=twins[1], score=0.9))

    def make(path: str, by: str = "neighbour", **body: Any) -> UUID:
        answer = api.post(path, by=by, json=body)
        assert answer.status_code in (200, 201, 202), f"{path}: {answer.text}"
        return UUID(answer.json()["id"])

    starts = datetime.combine(today("63.08"), datetime.min.time(), _WITA).replace(hour=8)
    visit = make(
        "/v1/visits", kind="recording", school_id=str(school), team_id=str(world.teams["team3"]),
        kit_ids=[str(world.kits["kit3"])], starts_at=starts.isoformat(),
        ends_at=(starts + timedelta(hours=2)).isoformat(), override_reason="hari apa pun uji ini dijalankan",
    )  # fmt: skip
    recording = new_id()
    item = {
        "id": str(recording), "student_id": str(student), "visit_id": str(visit), "outcome": "absent",
        "captured_at": datetime.now(_WITA).isoformat(), "device_id": "kit-3", "offline": False,
    }  # fmt: skip
    assert api.post("/v1/recordings", by="team3", json=item).status_code == 201
    letter = make(f"/v1/visits/{visit}/letters", kind="assignment")
    with database.write() as session:
        grown = add_student(session, world, "amuntai", name="SUDAH TUJUH BELAS", birth=date(2000, 1, 15))
    card = {"student_id": str(grown), "received_by": "Ibu", "relation": "parent", "reason": "uji"}
    row = {"nik": nik, "status": "PRR", "occurred_at": "2026-01-05"}
    event = {"status": "BIO_CAPTURED", "reason": "uji", "occurred_at": "2026-01-04T08:00:00+08:00"}
    claimed = {"name": "TANPA SEKOLAH", "nik": nik, "birth_date": "2010-01-15"}
    make(f"/v1/schools/{school}/submissions", students=[claimed])
    with database.read() as session:
        transfer = session.exec(select(Transfer.id)).one()
        duplicate = session.exec(select(Duplicate.id)).one()
    complaint = make("/v1/complaints", by="school-amuntai", category="delay", subject="Kartu", body="Kapan?")
    attached = api.post(
        f"/v1/complaints/{complaint}/attachments", by="neighbour", files={"file": ("x.pdf", b"%PDF-1.7 %%EOF")}
    )
    with database.read() as session:
        issue = session.exec(select(DataIssue.id).where(DataIssue.region_code == "63.08")).one()
    point = {
        "name": "Kantor sebelah",
        "region_code": "63.08.07",
        "can_record": True,
        "online": True,
        "valid_from": "2020-01-01",
    }
    day = {"date_from": "2027-02-01", "date_to": "2027-02-02", "kind": "exam", "name": "Ujian", "source": "uji"}
    period = {"date_from": "2027-02-01", "date_to": "2027-02-05"}
    hours = {**period, "name": "Ramadan", "lessons_start": "08:00", "lessons_end": "12:00", "source": "uji"}
    return Foreign(
        {
            "school_id": school,
            "student_id": student,
            "visit_id": visit,
            "recording_id": recording,
            "letter_id": letter,
            "void_id": new_id(),
            "submission_id": make(f"/v1/schools/{school}/submissions", students=[{"name": "DAFTAR SEBELAH"}]),
            "rollover_id": make(f"/v1/schools/{school}/rollovers", academic_year="2027/2028"),
            "handover_id": make("/v1/handovers", date=str(today("63.08")), place="Kantor", items=[card]),
            "complaint_id": complaint,
            "attachment_id": UUID(attached.json()["id"]),
            "issue_id": issue,
            "transfer_id": transfer,
            "duplicate_id": duplicate,
            "merge_id": make("/v1/merges", merged_id=str(twins[2]), survivor_id=str(student), reason="satu orang"),
            "import_id": make("/v1/registry-imports", rows=[row]),
            "event_id": make(f"/v1/students/{student}/card-events", **event),
            "request_id": make(f"/v1/students/{student}/data-requests", kind="access"),
            "account_id": world.actors["team3"].account_id,
            "team_id": world.teams["team3"],
            "kit_id": world.kits["kit3"],
            "point_id": make("/v1/service-points", **point),
            "visit_request_id": make(f"/v1/schools/{school}/visit-requests", **period),
            "feed_id": make("/v1/calendars", kind="office"),
            "period_id": make("/v1/lesson-hours", region_code="63.08", **hours),
            "day_id": make("/v1/calendar-days", region_code="63.08", **day),
            "subscription_id": make("/v1/subscriptions", url="https://sebelah.example.org/", kinds=["*"]),
            "publication_id": make("/v1/publications", title="Cakupan sebelah"),
            "session_id": world.actors["team3"].session_id,
            "region_code": "63.08",
            "year": 2026,
        }
    )


def _ask(api: Api, route: Route, who: str, foreign: Foreign) -> int:
    body = BODIES.get(route.name, {})
    headers = {"if-match": '"1"'} if route.method in ("PATCH", "PUT", "DELETE") else {}
    json = None if route.method == "GET" else body
    return api.request(route.method, route.fill(foreign.ids), by=who, json=json, headers=headers).status_code


def test_the_neighbours_ids_do_not_exist_at_any_route(api: Api, application: FastAPI, foreign: Foreign) -> None:
    wrong, tried = {}, 0
    for route in routes(application):
        if not set(route.parameters) & set(foreign.ids):
            continue
        for role, who in LOOKERS.items():
            if route.permission is None or route.permission not in GRANTS[role]:
                continue
            tried += 1
            status = _ask(api, route, who, foreign)
            if status != 404:
                wrong[f"{route.name} by {role}"] = status
    assert wrong == {}
    assert tried > 60


def test_no_list_shows_an_id_of_the_neighbour(api: Api, application: FastAPI, foreign: Foreign) -> None:
    leaks, tried = [], 0
    for route in routes(application):
        if route.method != "GET" or route.parameters or not route.path.startswith("/v1/"):
            continue
        for role, who in LOOKERS.items():
            if route.permission is None or route.permission not in GRANTS[role]:
                continue
            tried += 1
            text = api.get(route.path, by=who).text
            leaks += [f"{route.name} by {role}: {id}" for id in foreign.texts if id in text]
    assert leaks == []
    assert tried > 40


def test_the_owner_of_those_ids_does_find_them(api: Api, foreign: Foreign) -> None:
    for url in ("schools/{school_id}", "students/{student_id}", "visits/{visit_id}", "recordings/{recording_id}"):
        assert api.get("/v1/" + url.format(**foreign.ids), by="neighbour").status_code == 200, url
