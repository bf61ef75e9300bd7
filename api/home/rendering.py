"""The public pages as text: frames filled with words and facts. Whatever comes from a person is escaped here."""

import gzip
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from zoneinfo import ZoneInfo

from app.core.i18n import Language
from app.letters.rules import day_and_date, zone_name
from app.regions.requirements import Requirement, RequirementGroup
from app.regions.rules import time_zone
from app.visits.announced import Announced

_HERE = Path(__file__).parent
_TONES = {"not_recorded": "", "in_process": "", "problem": "bad", "ready": "good", "printed": "good"}
_TONES |= {"handed_over": "good", "unknown": "warn"}


@cache
def _frame(name: str) -> Template:
    return Template((_HERE / name).read_text("utf-8"))


@cache
def words(language: Language) -> Mapping[str, str]:
    """Every text of the pages in a language, by key."""
    read: dict[str, dict[str, str]] = {}
    for name in ("words.toml", "voice.toml"):
        read |= tomllib.loads((_HERE / name).read_text("utf-8"))
    return {key: both[language] for key, both in read.items()}


def fill(name: str, language: Language, **markup: str) -> str:
    """A frame with its words and with ``markup`` that is safe already."""
    said = {f"w_{key}": escape(text) for key, text in words(language).items()}
    return _frame(name).substitute(said | {"lang": language.value} | markup)


def whole(language: Language, *, path: str, title: str, region: str, script: str, main: str) -> str:
    """A page: ``main`` within header and footer, with the way to itself in the other language."""
    other = Language.ENGLISH if language is Language.INDONESIAN else Language.INDONESIAN
    return fill(
        "frame.html",
        language,
        title=escape(title),
        region=escape(region),
        script=script,
        main=main,
        home=home(language),
        voice=address(language, "/lapor"),
        survey=address(language, "/s"),
        other=f"{path}?lang={other}",
        other_lang=other.value,
    )


def address(language: Language, path: str) -> str:
    """A page's address in a language; Indonesian is what every page speaks unasked."""
    return path if language is Language.INDONESIAN else f"{path}?lang={language}"


def home(language: Language) -> str:
    """The first page's address; Indonesian is what it speaks unasked."""
    return address(language, "/")


def ask(language: Language, *, scan: bool) -> str:
    """The form for a slip's code; on the first page with the way to the scanner."""
    link = (
        f'<a class="button" href="{address(language, "/k")}">{escape(words(language)["ask_scan"])}</a>' if scan else ""
    )
    return fill("ask.html", language, scan=link)


def answer(language: Language, *, state: str, title: str, next_step: str) -> str:
    """What a slip tells, in big letters. The page's script makes the same of what the API answers."""
    return (
        f'<div class="state {_TONES.get(state, "warn")}"><p class="title">{escape(title)}</p>'
        f'<p class="next">{escape(next_step)}</p></div>'
    )


def points(language: Language, items: Iterable[Requirement], group: RequirementGroup) -> str:
    """The requirements of one group, each with where it comes from."""
    source = words(language)["source"]
    lines = "".join(
        f"<li>{escape(each.text)}<small>{escape(source.format(source=each.source))}</small></li>"
        for each in items
        if each.group is group
    )
    return f'<ul class="points{" big" if group is RequirementGroup.BRING else ""}">{lines}</ul>'


def visits(language: Language, found: Sequence[Announced], *, searched: bool, more: bool) -> str:
    """When the team comes, the next visit first, or why the list is empty."""
    said = words(language)
    none = f"<p>{escape(said['visits_none_found'])}</p>"
    if not found:
        reason = said["visits_none_found" if searched else "visits_none"]
        return f'<div class="empty"><p>{escape(reason)}</p><p class="soft">{escape(said["visits_none_hint"])}</p></div>'
    lines = "".join(_visit(language, each) for each in found)
    rest = f'<p class="soft" id="visits-more">{escape(said["visits_more"])}</p>' if more else ""
    return f'<ul class="visits">{lines}</ul><div class="empty" id="none" role="status" hidden>{none}</div>{rest}'


def _visit(language: Language, visit: Announced) -> str:
    zone = ZoneInfo(time_zone(visit.district_code))  # its school's own
    kind = words(language)[f"kind_{visit.kind}"]
    hours = f"{clock(language, visit.starts_at, zone)}–{clock(language, visit.ends_at, zone)} {zone_name(zone.key)}"
    return (
        f'<li><span><b>{day(language, visit.date)}</b><br><span class="soft">{hours}</span></span>'
        f'<span><b>{escape(visit.school_name)}</b><br><span class="soft">{escape(visit.district)} · {escape(kind)}'
        "</span></span></li>"
    )


def day(language: Language, day: date) -> str:
    """*Selasa, 5 Januari 2027*."""
    return day_and_date(day) if language is Language.INDONESIAN else f"{day:%A}, {day.day} {day:%B} {day.year}"


def clock(language: Language, instant: datetime, zone: ZoneInfo) -> str:
    """*07.30* in a region's zone."""
    local = instant.astimezone(zone)
    return f"{local:%H.%M}" if language is Language.INDONESIAN else f"{local:%H:%M}"


def number(language: Language, count: int) -> str:
    return f"{count:,}".replace(",", ".") if language is Language.INDONESIAN else f"{count:,}"


def percent(language: Language, share: Decimal | None) -> str:
    if share is None:
        return words(language)["no_data"]
    return f"{share:.2f}".replace(".", "," if language is Language.INDONESIAN else ".") + " %"


def squeezed(content: bytes, accepted: str) -> tuple[bytes, dict[str, str]]:
    """Content as small as the browser takes it, with the headers that say so. Nothing secret stands in it."""
    headers = {"Vary": "Accept-Encoding"}
    if "gzip" not in accepted:
        return content, headers
    return gzip.compress(content, 6, mtime=0), headers | {"Content-Encoding": "gzip"}


def field(name: str, value: Any) -> str:
    """Something that a form sends along unseen."""
    return f'<input type="hidden" name="{escape(name)}" value="{escape(str(value))}">'
