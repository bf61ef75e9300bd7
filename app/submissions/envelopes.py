"""
Large JSON, made small: what a list may say and nothing else. Runs in the reader's process.

A few megabytes of brackets become gigabytes of objects; here they meet the reader's limit and not the server's.
"""

import json
from typing import Any

from app.submissions.containers import MAX_ROWS, Refused
from app.submissions.grids import MAX_TEXT, MAX_WRITTEN

OWN = (
    *("nik", "nisn", "name", "sex", "birth_place", "birth_date", "class_group", "grade", "residence_code"),
    "ever_married",
)
WEB_SERVICE = {
    "nama": "name",
    "jenis_kelamin": "sex",
    "nisn": "nisn",
    "tempat_lahir": "birth_place",
    "tanggal_lahir": "birth_date",
    "nik": "nik",
    "nama_rombel": "class_group",
    "tingkat_pendidikan_id": "grade",
}
"""Keys of ``getPesertaDidik`` of Dapodik's Web Service, and ours."""
_LISTS = {"students": frozenset(OWN), "rows": frozenset(WEB_SERVICE)}
_MOST_KEYS = 30
_LONGEST_NUMBER = 100


def slim(content: bytes) -> str:
    """The same envelope as JSON without what the registry never keeps. Raises :class:`Refused` for what is none."""
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_int=_whole, parse_float=_fraction)
    except (ValueError, RecursionError) as failure:
        raise Refused("malformed") from failure
    if isinstance(data, list):
        data = {"rows" if data and isinstance(data[0], dict) and "nama" in data[0] else "students": data}
    if not isinstance(data, dict):
        raise Refused("F_HEADER_NOT_FOUND")
    kept = {key[:MAX_TEXT]: _value(value) for key, value in list(data.items())[:_MOST_KEYS] if key not in _LISTS}
    for name, keys in _LISTS.items():
        if isinstance(items := data.get(name), list):
            if len(items) > MAX_ROWS:
                raise Refused("submissions.too_many_rows", limit=MAX_ROWS)
            kept[name] = [_item(item, keys) for item in items]
        elif name in data:
            kept[name] = _value(data[name])
    answer = json.dumps(kept, separators=(",", ":"))
    if len(answer) > MAX_WRITTEN:
        raise Refused("F_TOO_COMPLEX")
    return answer


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < _LONGEST_NUMBER else digits


def _fraction(digits: str) -> float | str:
    return float(digits) if len(digits) < _LONGEST_NUMBER else digits


def _item(item: Any, keys: frozenset[str]) -> Any:
    if not isinstance(item, dict):
        return _value(item)
    return {key: _value(value) for key, value in item.items() if key in keys}


def _value(value: Any) -> Any:
    """A value no longer than any rule looks at; of a list or an object that it is one, since none belongs there."""
    if isinstance(value, str):
        return value[:MAX_TEXT]
    return type(value)() if isinstance(value, list | dict) else value
