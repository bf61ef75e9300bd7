"""
The registry of measures: every figure that we publish, said once.

``/v1/measures``, the documents, the pages and the tests read it. Its words stand in ``messages.toml`` under
``coverage.measure.<name>.<part>``; what it counts is said by :class:`app.coverage.counting.Counting`.
"""

from dataclasses import dataclass

from app.coverage.impact_rules import UNITS, Item
from app.coverage.rules import Figure

PARTS = ("meaning", "numerator", "denominator", "filter")


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    name: str
    unit: str
    """``percent``, ``persons``, ``days``, ``points`` (percentage points), or what impact is told in."""
    source: str
    """Where its definition comes from, in law or practice."""
    path: str
    """Where it is answered."""
    figure: Figure | None
    """What is counted; ``None`` where the number was entered or is no count."""
    of: Figure | None = None
    """Of what it is a share; ``None``: of nothing, or of a number that was entered."""
    version: int = 1
    """Grows with each change of meaning, so that a figure of last year is not taken for one of today."""

    shares: str | None = None
    """The measure whose denominator and filter are its own too."""

    def code(self, part: str) -> str:
        common = self.shares is not None and part in ("denominator", "filter")
        return f"coverage.measure.{self.shares if common else self.name}.{part}"


_LAW = "UU 24/2013 art. 63(1)"
_COVERAGE, _ELIGIBILITY, _FUNNEL = "/v1/coverage", "/v1/eligibility", "/v1/coverage/funnel"
_CARD = "Card states of the national system, as imported or entered"
_F = Figure

MEASURES = (
    MeasureEntry("coverage_cohort", "percent", _LAW, _COVERAGE, _F.RECORDED, _F.LISTED),
    MeasureEntry(
        "coverage_in_year",
        "percent",
        "Balangan: 515 of 2,614 (19.70 %), 638 of 2,233 (28.57 %)",
        f"{_COVERAGE}?measure=in_year",
        _F.RECORDED,
        _F.LISTED,
    ),
    MeasureEntry(
        "coverage_change",
        "points",
        "Balangan compares the years before and after the service began",
        "/v1/coverage/years",
        None,
    ),
    MeasureEntry(
        "card_ownership", "percent", "Dukcapil reports: holders of all who must hold a card", "/v1/ownership", None
    ),
    MeasureEntry(
        "list_completeness",
        "percent",
        "School lists against the registry's cohort total",
        _COVERAGE,
        _F.LISTED,
    ),
    MeasureEntry("eligible", "persons", f"{_LAW}; recording age by practice of the region", _ELIGIBILITY, _F.ELIGIBLE),
    MeasureEntry(
        "becoming_eligible_90d", "persons", f"{_LAW}; looked ahead 90 days", _ELIGIBILITY, _F.BECOMING_ELIGIBLE_90D
    ),
    MeasureEntry("age_unknown", "persons", "Rows whose birth date no source gives", _ELIGIBILITY, _F.AGE_UNKNOWN),
    MeasureEntry("of_age", "persons", _LAW, _FUNNEL, _F.OF_AGE),
    MeasureEntry("scheduled", "persons", "Rosters of visits that were not cancelled", _FUNNEL, _F.SCHEDULED),
    MeasureEntry("recorded_here", "persons", "Recordings of this installation", _COVERAGE, _F.RECORDED_HERE),
    MeasureEntry("recorded_elsewhere", "persons", _CARD, _COVERAGE, _F.RECORDED_ELSEWHERE),
    MeasureEntry("ready", "persons", _CARD, _COVERAGE, _F.READY),
    MeasureEntry("printed", "persons", _CARD, _COVERAGE, _F.PRINTED),
    MeasureEntry("handed_over", "persons", _CARD, _COVERAGE, _F.HANDED_OVER),
    MeasureEntry(
        "on_time_17", "persons", "The promise itself: the card arrives on the 17th birthday", _COVERAGE, _F.ON_TIME_17
    ),
    MeasureEntry(
        "days_to_ready",
        "days",
        "Own count; the centre promises no deadline, and none is promised here",
        "/v1/coverage/durations",
        None,
    ),
    MeasureEntry(
        "voters",
        "percent",
        "UU 7/2017 art. 1: who is 17 on polling day, or ever married, may vote",
        "/v1/coverage/voters",
        _F.RECORDED,
        _F.LISTED,
    ),
    *(
        MeasureEntry(
            item.value,
            UNITS[item],
            "Against the nearest service point that could record on the day (docs/decisions/0028)",
            "/v1/impact",
            None,
            shares="impact",
        )
        for item in Item
    ),
)
BY_NAME = {entry.name: entry for entry in MEASURES}
