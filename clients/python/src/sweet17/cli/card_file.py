"""Who receives which card, as a table program saves it: comma or semicolon, heads in either language."""

from typing import Any

from sweet17.cli.lists import table_of
from sweet17.cli.screen import Usage

_HEADS = {
    **{name: name for name in ("student_id", "received_by", "relation", "reason")},
    "id": "student_id",
    "siswa": "student_id",
    "penerima": "received_by",
    "hubungan": "relation",
    "alasan": "reason",
}
_NEEDED = ("student_id", "received_by", "relation")
_RELATIONS = {
    "siswa sendiri": "self",
    "sendiri": "self",
    "yang bersangkutan": "self",
    "orang tua": "parent",
    "orangtua": "parent",
    "ayah": "parent",
    "ibu": "parent",
    "wali": "guardian",
    "guru": "teacher",
}


def receivers_in(content: bytes) -> tuple[list[int], list[dict[str, Any]]]:
    """Where each card stands in the file, and the cards. Raises :class:`Usage` for a table of something else."""
    found = table_of(content, _HEADS)
    if found is None or (missing := [name for name in _NEEDED if name not in found.heads]):
        raise Usage("usage.receivers_heads", missing=", ".join(_NEEDED if found is None else missing))
    if not found.rows:
        raise Usage("usage.receivers_empty")
    return [line for line, _ in found.rows], [_item(cells) for _, cells in found.rows]


def _item(cells: dict[str, str]) -> dict[str, Any]:
    told = {name: cell.strip() for name, cell in cells.items() if name and cell.strip()}
    relation = " ".join(told.get("relation", "").lower().split())
    return {"student_id": "", "received_by": "", **told, "relation": _RELATIONS.get(relation, relation)}
