"""People are told what is so when they are told it, once, in the daytime, and by a way that the office has."""

import json
import smtplib
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlmodel import col, select

from app.complaints import service as complaints
from app.complaints.models import Category
from app.core.access import SYSTEM, Actor
from app.core.clock import frozen
from app.core.db import Database
from app.core.settings import Settings
from app.journal import sealing
from app.journal import service as journal
from app.journal.models import JournalLine
from app.messages import adapters
from app.messages.models import Channel, Message, MessageReason, MessageState
from app.messages.outbox import send_due
from app.messages.service import follow, intend
from app.regions.models import Setting
from app.regions.reference_data import known_settings
from app.schools.models import School
from app.students.models import CardState, Student
from app.visits.models import Visit, VisitKind, VisitState
from tests.support.receivers import is_signed, receiver
from tests.support.world import World, add_student

NOON = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0)
"""Twelve o'clock in Balangan."""
NIGHT = NOON + timedelta(hours=10)


class Office:
    """One school with a contact, one visit, a folder for the gateway, and the jobs done by hand."""

    def __init__(self, database: Database, world: World, settings: Settings, folder: Path) -> None:
        self.database, self.world, self.folder = database, world, folder
        self.settings = settings.model_copy(update={"messages_dir": folder})
        self.school = world.schools["paringin"]
        self.day = (NOON + timedelta(days=7)).date()
        with database.write() as session:
            session.get_one(School, self.school).contact_phone = "0812-3456-7890"
            visit = Visit(
                region_code="63.11", school_id=self.school, team_id=world.teams["team1"], kind=VisitKind.RECORDING,
                date=self.day, starts_at=NOON + timedelta(days=7), ends_at=NOON + timedelta(days=7, hours=2),
                capacity=40,
            )  # fmt: skip
            session.add(visit)
            session.flush()
            self.visit = visit.id

    def moves(self, state: VisitState, kind: str, at: datetime = NOON, **data: Any) -> None:
        """The visit moves and the journal says so."""
        with frozen(at), self.database.write() as session:
            session.get_one(Visit, self.visit).state = state
            journal.write(
                session, SYSTEM, kind, "visit", self.visit,
                region_code="63.11", school_id=self.school, data={"state": state.value, **data},
            )  # fmt: skip
        self.follow(at)

    def follow(self, at: datetime = NOON) -> None:
        sealing.seal_all(self.database)
        with frozen(at):
            while follow(self.database):
                pass

    def send(self, at: datetime = NOON) -> None:
        with frozen(at):
            while send_due(self.database, self.settings):
                pass

    @property
    def messages(self) -> list[tuple[MessageReason, MessageState, str | None]]:
        with self.database.read() as session:
            found = session.exec(select(Message).order_by(col(Message.id))).all()
            return [(one.reason, one.state, one.why) for one in found]

    @property
    def told(self) -> list[dict[str, Any]]:
        files = sorted(self.folder.glob("*.json")) if self.folder.exists() else []
        return [json.loads(file.read_text("utf-8")) for file in files]


@pytest.fixture
def office(database: Database, world: World, settings: Settings, tmp_path: Path) -> Office:
    return Office(database, world, settings, tmp_path / "gateway")


def test_a_confirmed_visit_is_told_to_the_school(office: Office) -> None:
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    office.send()
    [told] = office.told
    assert told["to"] == "6281234567890"
    assert "SMA NEGERI PARINGIN" in told["text"]
    assert "pukul 12.00" in told["text"]
    assert office.messages == [(MessageReason.VISIT_CONFIRMED, MessageState.SENT, None)]
    [file] = office.folder.glob("*.json")
    assert (file.stat().st_mode & 0o777, office.folder.stat().st_mode & 0o777) == (0o600, 0o700)


def _word(office: Office, region_code: str, name: str, words: str, from_: date) -> None:
    with office.database.write() as session:
        session.add(Setting(region_code=region_code, key=f"message_text_{name}", value=words, valid_from=from_))


def test_a_region_words_its_messages_itself_from_a_day_on(office: Office) -> None:
    _word(office, "63", "visit_confirmed", "Provinsi: {date} {clock}", date(2020, 1, 1))
    _word(office, "63.11", "visit_confirmed", "Balangan: {school}, jam {clock}, {date}", NOON.date())
    _word(office, "63.08", "visit_confirmed", "Tetangga: {date} {clock}", date(2020, 1, 1))
    _word(office, "63.11", "visit_confirmed", "Kelak: {date} {clock}", NOON.date() + timedelta(days=1))
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    office.send()
    [told] = office.told
    assert told["text"].startswith("Balangan: SMA NEGERI PARINGIN, jam 12.00, ")


def test_every_message_has_words_that_the_facts_fill(office: Office, actors: dict[str, Actor]) -> None:
    """Each wording is tried with all that it may hold, so that none fails when it is sent."""
    kinds = {
        "visit_moved": VisitState.PROPOSED,
        "visit_now_at": VisitState.CONFIRMED,
        "visit_postponed": VisitState.POSTPONED,
        "visit_cancelled": VisitState.CANCELLED,
    }
    known = {key.removeprefix("message_text_"): own for key, own in known_settings().items() if "must" in own}
    assert set(known) == {"visit_confirmed", *kinds, "card_ready", "complaint_answered"}
    for name, own in known.items():
        held = " ".join(f"{{{each}}}" for each in (*own["may"], *own["must"]))
        _word(office, "63.11", name, f"{name}: {held}", date(2020, 1, 1))
    for name, state in kinds.items():
        office.moves(state, "visits.cancelled" if name == "visit_cancelled" else "visits.rescheduled")
        office.send()
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    office.send()
    _ready(office, 1)
    _answered(office, _complain(office, actors, "0811222233"))
    assert sorted(told["text"].split(":")[0] for told in office.told) == sorted(known)
    assert not any("{" in told["text"] for told in office.told)


def test_what_is_undone_before_it_is_told_is_not_told(office: Office) -> None:
    office.moves(VisitState.CONFIRMED, "visits.confirmed", NIGHT)
    office.moves(VisitState.CANCELLED, "visits.cancelled", NIGHT)
    office.send(NIGHT)
    assert office.told == [], "it is night"
    office.send(NIGHT + timedelta(hours=12))
    [told] = office.told
    assert "dibatalkan" in told["text"]
    assert office.messages == [
        (MessageReason.VISIT_CONFIRMED, MessageState.WITHDRAWN, "no_longer_so"),
        (MessageReason.VISIT_CANCELLED, MessageState.SENT, None),
    ]


def test_the_same_is_not_told_twice_and_the_next_thing_is(office: Office) -> None:
    for _ in range(2):
        office.moves(VisitState.CONFIRMED, "visits.confirmed")
        office.moves(VisitState.CONFIRMED, "visits.confirmed")
        office.send()
    assert len(office.told) == 1
    assert office.messages[1] == (MessageReason.VISIT_CONFIRMED, MessageState.WITHDRAWN, "told_already")
    office.moves(VisitState.POSTPONED, "visits.postponed")
    office.send()
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    office.send()
    assert [reason for reason, state, _ in office.messages if state is MessageState.SENT] == [
        MessageReason.VISIT_CONFIRMED,
        MessageReason.VISIT_CHANGED,
        MessageReason.VISIT_CONFIRMED,
    ], "after another word the former is news again"


def test_a_change_of_the_team_is_nobodys_news(office: Office) -> None:
    office.moves(VisitState.CONFIRMED, "visits.changed", fields=["team_id"])
    assert office.messages == []
    office.moves(VisitState.CONFIRMED, "visits.changed", fields=["starts_at"])
    assert len(office.messages) == 1


def test_history_is_no_news(office: Office) -> None:
    with frozen(NOON - timedelta(days=4)), office.database.write() as session:
        journal.write(session, SYSTEM, "visits.confirmed", "visit", office.visit, region_code="63.11")
    office.follow()
    assert office.messages == []


def test_many_ready_cards_are_one_message_a_day_with_the_number_of_then(office: Office) -> None:
    _ready(office, 3, meanwhile_handed_over=1)
    [told] = office.told
    assert "KTP-el 2 siswa" in told["text"]


def _ready(office: Office, count: int, *, meanwhile_handed_over: int = 0) -> None:
    """So many cards become ready; some are handed over before the message is due."""
    with frozen(NOON), office.database.write() as session:
        pupils = [add_student(session, office.world) for _ in range(count)]
        for pupil in pupils:
            session.get_one(Student, pupil).card_state = CardState.READY
            journal.write(
                session, SYSTEM, "cards.event_added", "student", pupil,
                region_code="63.11", school_id=office.school, data={"step": "PRINT_READY_RECORD"},
            )  # fmt: skip
    with office.database.write() as session:
        for pupil in pupils[:meanwhile_handed_over]:
            session.get_one(Student, pupil).card_state = CardState.HANDED_OVER
    office.follow()
    office.send()


def _complain(office: Office, actors: dict[str, Actor], contact: str | None, *, anonymous: bool = False) -> UUID:
    report = complaints.Report(Category.DELAY, "Kartu", "Kapan?", "Ani", contact, anonymous, False, "63.11", None)
    with office.database.write() as session:
        made, _ = complaints.file(session, complaints.stranger("63.11"), report, id=None, content={})
        return made.id


def _answered(office: Office, complaint: UUID) -> None:
    with frozen(NOON), office.database.write() as session:
        journal.write(session, SYSTEM, "complaints.responded", "complaint", complaint, region_code="63.11")
    office.follow()
    office.send()


def test_a_reporter_hears_that_there_is_an_answer_and_not_which(office: Office, actors: dict[str, Actor]) -> None:
    _answered(office, _complain(office, actors, "+62 811 2222 3333"))
    [told] = office.told
    assert told["to"] == "6281122223333"
    assert "ADU-6311" in told["text"]
    assert "Kapan" not in told["text"]


def test_an_anonymous_reporter_is_not_looked_for(office: Office, actors: dict[str, Actor]) -> None:
    _answered(office, _complain(office, actors, "0811222233", anonymous=True))
    assert office.messages == [(MessageReason.COMPLAINT_ANSWERED, MessageState.WITHDRAWN, "no_contact")]


def test_nothing_of_a_person_is_kept(office: Office) -> None:
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    office.send()
    with office.database.read() as session:
        kept = [row.model_dump_json() for row in session.exec(select(Message))]
        kept += [line.model_dump_json() for line in session.exec(select(JournalLine))]
    assert kept
    assert not any("0812" in text or "62812" in text or "PARINGIN" in text for text in kept)


def test_a_gateway_that_is_full_is_tried_again(office: Office) -> None:
    office.folder.write_text("no folder")
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    office.send()
    assert office.messages == [(MessageReason.VISIT_CONFIRMED, MessageState.WAITING, None)]
    office.folder.unlink()
    office.send(NOON + timedelta(seconds=4))
    assert office.told == []
    office.send(NOON + timedelta(seconds=6))
    assert len(office.told) == 1


def test_after_the_last_try_it_has_failed_and_says_why(office: Office) -> None:
    office.folder.write_text("no folder")
    with frozen(NOON), office.database.write() as session:
        subject = ("visit", office.visit)
        intend(
            session, "63.11", MessageReason.VISIT_CONFIRMED, office.school, subject, office.day, school_id=office.school
        )
        session.get_one(Visit, office.visit).state = VisitState.CONFIRMED
    at = NOON
    while at < NOON + timedelta(hours=40):
        office.send(at)
        at += timedelta(hours=1)
    [(_, state, why)] = office.messages
    assert state is MessageState.FAILED
    assert why in ("FileExistsError", "NotADirectoryError")


def test_without_a_way_it_is_withdrawn_and_says_so(office: Office) -> None:
    office.settings = office.settings.model_copy(update={"messages_dir": None})
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    office.send()
    assert office.messages == [(MessageReason.VISIT_CONFIRMED, MessageState.WITHDRAWN, "no_channel")]


@pytest.fixture
def post_office(monkeypatch: pytest.MonkeyPatch) -> list[EmailMessage]:
    """What would go to a mail server; the lines to it are the library's."""
    letters: list[EmailMessage] = []

    class Server:
        def __init__(self, host: str, port: int, **_: Any) -> None:
            assert (host, port) == ("mail.test", 465)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def login(self, user: str, password: str) -> None:
            assert (user, password) == ("u", "p/w")

        def send_message(self, mail: EmailMessage) -> None:
            letters.append(mail)

    monkeypatch.setattr(smtplib, "SMTP_SSL", Server)
    return letters


def test_an_address_gets_mail(office: Office, post_office: list[EmailMessage]) -> None:
    mail = {"smtp_url": SecretStr("smtps://u:p%2Fw@mail.test"), "smtp_from": "dukcapil@balangan.test"}
    office.settings = office.settings.model_copy(update=mail)
    with office.database.write() as session:
        session.get_one(School, office.school).contact_phone = "tu@paringin.sch.id"
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    office.send()
    [letter] = post_office
    assert (letter["To"], letter["From"]) == ("tu@paringin.sch.id", "dukcapil@balangan.test")
    assert "sudah dipastikan" in letter.get_content()
    with office.database.read() as session:
        assert session.exec(select(Message.channel)).one() is Channel.EMAIL


def test_a_schools_address_comes_before_its_number_where_mail_goes_out(
    office: Office, post_office: list[EmailMessage]
) -> None:
    with office.database.write() as session:
        session.get_one(School, office.school).contact_email = "tu@paringin.sch.id"
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    office.send()
    assert [told["to"] for told in office.told] == ["6281234567890"], "no mail goes out here"
    mail = {"smtp_url": SecretStr("smtps://u:p%2Fw@mail.test"), "smtp_from": "dukcapil@balangan.test"}
    office.settings = office.settings.model_copy(update=mail)
    office.moves(VisitState.POSTPONED, "visits.postponed")
    office.send()
    assert [letter["To"] for letter in post_office] == ["tu@paringin.sch.id"]
    assert len(office.told) == 1, "told by one way alone"


def test_a_number_may_go_to_a_gateways_address(office: Office) -> None:
    secret = "whsec_" + "QUJD" * 8
    with receiver() as gateway:
        office.settings = office.settings.model_copy(
            update={
                "messages_webhook_url": SecretStr(gateway.url),
                "messages_webhook_secret": SecretStr(secret),
                "webhooks_allow_private": True,
            }
        )
        office.moves(VisitState.CONFIRMED, "visits.confirmed")
        office.send()
        [(id, body)] = gateway.taken
        assert body["data"] == {"id": id, "to": "6281234567890", "text": body["data"]["text"]}
        assert is_signed(secret, gateway.headers[0], gateway.bodies[0])
    assert office.told == []


def test_a_power_cut_after_sending_sends_the_same_file_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.moves(VisitState.CONFIRMED, "visits.confirmed")
    sent = adapters.send

    def cut(*arguments: Any) -> None:
        sent(*arguments)
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(adapters, "send", cut)
        with pytest.raises(RuntimeError):
            office.send()
    office.send(NOON + timedelta(minutes=1))
    assert office.messages[0][1] is MessageState.WAITING, "the lease still stands"
    office.send(NOON + timedelta(minutes=6))
    assert len(office.told) == 1
    assert office.messages[0][1] is MessageState.SENT
