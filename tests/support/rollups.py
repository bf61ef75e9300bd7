"""The roll-up brought up to date, and held against the people."""

from itertools import product

from app.core.db import Database
from app.coverage import queries, rollup, rollup_reader
from app.coverage.queries import ask
from app.coverage.rollup_check import differences
from app.coverage.rules import Measure
from app.journal import sealing
from tests.support.world import World

COHORTS = (2024, 2025, 2026, 2027)


def caught_up(database: Database) -> None:
    """Seal what is committed and let the reader read it all."""
    sealing.seal_all(database)
    with database.read() as session:
        built = rollup.is_built(session)
    while rollup_reader.follow(database):
        pass
    if not built:
        caught_up(database)


def compared(database: Database, world: World) -> int:
    """Every grouping of every measure, for the nation and a province, is what the people say; how many groups."""
    nation, seen = world.actors["nation"], 0
    with database.read() as session:
        assert list(differences(session)) == []
        for region, measure, cohort, group_by in product((None, "63"), Measure, COHORTS, rollup.GROUPINGS):
            question = ask(nation, region, None)
            kept = rollup.coverage(session, nation, question, measure, cohort, group_by)
            assert kept is not None
            counted = queries.coverage(session, nation, question, measure, cohort, group_by)
            assert kept[0] == counted, (region, measure, cohort, group_by)
            seen += len(counted)
    return seen
