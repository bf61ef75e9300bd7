"""What lies on a laptop says nothing to whoever finds it, and nothing unsent is lost by locking it."""

import json
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sweet17 import new_id
from sweet17.field import keys, sealing, store
from sweet17.field.outbox import Answer, Outbox, State

ME, OTHER = "team1@http://registry.test", "team2@http://registry.test"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    keys.unlock(tmp_path / "home", ME, "right")
    return tmp_path / "home"


@pytest.fixture
def outbox(home: Path) -> Iterator[Outbox]:
    with Outbox(home, ME) as opened:
        yield opened


def noted(outbox: Outbox, name: str = "SITI AMINAH") -> str:
    id = new_id()
    outbox.add({"id": id, "student": {"name": name}, "outcome": "recorded", "device_id": "d"})
    return id


def everything(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def test_neither_recordings_nor_packs_can_be_read_from_the_disk(outbox: Outbox, home: Path) -> None:
    noted(outbox)
    outbox.keep_pack("v1", '"1"', {"roster": [{"name": "BUDI SANTOSO", "birth_date": "2009-01-15"}]})
    found = everything(home)
    assert b"outbox" in found  # it is the database that was read
    for secret in (b"SITI", b"AMINAH", b"BUDI", b"2009-01-15", b'recorded"'):
        assert secret not in found


def test_the_key_is_for_its_owner_only_and_never_in_the_database(outbox: Outbox, home: Path) -> None:
    [file] = (home / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert file.read_bytes() not in (home / "field.db").read_bytes() + (home / "field.db-wal").read_bytes()
    assert "key=" not in repr(outbox._seals)


def test_a_password_costs_what_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert sealing._SCRYPT == {"n": 2**15, "r": 8, "p": 1}
    wrapped = sealing.wrap("right", "k", key := sealing.new_key())
    assert sealing.unwrap("right", "k", wrapped) == key
    assert sealing.unwrap("wrong", "k", wrapped) is None
    assert sealing.unwrap("right", "other", wrapped) is None
    assert sealing.unwrap("right", "k", wrapped[:20]) is None


def test_what_is_copied_to_another_row_or_altered_does_not_open_and_is_not_thrown_away(outbox: Outbox) -> None:
    first, second = noted(outbox, "A"), noted(outbox, "B")
    outbox._db.execute("UPDATE outbox SET item = (SELECT item FROM outbox WHERE id = ?) WHERE id = ?", (first, second))
    assert [entry.id for entry in outbox.queued()] == [first]
    assert outbox.sealed() == 1
    assert outbox.counts()[State.QUEUED] == 2


def test_a_damaged_pack_is_fetched_anew(outbox: Outbox) -> None:
    outbox.keep_pack("v1", '"1"', {"roster": []})
    assert outbox.pack_etag("v1") == '"1"'
    outbox._db.execute("UPDATE packs SET body = substr(body, 1, 9)")
    assert outbox.pack_etag("v1") is None
    assert outbox.packs() == {}


def test_signing_out_refuses_while_something_is_here_only(outbox: Outbox, home: Path) -> None:
    id = noted(outbox)
    with pytest.raises(keys.Unsent):
        keys.lock(home, ME)
    outbox.answer([Answer(id, State.REFUSED)])
    with pytest.raises(keys.Unsent):  # the registry does not have that one either
        keys.lock(home, ME)
    outbox.answer([Answer(id, State.RECEIVED)])
    assert keys.lock(home, ME) == 0
    assert list((home / "keys").iterdir()) == []
    assert store.connect(home).execute(
        "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM keys)"
    ).fetchone() == (0,)


def test_what_is_kept_sealed_opens_for_the_same_password_only(outbox: Outbox, home: Path) -> None:
    unsent, received = noted(outbox), noted(outbox)
    outbox.answer([Answer(received, State.RECEIVED)])
    outbox.keep_pack("v1", None, {"roster": []})
    assert keys.lock(home, ME, keep=True) == 1
    with pytest.raises(keys.Locked):
        Outbox(home, ME)
    assert keys.unlock(home, ME, "right") == 0
    with Outbox(home, ME) as again:
        assert [entry.id for entry in again.entries()] == [unsent]
        assert again.packs() == {}


def test_a_changed_password_leaves_it_sealed_until_the_former_one_is_given(outbox: Outbox, home: Path) -> None:
    before = noted(outbox)
    keys.lock(home, ME, keep=True)
    assert keys.unlock(home, ME, "changed") == 1
    with Outbox(home, ME) as again:
        later = noted(again)
        assert [entry.id for entry in again.queued()] == [later]
        assert again.sealed() == 1
    assert keys.open_with(home, ME, "wrong") == 0
    assert keys.open_with(home, ME, "right") == 1
    with Outbox(home, ME) as again:
        assert [entry.id for entry in again.queued()] == [before, later]


def test_signing_in_again_with_a_new_password_rewraps_the_open_key(outbox: Outbox, home: Path) -> None:
    id = noted(outbox)
    assert keys.unlock(home, ME, "changed") == 0
    keys.lock(home, ME, keep=True)
    assert keys.unlock(home, ME, "changed") == 0
    with Outbox(home, ME) as again:
        assert [entry.id for entry in again.queued()] == [id]


def test_discarding_is_the_only_way_to_lose_and_says_how_many(outbox: Outbox, home: Path) -> None:
    noted(outbox)
    assert keys.lock(home, ME, discard=True) == 1
    keys.unlock(home, ME, "right")
    with Outbox(home, ME) as again:
        assert again.entries() == []


def test_a_half_written_key_is_replaced_by_the_wrapped_one(outbox: Outbox, home: Path) -> None:
    id = noted(outbox)
    [file] = (home / "keys").iterdir()
    file.write_bytes(file.read_bytes()[:11])
    with pytest.raises(keys.Locked):
        Outbox(home, ME)
    keys.unlock(home, ME, "right")
    with Outbox(home, ME) as again:
        assert [entry.id for entry in again.queued()] == [id]


def test_plain_records_of_the_first_clients_are_sealed_at_the_next_sign_in(tmp_path: Path) -> None:
    id = new_id()
    plain = sqlite3.connect(tmp_path / "field.db", isolation_level=None)
    plain.executescript(
        "CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, owner TEXT, item TEXT, state TEXT,"
        " code TEXT, message TEXT, stored_at TEXT, answered_at TEXT);"
        "CREATE INDEX ix_outbox_owner_state ON outbox (owner, state, seq);"
        "CREATE TABLE packs (owner TEXT, visit_id TEXT, body TEXT);"
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
        "INSERT INTO meta VALUES ('device_id', 'kit-7')"
    )
    insert = "INSERT INTO outbox (id, owner, item, state, stored_at) VALUES (?, ?, ?, 'queued', '2026-11-24')"
    item = {"id": id, "student": {"name": "SITI AMINAH"}, "outcome": "recorded"}
    plain.execute(insert, (id, ME, json.dumps(item)))
    theirs = new_id()
    plain.execute(insert, (theirs, OTHER, json.dumps({"id": theirs})))
    plain.close()
    keys.unlock(tmp_path, ME, "right")
    with Outbox(tmp_path, ME) as outbox:
        assert [(entry.id, entry.item) for entry in outbox.queued()] == [(id, item)]
        assert outbox.device_id == "kit-7"
    with Outbox(tmp_path, ME) as outbox:
        assert len(outbox.queued()) == 1
    assert b"SITI" not in everything(tmp_path)
    keys.unlock(tmp_path, OTHER, "theirs")
    with Outbox(tmp_path, OTHER) as outbox:
        assert [entry.id for entry in outbox.queued()] == [theirs]
        assert not store.has_plain(outbox._db)


def test_a_file_that_is_none_of_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "field.db").write_bytes(rubbish := b"not a database " * 100)
    with pytest.raises(sqlite3.DatabaseError):
        keys.unlock(tmp_path, ME, "right")
    assert (tmp_path / "field.db").read_bytes() == rubbish


def test_a_full_disk_refuses_a_note_and_keeps_the_earlier_ones(outbox: Outbox) -> None:
    first = noted(outbox)
    pages = outbox._db.execute("PRAGMA page_count").fetchone()[0]
    outbox._db.execute(f"PRAGMA max_page_count = {pages}")
    kept = [first]

    def until_full() -> None:
        kept.extend(noted(outbox) for _ in range(1000))

    with pytest.raises(sqlite3.OperationalError, match="full"):
        until_full()
    assert len(kept) < 1000
    assert [entry.id for entry in outbox.queued(limit=2000)] == kept
    outbox._db.execute("PRAGMA max_page_count = 1000000")
    kept.append(noted(outbox))
    assert [entry.id for entry in outbox.queued(limit=2000)] == kept


def test_an_outbox_of_one_person_answers_for_no_other(outbox: Outbox, home: Path) -> None:
    id = noted(outbox)
    keys.unlock(home, OTHER, "theirs")
    with Outbox(home, OTHER) as theirs:
        assert not theirs.undo(id)
        assert theirs.offer([id]) == set()
        theirs.answer([Answer(id, State.RECEIVED)])
        theirs.taken_back(id)
    assert outbox.counts()[State.QUEUED] == 1


@pytest.mark.parametrize("command", [["record", "x", "absent"], ["status"], ["sync"], ["roster"], ["undo"]])
def test_a_device_without_the_key_says_how_to_open_it(signed_in: Any, tmp_path: Path, command: list[str]) -> None:
    for file in (tmp_path / "home" / "keys").iterdir():
        file.unlink()
    result = signed_in("field", *command)
    assert result.exit_code == 2
    assert "sweet17 login" in result.stderr


def test_former_password_opens_what_it_sealed(signed_in: Any, registry: Any, tmp_path: Path) -> None:
    signed_in("field", "walk-in", "CITRA", "absent")
    assert signed_in("logout", "--keep", "--discard").exit_code == 2
    assert signed_in("logout", "--keep").exit_code == 0
    registry.routes["POST /v1/auth/token"] = {**registry.issued()}
    result = signed_in("login", "http://localhost", "-u", "team1", input="changed\n")
    assert "field unlock" in result.stderr
    assert json.loads(signed_in("field", "status", "--json").stdout)["sealed"] == 1
    assert signed_in("field", "unlock", input="wrong\n").exit_code == 2
    assert json.loads(signed_in("field", "unlock", "--json", input="right\n").stdout) == {"opened": 1}
    signed_in("field", "sync")
    assert len(registry.recordings) == 1


def test_logout_discards_only_when_told(signed_in: Any) -> None:
    signed_in("field", "walk-in", "CITRA", "absent")
    result = signed_in("logout", "--discard", "--json")
    assert json.loads(result.stdout)["discarded"] == 1
    signed_in("login", "http://localhost", "-u", "team1", input="right\n")
    assert json.loads(signed_in("field", "status", "--all", "--json").stdout)["items"] == []
