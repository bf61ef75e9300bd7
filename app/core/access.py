"""Who may do what: roles, permissions, the one grant table, and the actor that every query starts from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, true


class Role(StrEnum):
    ADMIN = "dukcapil_admin"
    OFFICER = "dukcapil_officer"
    SCHOOL = "school"
    TEAM = "field_team"
    VIEWER = "viewer"


class Permission(StrEnum):
    """``room:verb``. A route names exactly one; the grant table below says who has it."""

    REGIONS_READ = "regions:read"
    REGIONS_WRITE = "regions:write"
    SETTINGS_READ = "settings:read"
    SETTINGS_WRITE = "settings:write"
    CALENDAR_READ = "calendar:read"
    CALENDAR_WRITE = "calendar:write"
    ACCOUNTS_MANAGE = "accounts:manage"
    ACCOUNTS_SELF = "accounts:self"
    SCHOOLS_READ = "schools:read"
    SCHOOLS_WRITE = "schools:write"
    SUBMISSIONS_READ = "submissions:read"
    SUBMISSIONS_WRITE = "submissions:write"
    STUDENTS_READ = "students:read"
    STUDENTS_WRITE = "students:write"
    STUDENTS_OFFICE = "students:office"
    ELIGIBILITY_READ = "eligibility:read"
    TRANSFERS_RELEASE = "transfers:release"
    DATA_REQUESTS_DECIDE = "data-requests:decide"
    TEAMS_READ = "teams:read"
    TEAMS_WRITE = "teams:write"
    VISITS_READ = "visits:read"
    VISITS_WRITE = "visits:write"
    VISITS_ANSWER = "visits:answer"
    ROSTERS_READ = "rosters:read"
    ROSTERS_WRITE = "rosters:write"
    LETTERS_READ = "letters:read"
    LETTERS_ISSUE = "letters:issue"
    LETTERHEADS_WRITE = "letterheads:write"
    SLIPS_ISSUE = "slips:issue"
    PACKS_READ = "packs:read"
    RECORDINGS_READ = "recordings:read"
    RECORDINGS_WRITE = "recordings:write"
    RECORDINGS_RESOLVE = "recordings:resolve"
    CARDS_READ = "cards:read"
    CARDS_WRITE = "cards:write"
    CARDS_IMPORT = "cards:import"
    HANDOVERS_CONFIRM = "handovers:confirm"
    COMPLAINTS_FILE = "complaints:file"
    COMPLAINTS_READ = "complaints:read"
    COMPLAINTS_WRITE = "complaints:write"
    COMPLAINTS_STATISTICS = "complaints:statistics"
    SURVEYS_READ = "surveys:read"
    SURVEYS_WRITE = "surveys:write"
    IKM_READ = "ikm:read"
    COVERAGE_READ = "coverage:read"
    TOTALS_READ = "totals:read"
    TOTALS_WRITE = "totals:write"
    PUBLICATIONS_READ = "publications:read"
    PUBLICATIONS_WRITE = "publications:write"
    JOURNAL_READ = "journal:read"
    EVENTS_READ = "events:read"
    MESSAGES_READ = "messages:read"
    SUBSCRIPTIONS_MANAGE = "subscriptions:manage"


_P = Permission
_EVERYONE = {_P.ACCOUNTS_SELF, _P.REGIONS_READ, _P.SCHOOLS_READ, _P.CALENDAR_READ, _P.SETTINGS_READ}
_AGGREGATES = {_P.ELIGIBILITY_READ, _P.COVERAGE_READ, _P.COMPLAINTS_STATISTICS, _P.IKM_READ, _P.TOTALS_READ}
_OFFICE = set(_P) - {_P.ACCOUNTS_MANAGE, _P.SETTINGS_WRITE, _P.DATA_REQUESTS_DECIDE}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(_P),
    Role.OFFICER: frozenset(_OFFICE),
    Role.SCHOOL: frozenset(
        _EVERYONE
        | _AGGREGATES
        | {
            _P.SUBMISSIONS_READ,
            _P.SUBMISSIONS_WRITE,
            _P.STUDENTS_READ,
            _P.STUDENTS_WRITE,
            _P.TRANSFERS_RELEASE,
        }
        | {
            _P.TEAMS_READ,
            _P.VISITS_READ,
            _P.VISITS_ANSWER,
            _P.ROSTERS_READ,
            _P.LETTERS_READ,
            _P.RECORDINGS_READ,
            _P.CARDS_READ,
            _P.HANDOVERS_CONFIRM,
        }
        | {_P.COMPLAINTS_FILE, _P.COMPLAINTS_READ}
    ),
    Role.TEAM: frozenset(
        _EVERYONE
        | _AGGREGATES
        | {
            _P.TEAMS_READ,
            _P.VISITS_READ,
            _P.ROSTERS_READ,
            _P.LETTERS_READ,
            _P.PACKS_READ,
            _P.RECORDINGS_READ,
            _P.RECORDINGS_WRITE,
        }
    ),
    Role.VIEWER: frozenset(_EVERYONE | _AGGREGATES | {_P.PUBLICATIONS_READ}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. ``region_code`` is ``None`` for the nation; schools and teams carry the regency they belong to."""

    account_id: UUID | None
    role: Role
    region_code: str | None
    school_id: UUID | None = None
    team_id: UUID | None = None
    session_id: UUID | None = None
    request_id: str = ""

    def may(self, permission: Permission) -> bool:
        return permission in GRANTS[self.role]

    @property
    def is_office(self) -> bool:
        return self.role in {Role.ADMIN, Role.OFFICER}

    def covers(self, region_code: str) -> bool:
        """Whether ``region_code`` lies in this actor's region, compared by dotted segment."""
        return covers(self.region_code, region_code)


SYSTEM = Actor(account_id=None, role=Role.ADMIN, region_code=None)
"""The installation itself: commands and jobs."""


def stranger(region_code: str | None = None, request_id: str = "") -> Actor:
    """Someone without an account: reads nothing by a name, and is nobody in the journal."""
    return Actor(account_id=None, role=Role.VIEWER, region_code=region_code, request_id=request_id)


def covers(scope: str | None, region_code: str) -> bool:
    return scope is None or region_code == scope or region_code.startswith(f"{scope}.")


def within(column: Any, scope: str | None) -> ColumnElement[bool]:
    """SQL for :func:`covers`: rows whose region code lies in ``scope``."""
    if scope is None:
        return true()
    return or_(column == scope, column.like(f"{scope}.%"))


def regency_of(region_code: str) -> str:
    """The regency (the tenant) that a district or village belongs to: its first two segments."""
    return ".".join(region_code.split(".")[:2])
