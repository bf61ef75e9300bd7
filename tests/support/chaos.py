"""Days in the field as they really are: many devices, lost answers, wrong clocks, and a server whose power fails."""

import http.client
import json
import random
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as clock
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.core.clock import now
from app.core.crypto import load_keys
from app.core.db import Database
from app.core.ids import new_id
from app.core.settings import Settings
from app.regions.queries import today, zone
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from tests.support.servers import Server, tokens_for
from tests.support.world import BALANGAN, World, add_student

OUTCOMES = {"recorded": 60, "absent": 14, "failed": 8, "deferred": 5, "refused": 4, "already_recorded": 5, "left": 4}
REASON = {"failed": "fingerprint_unreadable", "deferred": "ill", "refused": "photo_refused"}
LOST_ANSWERS, REPLAYS, VOIDS, SINGLES = 0.3, 0.1, 0.03, 0.5
DAYS, CLOCK_DAYS = 3, 3
PATIENCE_SECONDS = 900


@dataclass(frozen=True)
class Size:
    devices: int
    recordings: int
    kills: int
    workers: int = 1


@dataclass
class Field:
    """What the oracle knows of the world before anybody sets out."""

    visits: dict[UUID, Visit]
    pupils: dict[UUID, UUID]
    """School by pupil."""
    expected: set[tuple[UUID, UUID]]
    """``(visit, pupil)`` on a roster from the beginning."""
    guests: dict[str, UUID]
    """Pupils who are only ever shown by their NIK, at the other school."""


TEAMS = {"paringin": "team1", "halong": "team2"}


def lay_out(settings: Settings, world: World, pupils: int) -> Field:
    """Two schools, each visited by its team on each of the last days; half of the pupils stand on the rosters."""
    database = Database(settings, load_keys(settings.keys_dir))
    made = Field({}, {}, set(), {})
    for school in TEAMS:
        people: list[UUID] = []
        while len(people) < pupils // 2:  # a write may take half a minute, and machines are slow at times
            with database.write() as session:
                many = min(100, pupils // 2 - len(people))
                people += [add_student(session, world, school, name="MURID", nik=_some_nik()) for _ in range(many)]
        made.pupils |= dict.fromkeys(people, world.schools[school])
        with database.write() as session:
            for _ in range(4):
                nik = _some_nik()
                made.guests[nik] = add_student(session, world, school, name="TAMU", nik=nik)
                made.pupils[made.guests[nik]] = world.schools[school]
            _visits(session, world, school, people[: len(people) // 2], made)
    database.dispose()
    return made


def _visits(session: Session, world: World, school: str, seats: Sequence[UUID], made: Field) -> None:
    place, last = zone(BALANGAN), today(BALANGAN) - timedelta(days=1)
    for day in (last - timedelta(days=n) for n in range(DAYS)):
        visit = Visit(
            region_code=BALANGAN,
            kind=VisitKind.RECORDING,
            school_id=world.schools[school],
            team_id=world.teams[TEAMS[school]],
            date=day,
            starts_at=datetime.combine(day, clock(7, 30), place),
            ends_at=datetime.combine(day, clock(14, 0), place),
            capacity=len(seats),
            state=VisitState.CONFIRMED,
        )
        session.add(visit)
        session.flush()
        session.add_all(RosterEntry(visit_id=visit.id, student_id=pupil) for pupil in seats)
        session.flush()
        session.expunge(visit)
        made.visits[visit.id] = visit
        made.expected |= {(visit.id, pupil) for pupil in seats}


def _some_nik() -> str:
    return f"6311{new_id().int % 10**12:012}"


@dataclass
class Device:
    """A device, what it made, and what it was told of each. ``ahead`` is how far its clock is from the truth."""

    name: str
    team: str
    ahead: timedelta
    made: list[dict[str, Any]]
    told: dict[str, set[tuple[str, str | None]]] = field(default_factory=lambda: defaultdict(set))
    """``(status, code)`` of all answers that arrived, by id."""
    voided: dict[str, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)


def equip(world: World, field_: Field, size: Size, chance: random.Random) -> list[Device]:
    """Devices with all that they recorded over the days; two of a team meet the same pupils."""
    devices = []
    for number in range(size.devices):
        school, team = list(TEAMS.items())[number % 2]
        ahead = timedelta(seconds=chance.uniform(-CLOCK_DAYS * 86400, CLOCK_DAYS * 86400))
        # Every fourth is set right: else nobody who sends alone, without telling the time, would ever fit a visit.
        device = Device(f"kit-{number}", team, ahead if number % 4 else timedelta(0), [])
        count = size.recordings // size.devices + (number < size.recordings % size.devices)
        device.made = [_item(world, field_, device, school, chance) for _ in range(count)]
        chance.shuffle(device.made)
        devices.append(device)
    return devices


def _item(world: World, field_: Field, device: Device, school: str, chance: random.Random) -> dict[str, Any]:
    mine = [visit for visit in field_.visits.values() if visit.school_id == world.schools[school]]
    visit = chance.choice(mine)
    truly = visit.starts_at + (visit.ends_at - visit.starts_at) * chance.random()
    outcome = chance.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
    item: dict[str, Any] = {
        "id": str(new_id()),
        "visit_id": str(visit.id),
        "outcome": outcome,
        "captured_at": (truly + device.ahead).isoformat(),
        "device_id": device.name,
        "offline": True,
    }
    if outcome in REASON:
        item["reason"] = REASON[outcome]
    kind = chance.random()
    guests = set(field_.guests.values())
    here = [p for p, at in field_.pupils.items() if at == world.schools[school] and p not in guests]
    away = [nik for nik, pupil in field_.guests.items() if field_.pupils[pupil] != world.schools[school]]
    item["student_id"] = str(chance.choice(here))
    if kind < 0.03:
        del item["student_id"]
        item["student"] = {"name": "Tamu", "nik": chance.choice(away)}
    elif kind < 0.05:
        item["student_id"] = str(new_id())
    elif kind < 0.08:
        del item["visit_id"]
    elif kind < 0.10:
        item["visit_id"] = str(chance.choice([v.id for v in field_.visits.values() if v not in mine]))
    return item


class Sender(threading.Thread):
    """Brings a device's recordings in, in whatever order and company, until each was answered."""

    def __init__(self, device: Device, port: int, token: str, seed: str) -> None:
        super().__init__(daemon=True)
        self.device, self.port, self.token = device, port, token
        self.chance = random.Random(seed)
        self.until = time.monotonic() + PATIENCE_SECONDS
        self._wire: http.client.HTTPConnection | None = None

    def run(self) -> None:
        waiting = {item["id"]: item for item in self.device.made}
        while waiting and time.monotonic() < self.until and not self.device.strange:
            size = 1 if self.chance.random() < SINGLES else self.chance.randint(2, 60)
            parcel = self.chance.sample(list(waiting.values()), min(size, len(waiting)))
            parcel += [item for item in self.device.made if self.chance.random() < REPLAYS * size / len(waiting)][:size]
            if size > 1 and self.chance.random() < REPLAYS:
                parcel.append(parcel[0])  # the same id twice in a batch
            for id in self._deliver(parcel):
                waiting.pop(id, None)
                self._take_back(id)
        if waiting:
            self.device.strange.append(f"{len(waiting)} were never answered")
        self._hang_up()

    def _hang_up(self) -> None:
        if self._wire is not None:
            self._wire.close()
        self._wire = None

    def _deliver(self, parcel: Sequence[dict[str, Any]]) -> list[str]:
        """Send a parcel; the ids of which an answer arrived."""
        if len(parcel) == 1:
            answer = self._ask("POST", "/v1/recordings", parcel[0])
            if answer is None:
                return []
            status, body = answer
            said = {201: body.get("verdict"), 200: "replayed", 202: "parked"}.get(status)
            results = [{"id": body["id"], "status": said, "code": body["parked_code"]}]
        else:
            device_time = (now() + self.device.ahead).isoformat()
            answer = self._ask("POST", "/v1/recordings/batch", {"items": parcel, "device_time": device_time})
            if answer is None:
                return []
            results = answer[1]["results"]
        for result in results:
            self.device.told[result["id"]].add((result["status"], result["code"]))
        return [result["id"] for result in results]

    def _take_back(self, id: str) -> None:
        placed = ("parked",) not in {(status,) for status, _ in self.device.told[id]}
        if not placed or id in self.device.voided or self.chance.random() >= VOIDS:
            return
        self.device.voided[id] = void = str(new_id())
        while time.monotonic() < self.until and not self.device.strange:
            if self._ask("PUT", f"/v1/recordings/{id}/voids/{void}", {"reason": "salah orang"}) is not None:
                return

    def _ask(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]] | None:
        """The answer to a request, or nothing: lost on its way, or never given."""
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        lost = self.chance.random() < LOST_ANSWERS
        answered = not lost or self.chance.random() < 0.8
        try:
            if self._wire is None:
                self._wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self._wire.request(method, path, json.dumps(body), headers)
            answer = self._wire.getresponse() if answered else None
            content = answer.read() if answer else b""
        except (OSError, http.client.HTTPException):
            answer = None
        if answer is None:  # the power or the network went away under it
            self._hang_up()
            time.sleep(0.05)
            return None
        if answer.status == 503:
            time.sleep(0.2)
            return None
        if answer.status not in (200, 201, 202):
            self.device.strange.append(f"{method} {path} {answer.status} {content[:300]!r}")
            return None
        return None if lost else (answer.status, json.loads(content))


def let_loose(settings: Settings, world: World, server: Server, devices: Sequence[Device], kills: int) -> None:
    """All devices send at once while the power fails ``kills`` times, spread over what is to be answered."""
    tokens = tokens_for(settings, world)
    senders = [Sender(device, server.port, tokens[device.team], device.name) for device in devices]
    total = sum(len(device.made) for device in devices)
    for sender in senders:
        sender.start()
    for number in range(1, kills + 1):
        while sum(len(device.told) for device in devices) < total * number / (kills + 1):
            if not any(sender.is_alive() for sender in senders):
                break
            time.sleep(0.02)
        server.kill()
        server.start()
    for sender in senders:
        sender.join(PATIENCE_SECONDS)
