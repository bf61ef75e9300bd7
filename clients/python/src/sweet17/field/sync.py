"""Bringing the outbox to the registry and packs to the device."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sweet17.client import Sweet17
from sweet17.errors import Sweet17Error
from sweet17.field.outbox import Answer, Entry, Outbox, State

BATCH = 500
_STATES = {
    "created": State.SENT,
    "duplicate": State.SENT,
    "replayed": State.SENT,
    "parked": State.PARKED,
    "conflict": State.REFUSED,
    "invalid": State.REFUSED,
}


@dataclass
class Report:
    """What one run did. ``stopped`` is why it ended early; all that was not answered is still queued."""

    sent: int = 0
    parked: int = 0
    refused: int = 0
    received: int = 0
    again: int = 0
    stopped: Sweet17Error | None = None


def sync(
    registry: Sweet17, outbox: Outbox, owner: str, progress: Callable[[int], None] = lambda _count: None
) -> Report:
    """Send what waits, oldest first, then ask what the registry holds; what it lost is sent once more."""
    report = Report()
    try:
        _send(registry, outbox, owner, report, progress)
        report.again = _reconcile(registry, outbox, owner, report)
        if report.again:
            _send(registry, outbox, owner, report, progress)
    except Sweet17Error as error:
        report.stopped = error
    return report


def _send(registry: Sweet17, outbox: Outbox, owner: str, report: Report, progress: Callable[[int], None]) -> None:
    after = 0
    while batch := outbox.queued(owner, after=after, limit=BATCH):
        after = batch[-1].seq
        parts = deque([batch])
        while parts:
            part = parts.popleft()
            try:
                results = _deliver(registry, part)
            except Sweet17Error as error:
                if len(part) == 1 or not _about_content(error):
                    raise
                # The batch as a whole was refused: halve it until the item that spoils it stands alone.
                middle = len(part) // 2
                parts.extendleft([part[middle:], part[:middle]])
                continue
            answers = _answers(part, results)
            outbox.answer(answers)
            _count(report, answers)
            progress(len(part))


def _deliver(registry: Sweet17, part: Sequence[Entry]) -> list[dict[str, Any]]:
    device_time = datetime.now().astimezone().isoformat()
    try:
        return registry.recordings.send_batch([entry.item for entry in part], device_time)
    except Sweet17Error as error:
        if len(part) == 1 and _about_content(error):
            return [{"status": "invalid", "code": error.code, "message": error.detail}]
        raise


def _about_content(error: Sweet17Error) -> bool:
    """Whether one item may have caused the refusal of its batch. A proxy's page says nothing about items."""
    return error.status in (400, 413, 422) and not error.foreign


def _answers(part: Sequence[Entry], results: Sequence[Mapping[str, Any]]) -> list[Answer]:
    """Results as states. A status this client does not know leaves the recording queued."""
    return [
        Answer(entry.id, state, _said(result, "code"), _said(result, "message"))
        for entry, result in zip(part, results, strict=True)
        if (state := _STATES.get(str(result.get("status")))) is not None
    ]


def _said(result: Mapping[str, Any], key: str) -> str | None:
    return None if result.get(key) is None else str(result[key])


def _count(report: Report, answers: Sequence[Answer]) -> None:
    for answer in answers:
        if answer.state is State.SENT:
            report.sent += 1
        elif answer.state is State.PARKED:
            report.parked += 1
        else:
            report.refused += 1


def _reconcile(registry: Sweet17, outbox: Outbox, owner: str, report: Report) -> int:
    """How many recordings the registry does not know after all (it was restored); they are queued again."""
    known = outbox.entries(owner, State.SENT, State.PARKED)
    received = outbox.entries(owner, State.RECEIVED)
    # With nothing open, one of the received is asked about: the answer tells whether the epoch is still the same.
    lost, epoch = _ask(registry, outbox, known or received[-1:], report)
    key = f"epoch {owner}"
    if epoch is not None and epoch != outbox.note(key):
        more, _ = _ask(registry, outbox, received, report)
        lost += more
        # Noted only after all were asked: a crash before this line asks again.
        outbox.keep_note(key, epoch)
    return lost


def _ask(registry: Sweet17, outbox: Outbox, entries: Sequence[Entry], report: Report) -> tuple[int, str | None]:
    lost, epoch = 0, None
    for start in range(0, len(entries), BATCH):
        part = entries[start : start + BATCH]
        answer = registry.recordings.reconcile(outbox.device_id, [entry.id for entry in part])
        epoch = str(answer["epoch"]) if answer.get("epoch") is not None else epoch
        held, parked, unknown = (set(map(str, answer[key])) for key in ("held", "parked", "unknown"))
        answers = []
        for entry in part:
            if entry.id in parked:
                answers.append(Answer(entry.id, State.PARKED, entry.code, entry.message))
            elif entry.id in held:
                answers.append(Answer(entry.id, State.RECEIVED, entry.code))
                report.received += entry.state is not State.RECEIVED
            elif entry.id in unknown:
                answers.append(Answer(entry.id, State.QUEUED))
                lost += 1
        outbox.answer(answers)
    return lost, epoch


def pull(registry: Sweet17, outbox: Outbox, owner: str, visit_id: str | None = None) -> dict[str, bool]:
    """Fetch the pack of ``visit_id``, or of every visit of the team; tells for each whether it was new."""
    if visit_id is None:
        visits = [str(visit["visit_id"]) for visit in registry.recordings.field_visits().get("items", [])]
    else:
        visits = [visit_id]
    pulled = {}
    for wanted in visits:
        pack = registry.recordings.pack(wanted, outbox.pack_etag(owner, wanted))
        if pack is not None:
            outbox.keep_pack(owner, wanted, pack.etag, pack)
        pulled[wanted] = pack is not None
    return pulled


def retry_refused(outbox: Outbox, owner: str) -> int:
    """Queue once more what was refused, after its cause was mended at the registry."""
    refused = outbox.entries(owner, State.REFUSED)
    outbox.answer(Answer(entry.id, State.QUEUED) for entry in refused)
    return len(refused)
