"""Bringing the outbox to the registry and packs to the device."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sweet17.client import Sweet17
from sweet17.errors import Sweet17Error
from sweet17.field import store
from sweet17.field.outbox import Answer, Entry, Outbox, State

BATCH = 500
_ASKED = 10_000
"""Ids of one reconciliation: the registry takes the number for all that this device has sent."""
_MISSES = 12
"""Internal errors in a row after which the registry itself is ill: one bad item among 500 is found in 10."""
_LOCK = "field.lock"
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
    busy: bool = False
    """Another process of this device is sending; this run did nothing."""
    heard: bool = False
    """Whether the registry answered anything; with nothing to send or to ask it is not troubled."""


def sync(
    registry: Sweet17, outbox: Outbox, progress: Callable[[int], None] = lambda _count: None, *, wait: float = 60.0
) -> Report:
    """
    Send what waits, oldest first, then ask what the registry holds; what it lost is sent once more.

    One process of a device sends at a time; a second one waits for ``wait`` seconds.
    """
    report = Report()
    with store.alone(outbox.home, _LOCK, wait) as inside:
        if not inside:
            report.busy = True
            return report
        try:
            _send(registry, outbox, report, progress)
            report.again = _reconcile(registry, outbox, report)
            if report.again:
                _send(registry, outbox, report, progress)
        except Sweet17Error as error:
            report.stopped = error
    return report


def reconcile(registry: Sweet17, outbox: Outbox) -> Report:
    """Ask what the registry holds of all that this device sent; what it does not know is queued once more."""
    report = Report()
    report.again = _reconcile(registry, outbox, report, always=True)
    return report


def _send(registry: Sweet17, outbox: Outbox, report: Report, progress: Callable[[int], None]) -> None:
    after, ill = 0, _Illness()
    while batch := outbox.queued(after=after, limit=BATCH):
        after = batch[-1].seq
        parts = deque([batch])
        while parts:
            part = _still_waiting(outbox, parts.popleft())
            if not part:
                continue
            try:
                results = _deliver(registry, part)
            except Sweet17Error as error:
                if not _about_content(error) and not ill.may_be_one_item(error):
                    raise
                if len(part) > 1:
                    # The batch as a whole was refused: halve it until the item that spoils it stands alone.
                    middle = len(part) // 2
                    parts.extendleft([part[middle:], part[:middle]])
                continue
            ill.misses, report.heard = 0, True
            answers = _answers(part, results)
            outbox.answer(answers)
            _count(report, answers)
            progress(len(part))
    if ill.left is not None:
        raise ill.left


@dataclass
class _Illness:
    """Tells one item on which the registry breaks (it waits, the rest goes on) from a registry that is broken."""

    misses: int = 0
    left: Sweet17Error | None = None

    def may_be_one_item(self, error: Sweet17Error) -> bool:
        self.misses += 1
        self.left = error
        return error.status == 500 and self.misses <= _MISSES


def _still_waiting(outbox: Outbox, part: Sequence[Entry]) -> list[Entry]:
    """Without what its author took back a moment ago."""
    offered = outbox.offer([entry.id for entry in part])
    return [entry for entry in part if entry.id in offered]


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


def _reconcile(registry: Sweet17, outbox: Outbox, report: Report, *, always: bool = False) -> int:
    """
    How many recordings the registry does not know after all (it was restored); they are queued again.

    Every recording that the device remembers is asked about, so that the office's page of devices is right, and a new
    epoch of the installation needs no special care. With nothing to ask about, only ``always`` troubles the registry.
    """
    entries, lost = outbox.entries(State.SENT, State.PARKED, State.RECEIVED), 0
    for start in range(0, max(len(entries), always), _ASKED):
        part = entries[start : start + _ASKED]
        answer = registry.recordings.reconcile(outbox.device_id, [entry.id for entry in part])
        report.heard = True
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
        if answer.date is not None:
            outbox.purge(answer.date)
    return lost


def pull(registry: Sweet17, outbox: Outbox, visit_id: str | None = None) -> dict[str, bool | None]:
    """
    Fetch the pack of ``visit_id``, or of every visit of the team and every pack that is here already.

    Tells for each whether it was new; ``None`` for a visit that is gone (cancelled and out of sight). Its pack goes
    too, unless something was noted with it.
    """
    if visit_id is None:
        listed = [str(visit["visit_id"]) for visit in registry.recordings.field_visits().get("items", [])]
        visits = [*listed, *(held for held in outbox.packs() if held not in listed)]
    else:
        visits = [visit_id]
    pulled: dict[str, bool | None] = {}
    for wanted in visits:
        try:
            pack = registry.recordings.pack(wanted, outbox.pack_etag(wanted))
        except Sweet17Error as error:
            if error.status != 404 or error.foreign or visit_id is not None:
                raise
            pulled[wanted] = None
            if not any(entry.item.get("visit_id") == wanted for entry in outbox.entries()):
                outbox.drop_pack(wanted)
            continue
        if pack is not None:
            outbox.keep_pack(wanted, pack.etag, pack)
        pulled[wanted] = pack is not None
    return pulled


def take_back(registry: Sweet17, outbox: Outbox, entry: Entry, reason: str) -> None:
    """
    Void at the registry what was sent. It may be asked again: the void's id follows from the recording's.

    Raises :class:`Sweet17Error` as the registry does, for instance when the card is ready already.
    """
    try:
        registry.recordings.void(entry.id, reason, void_id_of(entry.id))
    except Sweet17Error as error:
        if error.code != "id_reused":  # asked before with other words, and done
            raise
    outbox.taken_back(entry.id)


def void_id_of(recording_id: str) -> str:
    """A UUIDv7 of its own that is the same whenever it is asked for: the last bit of the recording's id turned over."""
    return str(UUID(int=UUID(recording_id).int ^ 1))
