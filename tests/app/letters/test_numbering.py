"""Letters issued at the same moment: numbers follow each other without a gap or a pair, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from sqlmodel import select

from app.core.access import Actor
from app.core.clock import frozen
from app.core.db import Database
from app.core.errors import Conflict
from app.letters import service
from app.letters.models import Letter, LetterKind
from app.visits import roster
from app.visits import service as visiting
from app.visits.models import VisitKind
from app.visits.rules import Action
from tests.support.world import World, add_student, instant

URL = "https://contoh.id"


def _visit(database: Database, world: World, actor: Actor, day: int) -> UUID:
    with database.write() as session:
        facts = {
            "kind": VisitKind.RECORDING,
            "school_id": world.schools["paringin"],
            "team_id": world.teams["team1"],
            "kit_ids": [world.kits["kit1"]],
            "starts_at": instant(f"2027-02-{day:02}T08:00:00+08:00"),
            "ends_at": instant(f"2027-02-{day:02}T12:00:00+08:00"),
            "override_reason": "uji",
        }
        add_student(session, world, "paringin", name=f"SISWA {day}")
        visit, _ = visiting.create(session, actor, facts)
        visiting.move(session, actor, visit.id, Action.PROPOSE, None)
        roster.fill(session, actor, visit.id, None)
        return visit.id


def test_letters_at_the_same_moment_get_numbers_without_gap_or_pair(
    database: Database, world: World, actors: dict[str, Actor]
) -> None:
    officer = actors["officer"]
    visits = [_visit(database, world, officer, day) for day in (1, 2, 3, 4)]
    # A report is refused here: it must not leave a hole.
    kinds = [LetterKind.NOTICE, LetterKind.REPORT, LetterKind.SLIPS, LetterKind.ASSIGNMENT]

    def issue(visit_id: UUID, kind: LetterKind) -> str:
        with database.write() as session:
            try:
                return service.issue(session, officer, visit_id, kind, URL)[0].kind.value
            except Conflict:
                return "refused"

    jobs = [(visit, kind) for kind in kinds for visit in visits]
    with ThreadPoolExecutor(6) as pool:
        done = Counter(pool.map(lambda job: issue(*job), jobs))
    assert done == {"notice": 4, "slips": 4, "assignment": 4, "refused": 4}
    with database.read() as session:
        numbers = session.exec(select(Letter.sequence).order_by(Letter.sequence)).all()  # type: ignore[arg-type]
    assert list(numbers) == list(range(1, 13))


def test_numbers_start_anew_with_the_regions_own_year(
    database: Database, world: World, actors: dict[str, Actor]
) -> None:
    visit = _visit(database, world, actors["officer"], 1)
    given = []
    # The last is still 2026 in London and Jakarta, but not in Balangan.
    for at in ("2026-12-31T23:30:00+08:00", "2026-12-31T23:50:00+08:00", "2027-01-01T00:10:00+08:00"):
        with frozen(instant(at)), database.write() as session:
            letter, _ = service.issue(session, actors["officer"], visit, LetterKind.NOTICE, URL)
            given.append((letter.number, letter.date.isoformat()))
    assert given == [
        ("400.12/001/DISDUKCAPIL/2026", "2026-12-31"),
        ("400.12/002/DISDUKCAPIL/2026", "2026-12-31"),
        ("400.12/001/DISDUKCAPIL/2027", "2027-01-01"),
    ]
