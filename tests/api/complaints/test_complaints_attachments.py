"""Files in a case: who sends them, who sees them, and what happens to traps."""

import io
import zlib
from typing import Any

from PIL import Image

from app.core.db import Database
from tests.api.complaints.test_complaints_api import ID, NEW, PUBLIC, act, file
from tests.app.documents.test_scrubbing import SECRET, camera_picture, picture, png_of
from tests.conftest import Api

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def send(api: Api, ticket: str, code: str, content: bytes, name: str = "KTP Siti.jpg") -> Any:
    return api.post(f"{PUBLIC}/{ticket}/attachments", data={"access_code": code}, files={"file": (name, content)})


def attach(api: Api, id: str, content: bytes, *, by: str) -> Any:
    return api.post(f"/v1/complaints/{id}/attachments", by=by, files={"file": ("berita acara.pdf", content)})


def test_a_reporter_s_picture_reaches_the_office_without_place_and_time(api: Api, database: Database) -> None:
    ticket, code, id = file(api)
    sent = send(api, ticket, code.lower(), camera_picture(), "../KTP Siti.exe")
    assert sent.status_code == 201, sent.text
    assert (sent.json()["media_type"], sent.json()["by_role"]) == ("image/jpeg", "reporter")
    assert send(api, ticket, code, camera_picture()).status_code == 200, "the same file again is kept once"
    status = api.post(f"{PUBLIC}/{ticket}/status", json={"access_code": code}).json()
    assert [(f["name"], f["size"]) for f in status["attachments"]] == [("../KTP Siti.exe", sent.json()["size"])]
    assert [event["kind"] for event in status["events"]] == ["filed", "attached"]
    got = api.get(f"/v1/complaints/{id}/attachments/{sent.json()['id']}", by="officer")
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-disposition"] == f'attachment; filename="lampiran-{sent.json()["id"][-8:]}.jpg"'
    assert "no-store" in got.headers["cache-control"]
    assert SECRET not in got.content
    assert Image.open(io.BytesIO(got.content)).size == (40, 60)
    with database.read() as session:
        [row] = session.connection().exec_driver_sql("SELECT * FROM complaint_attachments").all()
    assert not any(part in bytes(value) for value in row if isinstance(value, (bytes, memoryview)) for part in (
        b"Siti", got.content[:64], b"JFIF",
    ))  # fmt: skip


def test_the_office_s_own_files_are_the_office_s_and_a_school_sees_what_it_sent(api: Api) -> None:
    filed = api.post("/v1/complaints", by="school-paringin", json={k: NEW[k] for k in ("category", "subject", "body")})
    id = filed.json()["id"]
    assert attach(api, id, picture("PNG"), by="school-paringin").json()["by_role"] == "reporter"
    proof = attach(api, id, PDF, by="officer")
    assert (proof.status_code, proof.json()["by_role"]) == (201, "dukcapil_officer")
    listed = {
        by: [f["media_type"] for f in api.get(f"/v1/complaints/{id}/attachments", by=by).json()["items"]]
        for by in ("officer", "school-paringin")
    }
    assert listed == {"officer": ["image/png", "application/pdf"], "school-paringin": ["image/png"]}
    one = api.get(f"/v1/complaints/{id}", by="school-paringin").json()
    assert ([f["media_type"] for f in one["attachments"]], [e["kind"] for e in one["events"]]) == (
        ["image/png"], ["filed", "attached"],
    )  # fmt: skip
    address = f"/v1/complaints/{id}/attachments/{proof.json()['id']}"
    assert api.get(address, by="officer").content == PDF
    seen = {by: api.get(address, by=by).status_code for by in ("school-paringin", "neighbour", "team1", "viewer")}
    assert seen == {"school-paringin": 404, "neighbour": 404, "team1": 403, "viewer": 403}
    assert attach(api, id, PDF, by="neighbour").status_code == 404
    assert attach(api, id, PDF, by="viewer").status_code == 403
    _, _, levy = file(api, category="illegal_levy")
    hidden = attach(api, levy, PDF, by="admin").json()["id"]
    assert api.get(f"/v1/complaints/{levy}/attachments/{hidden}", by="officer").status_code == 404
    assert api.get(f"/v1/complaints/{id}/attachments/{hidden}", by="admin").status_code == 404, "of another case"


def test_traps_and_too_many_are_refused_and_the_server_lives(api: Api) -> None:
    ticket, code, id = file(api)
    bomb = png_of(7700, 7700, zlib.compress(b"\0" * (7700 * 964), 9))  # 59 million points, as many as are let through
    for content, expected in (
        (b"MZ\x90", "complaints.file_unknown_kind"),
        (picture()[:-100], "complaints.file_unreadable"),
        (png_of(60_000, 60_000, b""), "complaints.file_too_many_pixels"),
        (b"\xff\xd8\xff" + b"\0" * (5 * 1024 * 1024), "complaints.file_too_large"),
    ):
        refused = send(api, ticket, code, content)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, expected)
    assert send(api, ticket, code, bomb).status_code in (201, 422)
    assert send(api, ticket, "AAAA-AAAA-AAAA-AAAA", PDF).status_code == 404
    missing = api.post(f"{PUBLIC}/{ticket}/attachments", data={"access_code": code}, files={"other": b"x"})
    assert (missing.status_code, missing.json()["errors"][0]["pointer"]) == (422, "/file")
    assert api.post(f"{PUBLIC}/{ticket}/attachments", json={"access_code": code}).status_code == 415
    assert api.post(f"/v1/complaints/{ID}/attachments", by="officer", json={}).status_code == 404
    answers = [send(api, ticket, code, PDF.replace(b"1 0", b"%d 0" % n)).status_code for n in range(6)]
    assert answers[-1] == 422
    assert len(api.get(f"/v1/complaints/{id}/attachments", by="officer").json()["items"]) == 5
    assert attach(api, id, PDF, by="officer").status_code == 201, "the office has room of its own"
    act(api, id, "verify", {"class": "complaint"})
    act(api, id, "resolve", {"resolution": "x"})
    act(api, id, "close")
    assert send(api, ticket, code, b"%PDF- later %%EOF").status_code == 409


def test_one_address_may_send_so_many_files_an_hour(api: Api, monkeypatch: Any) -> None:
    monkeypatch.setattr("api.complaints.attached.FILES_AN_HOUR", 2)
    ticket, _, _ = file(api)
    assert [send(api, ticket, "x", PDF).status_code for _ in range(3)] == [404, 404, 429]
