"""
The report on the survey (*Laporan Hasil Survei Kepuasan Masyarakat*), as a paper under the office's head and as a
workbook: the evidence that the innovation index asks for under monitoring.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from sqlmodel import Session, col

from app.core.access import Actor
from app.core.clock import day_of, now
from app.core.errors import Fault, Invalid, Unavailable
from app.core.exports import harmless
from app.core.i18n import Language, text
from app.core.numbers import percent
from app.documents import rendering
from app.letters import contents
from app.letters.contents import Head
from app.letters.queries import letterhead
from app.letters.rules import long_date
from app.regions.queries import zone
from app.schools import queries as schools
from app.surveys import queries
from app.surveys.models import Element, Source, SurveyAnswer
from app.surveys.queries import Satisfaction, Wanted
from app.surveys.rules import required_sample

_ID = Language.INDONESIAN
_NAMES: Mapping[Element, str] = {
    Element.REQUIREMENTS: "Persyaratan",
    Element.PROCEDURE: "Sistem, mekanisme, dan prosedur",
    Element.TIME: "Waktu penyelesaian",
    Element.COST: "Biaya/tarif",
    Element.PRODUCT: "Produk spesifikasi jenis pelayanan",
    Element.COMPETENCE: "Kompetensi pelaksana",
    Element.BEHAVIOUR: "Perilaku pelaksana",
    Element.FACILITIES: "Sarana dan prasarana",
    Element.COMPLAINT_HANDLING: "Penanganan pengaduan, saran, dan masukan",
}
_SEX = {"L": "Laki-laki", "P": "Perempuan", None: "Tidak diisi"}
_SOURCE = {Source.PERSON.value: "Kode pribadi (satu orang satu kali)", Source.OPEN.value: "Kode kunjungan atau sekolah"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report says; gathered in one reading, set when the reading is over."""

    head: Head
    today: date
    at: datetime
    zone: ZoneInfo
    wanted: Wanted
    school_name: str | None
    found: Satisfaction
    by_sex: Sequence[tuple[str, int]]
    by_age: Sequence[tuple[str, int]]
    by_source: Sequence[tuple[str, int]]


def facts(session: Session, actor: Actor, wanted: Wanted) -> Facts:
    """
    The report's facts. Raises :class:`Invalid` where no regency is named whose head it could stand under and
    :class:`NotFound` for one out of sight.
    """
    regency = (wanted.region_code or actor.region_code or "")[:5]
    if "." not in regency:
        raise Invalid([Fault("/region_code", "complaints.regency_needed")])
    school = schools.get(session, actor, wanted.school_id) if wanted.school_id else None
    at, here = now(), zone(regency)
    return Facts(
        head=letterhead(session, actor, regency),
        today=day_of(at, here),
        at=at,
        zone=here,
        wanted=wanted,
        school_name=school.name if school else None,
        found=queries.satisfaction(session, actor, wanted),
        by_sex=_named(queries.respondents_by(session, actor, wanted, col(SurveyAnswer.sex)), _SEX),
        by_age=_named(queries.respondents_by(session, actor, wanted, col(SurveyAnswer.age_group)), {}),
        by_source=_named(queries.respondents_by(session, actor, wanted, col(SurveyAnswer.source)), _SOURCE),
    )


def _named(counts: Mapping[str | None, int], names: Mapping[Any, str]) -> list[tuple[str, int]]:
    found = [(names.get(key) or key or "Tidak diisi", count) for key, count in counts.items()]
    return sorted(found, key=lambda line: (line[0] == "Tidak diisi", line[0]))


def pdf(found: Facts) -> bytes:
    """The report on paper. Raises :class:`Unavailable` when setting it takes too long."""
    try:
        return rendering.render("survey", paper(found), found.at)
    except rendering.NotFinished as failure:
        raise Unavailable from failure


def paper(found: Facts) -> dict[str, Any]:
    """What the template sets."""
    index, needed = found.found.index, required_sample(found.found.population)
    ranked = sorted(index.elements, key=lambda element: element.mean)
    return {
        **contents.under(found.head, long_date(found.today)),
        "title": "Laporan Hasil Survei Kepuasan Masyarakat",
        "unit": found.head.heading_lines[-1],
        "about": found.school_name,
        "period": f"{long_date(found.wanted.date_from)} s.d. {long_date(found.wanted.date_to)}",
        "ikm": _figure(index.ikm),
        "grade": index.grade.value if index.grade else "–",
        "quality": text(f"surveys.grade.{index.grade}", _ID) if index.grade else "–",
        "ikm_011": _figure(index.ikm_rounded_weight),
        "respondents": _count(found.found.respondents),
        "population": _count(found.found.population),
        "sample": _count(needed),
        "enough": found.found.respondents >= needed > 0,
        "elements": [
            {"name": _NAMES[line.name], "mean": _figure(line.mean), "index": _figure(line.index)}
            for line in index.elements
        ],
        "lowest": [_NAMES[line.name] for line in ranked[:3]],
        "highest": [_NAMES[line.name] for line in ranked[-3:][::-1]],
        "groups": [
            {"title": title, "rows": [{"name": name, "count": _count(count)} for name, count in rows]}
            for title, rows in (
                ("Jenis kelamin", found.by_sex),
                ("Kelompok umur", found.by_age),
                ("Cara menjawab", found.by_source),
            )
        ],
    }


def _figure(value: Any) -> str:
    return "–" if value is None else str(value).replace(".", ",")


def _count(value: int) -> str:
    return f"{value:,}".replace(",", ".")


# --- the workbook ------------------------------------------------------------------------------------------------


def workbook(found: Facts, forms: Iterator[SurveyAnswer]) -> Iterator[bytes]:
    """The figures, the profile and every form without its comment, from which the figures can be reckoned again."""
    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            bold = book.add_format({"bold": True})
            _summary(book.add_worksheet("IKM"), bold, found)
            _forms(book.add_worksheet("Jawaban"), bold, forms)
        file.seek(0)
        yield from iter(lambda: file.read(65536), b"")


def _summary(sheet: Any, bold: Any, found: Facts) -> None:
    said, index = paper(found), found.found.index
    rows: list[tuple[Any, ...]] = [
        (said["title"],),
        (said["unit"],),
        *([(said["about"],)] if said["about"] else []),
        ("Periode", said["period"]),
        (),
        ("Nilai IKM", _number(index.ikm)),
        ("Mutu pelayanan", said["grade"], said["quality"]),
        ("Nilai dengan bobot 0,11 (pembanding)", _number(index.ikm_rounded_weight)),
        ("Responden", found.found.respondents),
        ("Penduduk yang dilayani", found.found.population),
        ("Sampel yang diperlukan", required_sample(found.found.population)),
        ("Porsi kode bersama (%)", _number(percent(found.found.open, found.found.respondents))),
        (),
        ("Unsur", "Nilai rata-rata (1–4)", "Nilai indeks (25–100)"),
        *((_NAMES[line.name], float(line.mean), float(line.index)) for line in index.elements),
        *(line for group in said["groups"] for line in _profile(group, found)),
    ]
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 2, 24)
    for number, row in enumerate(rows):
        style = bold if number == 0 or (row and row[0] == "Unsur") else None
        for column, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(number, column, value, style)
            else:
                sheet.write_string(number, column, harmless(value), style)


def _profile(group: Mapping[str, Any], found: Facts) -> Iterator[tuple[Any, ...]]:
    yield ()
    yield (group["title"], "Responden")
    counts = {"Jenis kelamin": found.by_sex, "Kelompok umur": found.by_age, "Cara menjawab": found.by_source}
    yield from counts[group["title"]]


def _number(value: Any) -> Any:
    return "–" if value is None else float(value)


def _forms(sheet: Any, bold: Any, forms: Iterator[SurveyAnswer]) -> None:
    heads = ["Tanggal", "Cara menjawab", "Jenis kelamin", "Kelompok umur", *_NAMES.values()]
    sheet.write_row(0, 0, heads, bold)
    for number, form in enumerate(forms, start=1):
        said = (form.answered_on.isoformat(), _SOURCE[form.source.value], _SEX[form.sex], form.age_group)
        for column, value in enumerate(said):
            sheet.write_string(number, column, harmless(value))
        for column, element in enumerate(Element, start=len(said)):
            sheet.write_number(number, column, getattr(form, element.value))
