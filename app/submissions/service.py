"""Taking in student lists: check, apply, discard. Taking one back stands in ``reverting``."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.core.access import Actor, Role
from app.core.clock import now
from app.core.db import keys_of
from app.core.errors import StateConflict, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.regions.queries import setting, today
from app.schools import queries as schools
from app.schools.models import School
from app.students.rules import academic_year
from app.submissions import applying, queries
from app.submissions.matching import Plan, plan, without_claims
from app.submissions.models import Submission, SubmissionAlias, SubmissionMode, SubmissionState
from app.submissions.parsing import Listed
from app.submissions.rules import MOVES, ChangedSinceCheck, Judged, check_missing, content_of, judge, notes_of


def submit(
    session: Session,
    actor: Actor,
    school_id: UUID,
    listed: Listed,
    *,
    mode: SubmissionMode = SubmissionMode.PARTIAL,
    dry_run: bool = False,
    confirm_missing: int | None = None,
    id: UUID | None = None,
) -> tuple[Submission, bool]:
    """
    Check a list and, unless it is a dry run, apply it at once; the flag says whether it is a new one.

    The same rows as the school's latest applied list are that list, and change nothing. Raises :class:`NotFound` for
    a school out of sight, :class:`MissingUnconfirmed` when a full list leaves out too many.
    """
    school = schools.get(session, actor, school_id, lock=True)
    content = {"school": str(school_id), "mode": mode, "dry_run": dry_run, "rows": [raw.values for raw in listed.rows]}
    first = first_time(session, actor, id, "submission", content)
    if not first and id is not None and (known := queries.answered(session, actor, id)) is not None:
        return known, False
    on = today(school.region_code)
    judged = judge(listed.rows, queries.places(session, school.region_code), on)
    digest = _digest(session, mode, judged)
    latest = queries.latest_applied(session, school.id)
    if latest is not None and latest.content_hash == digest:
        _remember(session, actor, id, latest)
        return latest, False
    planned = _plan(session, school.id, judged, mode)
    if not dry_run:
        _guard(session, school, planned, confirm_missing)
    submission = _opened(actor, school, listed, mode, digest, on, id)
    submission.notes = _notes(session, school, listed, on)
    _count(submission, planned)
    session.add(submission)
    session.flush()
    if not dry_run:
        _carry_out(session, actor, submission, planned)
    applying.store_new(session, submission, planned, listed.sheet)
    _note(session, actor, submission, "submissions.checked" if dry_run else "submissions.applied")
    return submission, True


def _opened(
    actor: Actor, school: School, listed: Listed, mode: SubmissionMode, digest: str, on: date, id: UUID | None
) -> Submission:
    return Submission(
        id=id or new_id(),
        region_code=school.region_code,
        school_id=school.id,
        state=SubmissionState.CHECKED,
        mode=mode,
        source_format=listed.source_format,
        file_name=listed.file_name,
        academic_year=academic_year(on),
        content_hash=digest,
        submitted_by=actor.account_id,
        on_behalf=actor.role is not Role.SCHOOL,
        headers=[[name, text] for name, text in listed.headers.items()],
    )


def _notes(session: Session, school: School, listed: Listed, on: date) -> list[dict[str, Any]]:
    days = int(setting(session, school.region_code, "list_old_days", on))
    notes = [*listed.notes, *notes_of(listed.school_named, listed.downloaded_on, school.name, on, days)]
    return [{"code": note.code, "params": dict(note.params)} for note in notes]


def apply(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    *,
    version: int | None = None,
    confirm_missing: int | None = None,
) -> tuple[Submission, ChangedSinceCheck | None]:
    """
    Apply a checked list, after checking again.

    When a verdict has changed, nothing is applied, the preview is brought up to date, and the refusal with the new
    counts is handed back instead of raised: raising would undo the new preview. Raises :class:`StateConflict`,
    :class:`VersionMismatch`, :class:`MissingUnconfirmed`.
    """
    school = schools.get(session, actor, queries.school_of(session, actor, submission_id), lock=True)
    submission = take(session, actor, submission_id, "apply", version)
    stored = queries.all_rows(session, submission.id)
    judged = [without_claims(queries.restore(session, row)) for row in stored]
    planned = _plan(session, school.id, judged, submission.mode)
    promised = [(row.outcome, row.student_id, applying.has_claim(row)) for row in stored]
    changed = planned.verdicts() != promised or len(planned.missing) != submission.missing
    counts = _count(submission, planned)
    submission.version += 1
    if changed:
        applying.store_again(session, stored, planned)
        session.flush()
        _note(session, actor, submission, "submissions.rechecked")
        return submission, ChangedSinceCheck(extra={"counts": counts, **counts})
    _guard(session, school, planned, confirm_missing)
    _carry_out(session, actor, submission, planned)
    applying.store_again(session, stored, planned)
    session.flush()
    _note(session, actor, submission, "submissions.applied")
    return submission, None


def discard(session: Session, actor: Actor, submission_id: UUID, *, version: int | None = None) -> Submission:
    """Put a checked list away unapplied. Raises :class:`StateConflict`, :class:`VersionMismatch`."""
    schools.get(session, actor, queries.school_of(session, actor, submission_id), lock=True)
    submission = take(session, actor, submission_id, "discard", version)
    submission.state = SubmissionState.DISCARDED
    submission.version += 1
    session.flush()
    _note(session, actor, submission, "submissions.discarded")
    return submission


def take(session: Session, actor: Actor, submission_id: UUID, move: str, version: int | None) -> Submission:
    """The list, locked, if ``move`` is possible now and ``version`` (when told) is its present one."""
    submission = queries.get(session, actor, submission_id, lock=True)
    if version is not None and submission.version != version:
        raise VersionMismatch
    if move not in MOVES[submission.state]:
        raise StateConflict(state=submission.state.value, allowed=MOVES[submission.state])
    return submission


def _count(submission: Submission, planned: Plan) -> dict[str, int]:
    counts = planned.counts()
    for name, value in counts.items():
        setattr(submission, name, value)
    submission.problem_rows = [[code, rows] for code, rows in planned.problem_rows()]
    return counts


def _remember(session: Session, actor: Actor, id: UUID | None, submission: Submission) -> None:
    """What a client's id was answered with: asked again, after whatever other lists, it answers the same."""
    if id is None:
        return
    session.merge(SubmissionAlias(id=id, submission_id=submission.id))
    session.flush()
    _note(session, actor, submission, "submissions.sent_again")


def _digest(session: Session, mode: SubmissionMode, judged: Sequence[Judged]) -> str:
    # A full list does more than a partial one with the same rows, so the mode is part of what was sent.
    return keys_of(session).blind("list", json.dumps([mode.value, content_of(judged)], sort_keys=True))


def _plan(session: Session, school_id: UUID, judged: Sequence[Judged], mode: SubmissionMode) -> Plan:
    keys = keys_of(session)
    hashes = [keys.blind("nik", row.person.nik) if row.person.nik else None for row in judged]
    pupils = queries.pupils_of(session, school_id)
    own = {pupil.nik_hash for pupil in pupils}
    elsewhere, merged = queries.holders(session, school_id, {h for h in hashes if h is not None} - own)
    for pupil in pupils:
        pupil.nik_hash = pupil.nik_hash or merged.get(pupil.id)
    return plan(judged, hashes, pupils, elsewhere, full=mode is SubmissionMode.FULL)


def _guard(session: Session, school: School, planned: Plan, confirmed: int | None) -> None:
    percent = setting(session, school.region_code, "missing_confirm_percent", today(school.region_code))
    check_missing(len(planned.missing), planned.active, float(percent), confirmed)


def _carry_out(session: Session, actor: Actor, submission: Submission, planned: Plan) -> None:
    submission.state, submission.applied_at = SubmissionState.APPLIED, now()
    applying.carry_out(session, actor, submission, planned)
    claims = sum(line.claims is not None for line in planned.lines)
    on = today(submission.region_code)
    if claims > int(setting(session, submission.region_code, "transfer_alert_count", on)):
        journal.write(
            session,
            actor,
            "submissions.many_claims",
            "submission",
            submission.id,
            region_code=submission.region_code,
            school_id=submission.school_id,
            data={"claims": claims},
        )


def _note(session: Session, actor: Actor, submission: Submission, kind: str) -> None:
    counted = ("total", "created", "updated", "unchanged", "rejected", "ignored", "warnings", "missing")
    journal.write(
        session,
        actor,
        kind,
        "submission",
        submission.id,
        region_code=submission.region_code,
        school_id=submission.school_id,
        data={name: getattr(submission, name) for name in counted}
        | {"mode": submission.mode.value, "on_behalf": submission.on_behalf},
    )
