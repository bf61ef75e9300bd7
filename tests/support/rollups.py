"""The roll-up brought up to date, and held against the people."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import product

from app.core.db import Database
from app.coverage import queries, rollup, rollup_reader
from app.coverage.queries import ask
from app.coverage.rollup_check import differences
from app.coverage.rules import Measure
from app.journal import sealing
from tests.support.histories import Registry
from tests.support.world import World

START = datetime(2026, 6, 29, 1, tzinfo=UTC)
COHORTS = (2025, 2026, 2027)


class Committed:
    """A registry at work whose acts are committed, as the reader of the journal needs them."""

    def __init__(self, database: Database, world: World, seed: int) -> None:
        self._database, self._world = database, world
        self._seed = seed
        self._registry: Registry | None = None
        self.act(6, "list")

    def act(self, times: int, *names: str) -> None:
        """So many random acts, nine hours apart."""
        with self._database.write() as session:
            if self._registry is None:
                self._registry = Registry(session, self._world, self._seed, START)
            self._registry.session = session
            for _ in range(times):
                self._registry.act(*names)
                self._registry.clock += timedelta(hours=9)

    @property
    def clock(self) -> datetime:
        assert self._registry
        return self._registry.clock


def caught_up(database: Database) -> None:
    """Seal what is committed and let the reader read it all."""
    sealing.seal_all(database)
    with database.read() as session:
        built = rollup.is_built(session)
    while rollup_reader.follow(database):
        pass
    if not built:
        caught_up(database)


def compared(database: Database, world: World, cohorts: Sequence[int] = COHORTS) -> int:
    """Every grouping of every measure, for the nation and a province, is what the people say; how many groups."""
    nation, seen = world.actors["nation"], 0
    with database.read() as session:
        assert list(differences(session)) == []
        for region, measure, cohort, group_by in product((None, "63"), Measure, cohorts, rollup.GROUPINGS):
            question = ask(nation, region, None)
            kept = rollup.coverage(session, nation, question, measure, cohort, group_by)
            assert kept is not None
            counted = queries.coverage(session, nation, question, measure, cohort, group_by)
            assert kept[0] == counted, (region, measure, cohort, group_by)
            seen += len(counted)
    return seen
