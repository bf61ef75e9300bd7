"""The cheapest remedy, reckoned with a pencil."""

from datetime import date
from uuid import UUID

import pytest

from app.visits.action_rules import Remedy, RemedyKind, at_point, by_visit, cheapest
from app.visits.travel_rules import Travel

POINT = UUID(int=1)
NEAR, FAR, UNKNOWN = (
    Travel(20, 10.0, estimated=True),
    Travel(80, 40.0, estimated=True),
    Travel(None, None, estimated=True),
)
TURNS = date(2027, 3, 1)
BEFORE, AFTER = date(2027, 2, 20), date(2027, 3, 2)


def point(way: Travel = NEAR) -> Remedy:
    return at_point(POINT, "Kantor Dukcapil", way, 2500)


def visit(day: date | None = BEFORE, way: Travel = NEAR, people: int = 1) -> Remedy:
    return by_visit(day, way, 2500, 450_000, people)


def test_a_way_is_paid_there_and_back_and_a_visit_is_shared_by_the_school() -> None:
    assert point().cost == 50_000
    assert visit().cost == 500_000
    assert visit(people=20).cost == 25_000
    assert visit(people=0).cost == 500_000
    assert point(UNKNOWN).cost is None


@pytest.mark.parametrize(
    ("at", "by", "kind", "day"),
    [
        (point(), visit(people=2), RemedyKind.SERVICE_POINT, None),
        (point(FAR), visit(people=20), RemedyKind.VISIT, BEFORE),
        (point(FAR), visit(AFTER, people=20), RemedyKind.SERVICE_POINT, None),  # the visit would come too late
        (point(FAR), visit(None, people=20), RemedyKind.SERVICE_POINT, None),
        (None, visit(AFTER), RemedyKind.VISIT, AFTER),  # better late than not
        (None, None, RemedyKind.VISIT, None),
        (point(UNKNOWN), visit(people=20), RemedyKind.VISIT, BEFORE),
        (point(UNKNOWN), visit(way=UNKNOWN), RemedyKind.SERVICE_POINT, None),
        (point(), None, RemedyKind.SERVICE_POINT, None),
    ],
)
def test_the_cheaper_of_what_is_possible_in_time_is_taken(
    at: Remedy | None, by: Remedy | None, kind: RemedyKind, day: date | None
) -> None:
    found = cheapest(at, by, TURNS)
    assert (found.kind, found.day) == (kind, day)
