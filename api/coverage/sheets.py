"""Figures as files: their lines, the total last, and in each line the question that it answers."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import BaseModel

from api.deps import LanguageDep
from api.files import FormatDep, columns_of, flat, table
from app.core.i18n import Language, text

TOTAL = "total"
NAMES = ("key", "name", "label")
ASKED = ("region_code", "group_by")
"""Of the question, what the answer itself does not repeat; nothing: the asker's whole scope, no groups."""


class Sheet:
    """
    An answer of figures as the client wants it: as it is, or as a table in CSV or XLSX.

    The question (measure, cohort, days, where the population comes from) stands in columns of every line and not above
    them, so that a line which was sorted, filtered or copied still says what it is.
    """

    def __init__(self, request: Request, format: FormatDep, language: LanguageDep) -> None:
        self._asked = {name: request.query_params.get(name) for name in ASKED}
        self._format = format
        self._language = language

    def answer(self, body: BaseModel) -> Any:
        if self._format == "json":
            return body
        told = body.model_dump(mode="json", exclude={"items", TOTAL})
        lines = [_first(line) | _without(self._asked | told, line) for line in _lines(body, self._language)]
        return table(self._format, list(lines[0]), lines)


SheetDep = Annotated[Sheet, Depends()]


def _lines(body: BaseModel, language: Language) -> Iterator[dict[str, Any]]:
    """At least one: where there is nothing to tell, the columns are there all the same."""
    fields = type(body).model_fields
    items: list[BaseModel] = getattr(body, "items", [])
    yield from map(_cells, items)
    if TOTAL in fields:
        yield {"key": TOTAL, "name": text("coverage.total", language)} | _cells(getattr(body, TOTAL))
    elif "items" not in fields:
        yield _cells(body)
    elif not items:
        yield dict.fromkeys(_columns(fields["items"].annotation))


def _columns(items: Any) -> list[str]:
    """Of ``list[Item]``."""
    [item] = items.__args__
    return [name for field in item.model_fields for name in columns_of(item, field) if not name.endswith("_url")]


def _cells(line: BaseModel) -> dict[str, Any]:
    """Without addresses, which lead nowhere from a file; what is itself a list stands in one cell."""
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        for name, value in flat(line).items()
        if not name.endswith("_url")
    }


def _first(line: dict[str, Any]) -> dict[str, Any]:
    """The line with what it is called before what it says."""
    return {name: line[name] for name in NAMES if name in line} | line


def _without(question: dict[str, Any], line: dict[str, Any]) -> dict[str, Any]:
    """What the line does not say itself: a period within a period is the nearer one."""
    return {name: value for name, value in question.items() if name not in line}
