"""
Invented pupils of a regency as lists really bring them: namesakes, twins, people entered twice, typing errors.

Written before the scorer it tests, from what is known of names and lists, and never tuned to it. Nobody in it is
real: words are drawn one by one, and numbers that name a person are only told apart, never written out.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

MALE = [
    "MUHAMMAD",
    "AHMAD",
    "ABDUL",
    "RIZKI",
    "FAUZAN",
    "RAHMAN",
    "HIDAYAT",
    "MAULANA",
    "ILHAM",
    "FADHIL",
    "HAIRUL",
    "KHAIRUL",
    "ANWAR",
    "RAMADHAN",
    "IKHSAN",
    "ARIFIN",
    "SYARIF",
    "YUSUF",
    "IBRAHIM",
    "ISMAIL",
    "ZAINAL",
    "ABIDIN",
    "NURDIN",
    "HASAN",
    "HUSIN",
    "HAMDAN",
    "SALMAN",
    "LUTHFI",
    "FIKRI",
    "RIDHO",
    "ADITYA",
    "BAYU",
    "DIMAS",
    "EKO",
    "AGUS",
    "BUDI",
    "JOKO",
    "SLAMET",
    "WAHYU",
    "TRI",
    "PRASETYO",
    "SANTOSO",
    "SAPUTRA",
    "NUGROHO",
    "PRATAMA",
    "SETIAWAN",
    "WIBOWO",
    "KURNIAWAN",
    "PUTRA",
    "RAHMADI",
    "SUPIANI",
    "JAINI",
    "SYAHRANI",
    "GAZALI",
    "ANANG",
    "UTUH",
    "HERMAN",
    "RUSLI",
    "JUMADI",
    "SARKAWI",
    "BARKATI",
    "DARMANSYAH",
    "RUDIANSYAH",
    "YOHANES",
    "STEFANUS",
    "PAULUS",
    "MARKUS",
    "ANDREAS",
    "KRISTIAN",
    "DANIEL",
    "SAMUEL",
    "YOSEP",
    "ALFRED",
    "RICHARD",
    "UDAU",
    "DAMANG",
    "UNTUNG",
    "SIMPEI",
    "DARIUS",
    "TINGANG",
    "RAWING",
    "LAMBUNG",
]
FEMALE = [
    "SITI",
    "NUR",
    "NURUL",
    "AISYAH",
    "FATIMAH",
    "AMINAH",
    "RAHMAH",
    "HALIMAH",
    "KHADIJAH",
    "ZAHRA",
    "AULIA",
    "HIDAYAH",
    "HAYATI",
    "LATIFAH",
    "MARIATUL",
    "KIPTIAH",
    "JANNAH",
    "HASANAH",
    "MAULIDA",
    "RAHMAWATI",
    "NORHAYATI",
    "NORLAILA",
    "NURHALIZA",
    "RUSMINI",
    "MASTURA",
    "GALUH",
    "ALUH",
    "RUSDIANA",
    "JAMILAH",
    "SALASIAH",
    "MARDIANA",
    "SRI",
    "DEWI",
    "SARI",
    "PUTRI",
    "WULANDARI",
    "LESTARI",
    "RAHAYU",
    "NINGSIH",
    "WAHYUNI",
    "INDAH",
    "AYU",
    "DWI",
    "ANGGRAINI",
    "PURNAMA",
    "KARTIKA",
    "RINI",
    "YUNI",
    "YULI",
    "DINA",
    "DINI",
    "RINA",
    "LINA",
    "AINI",
    "AINA",
    "LISA",
    "RISKA",
    "FITRI",
    "FITRIA",
    "NADIA",
    "SALSABILA",
    "AZZAHRA",
    "KHAIRUNNISA",
    "ANNISA",
    "MAISARAH",
    "HUSNA",
    "RAUDAH",
    "NOVITA",
    "MELATI",
    "SAFITRI",
    "OKTAVIA",
    "MARIA",
    "YULIANA",
    "KRISTINA",
    "ELISABET",
    "MARTHA",
    "VERONIKA",
    "THERESIA",
    "DEBORA",
    "RUTH",
    "AGNES",
    "BULAN",
    "LINGGI",
    "TARA",
    "INTAN",
    "KAMELOH",
    "RIWUT",
]
FAMILY = [
    "RAHMAN",
    "HIDAYAT",
    "SAPUTRA",
    "SANTOSO",
    "NUGROHO",
    "RAMADHANI",
    "MAULANA",
    "ANSHARI",
    "FAUZI",
    "EFENDI",
    "SIREGAR",
    "SIMBOLON",
    "LAMBUNG",
    "RIWUT",
    "USOP",
    "BINTI",
    "NGABE",
    "TUNDAN",
    "GARA",
    "DEHEN",
    "PUTRA",
    "PRATAMA",
    "FIRDAUS",
    "AKBAR",
    "HAKIM",
    "SYAHPUTRA",
    "WIJAYA",
    "UTAMI",
    "PERMATA",
]
TWINS = (
    "HASAN HUSIN|AINI AINA|DINA DINI|RAFA RAFI|RIZKA RIZKI|YUNI YULI|FITRA FITRI|RAHMAN RAHIM|LISA LISI|HUSNA HASNA|"
    "RAMA SINTA|AULIA AULIYANI|NANDA NANDI|SALMA SALWA|RAIHAN FARHAN|ANDI ANDA|SAFA MARWA|ILHAM ILMAN|DONI DANI"
)
PLACES = [
    "PARINGIN",
    "HALONG",
    "JUAI",
    "AWAYAN",
    "LAMPIHONG",
    "BATUMANDI",
    "TEBING TINGGI",
    "BALANGAN",
    "AMUNTAI",
    "BARABAI",
    "TANJUNG",
    "BANJARMASIN",
    "KANDANGAN",
    "MARTAPURA",
    "BANJARBARU",
    "TANAH GROGOT",
    "SURABAYA",
    "TULUNGAGUNG",
]
NEVER_LAST = ("SITI", "MUHAMMAD", "SRI", "NURUL", "ABDUL", "AHMAD", "NUR")
SPELLINGS = (
    ("MUHAMMAD", ("M.", "MUHAMAD", "MOHAMMAD", "MUH.", "MOCH.", "MOHAMAD")),
    ("ABDUL", ("ABD.",)),
    ("SITI", ("ST.",)),
    ("AHMAD", ("ACHMAD", "AKHMAD")),
    ("NUR", ("NOR", "NOER")),
    ("NOR", ("NUR",)),
    ("KH", ("H", "CH")),
    ("SY", ("S",)),
    ("DH", ("D",)),
    ("Y", ("I",)),
    ("Z", ("J", "S")),
    ("F", ("P",)),
    ("V", ("F",)),
    ("AI", ("AE",)),
    ("IZK", ("ISK", "IZQ")),
    ("U", ("OE",)),
)
_KEYS = {"A": "SQ", "E": "WR", "I": "UO", "O": "IP", "U": "YI", "N": "MB", "M": "N", "S": "AD", "R": "ET", "T": "RY"}
FIRST_BIRTH, BIRTH_DAYS = date(2008, 7, 1), 3 * 365


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as somebody typed it; ``person`` is who it truly is. ``nik`` and ``nisn`` are invented cards'."""

    person: int
    name: str
    sex: str | None
    birth_date: date | None
    birth_place: str | None
    nisn: int | None
    nik: int | None
    school: int
    errors: tuple[str, ...] = ()


def regency(count: int, seed: int, *, again: float = 0.1) -> list[Entry]:
    """``count`` rows, of which a share of ``again`` names somebody who is there already. The same for a seed."""
    chance = random.Random(seed)
    copies = round(count * again)
    people = _people(chance, count - copies)
    rows = people + [_again(chance, who, number) for number, who in enumerate(chance.sample(people, copies))]
    chance.shuffle(rows)
    return rows


def _people(chance: random.Random, count: int) -> list[Entry]:
    people: list[Entry] = []
    schools = max(2, count // 280)
    while len(people) < count:
        number = len(people)
        sex = chance.choice("LP")
        one = Entry(
            person=number,
            name=_name(chance, sex),
            sex=None if chance.random() < 0.01 else sex,
            birth_date=None if chance.random() < 0.005 else _birth(chance),
            birth_place=None if chance.random() < 0.04 else _place(chance),
            nisn=number if chance.random() < 0.85 else None,
            nik=number if chance.random() < 0.85 else None,
            school=int(chance.random() ** 1.5 * schools),
        )
        roll = chance.random()
        if roll < 0.02 and people:
            # A namesake, besides those whom chance makes: cousins and neighbours are named after the same person.
            one = replace(one, name=chance.choice(people[-2000:]).name)
        people.append(one)
        if roll > 0.995 and len(people) < count:
            people[-1], twin = _twins(chance, one, number + 1)
            people.append(twin)
    return people


def _word(chance: random.Random, words: Sequence[str]) -> str:
    """Early words far more often: names are as unevenly spread as words are."""
    return words[min(int(chance.paretovariate(0.35)) - 1, 10**6) % len(words)]


def _name(chance: random.Random, sex: str) -> str:
    words = MALE if sex == "L" else FEMALE
    roll = chance.random()
    length = 1 if roll < 0.1 else 2 if roll < 0.65 else 3 if roll < 0.95 else 4
    chosen: list[str] = []
    while len(chosen) < length:
        last = length > 1 and len(chosen) == length - 1 and chance.random() < 0.3
        word = chance.choice(FAMILY) if last else _word(chance, words) if length > 1 else chance.choice(words[4:])
        if word not in chosen:
            chosen.append(word)
    chosen.sort(key=lambda word: NEVER_LAST.index(word) if word in NEVER_LAST else len(NEVER_LAST))
    if chosen[-1] in NEVER_LAST:
        chosen.append(chance.choice(words[len(NEVER_LAST) :]))
    return " ".join(chosen)


def _birth(chance: random.Random) -> date:
    if chance.random() < 0.02:
        # Nobody remembered the day, and a clerk wrote one.
        return date(chance.choice([2009, 2010, 2011]), chance.choice([1, 7, 12]), 1)
    return FIRST_BIRTH + timedelta(days=chance.randrange(BIRTH_DAYS))


def _place(chance: random.Random) -> str:
    return chance.choice(PLACES[:8]) if chance.random() < 0.8 else chance.choice(PLACES)


def _twins(chance: random.Random, one: Entry, number: int) -> tuple[Entry, Entry]:
    """Born on one day, mostly at one school, mostly named to match."""
    first = one.name.split()
    roll = chance.random()
    if roll < 0.5:
        mine, theirs = chance.choice(TWINS.split("|")).split()
        rest = first[:1] if chance.random() < 0.5 else []
        tail = first[1:2] if not rest else []
        names = " ".join([*rest, mine, *tail]), " ".join([*rest, theirs, *tail])
    elif roll < 0.7 and len(first[-1]) > 3 and first[-1][-1] in "AI":
        # The last vowel makes the other child: ROSIDA, ROSIDI.
        names = one.name, one.name[:-1] + ("I" if one.name.endswith("A") else "A")
    else:
        other = _name(chance, one.sex or "P").split()
        names = one.name, " ".join(dict.fromkeys([other[0], *first[1:]])) if len(first) > 1 else other[0]
    if names[0] == names[1]:
        names = names[0], f"{names[1]} KEDUA"
    sex = one.sex if chance.random() < 0.7 else chance.choice("LP")
    twin = replace(
        one,
        person=number,
        name=names[1],
        sex=sex,
        nisn=number if one.nisn is not None and chance.random() < 0.95 else None,
        nik=number if chance.random() < (0.9 if one.nik is not None else 0.2) else None,
        school=one.school if chance.random() < 0.9 else max(0, one.school - 1),
    )
    return replace(one, name=names[0]), twin


# --- entered again ---------------------------------------------------------------------------------------------


def _again(chance: random.Random, one: Entry, number: int) -> Entry:
    """
    The same person on another list, typed by another hand: as a rule without the NIK, which would have matched.

    15 % carry typing errors, a fifth of those two.
    """
    if one.nik is None:
        nik = one.person if chance.random() < 0.6 else None
    else:
        # One in ten carries a wrong NIK: two numbers are two people by rule.
        nik = -1 - number if chance.random() < 0.1 else None
    stayed = chance.random() < 0.4
    # At the same school the NISN would have matched as well.
    nisn = one.nisn if one.nisn is not None and chance.random() < (0.15 if stayed else 0.65) else None
    if nisn is not None and chance.random() < 0.02:
        nisn = -1 - number
    place = one.birth_place
    if chance.random() < 0.1:
        place = None if chance.random() < 0.3 else "BALANGAN" if chance.random() < 0.7 else _place(chance)
    school = one.school if stayed else one.school + chance.choice([-2, -1, 1, 2])
    typed = replace(one, nik=nik, nisn=nisn, birth_place=place, school=max(0, school))
    if chance.random() < 0.15:
        for _ in range(2 if chance.random() < 0.2 else 1):
            typed = mistype(chance, typed)
    return typed


def mistype(chance: random.Random, one: Entry) -> Entry:
    """One error that people make when they type a list."""
    kinds = ["letter"] * 8 + ["spelling"] * 6 + ["order"] * 2 + ["apostrophe"] * 2 + ["dropped"] * 3 + ["joined"]
    kind = chance.choice([*kinds, *["day_month"] * 2, *["digit"] * 3, *["sex"] * 2])
    typed = one
    words = one.name.split()
    if kind == "letter":
        typed = replace(one, name=_slip(chance, one.name))
    elif kind == "spelling":
        typed = replace(one, name=_spell(chance, one.name))
    elif kind == "order":
        typed = replace(one, name=" ".join(words[1:] + words[:1]))
    elif kind == "apostrophe":
        at = chance.randrange(1, len(one.name))
        typed = replace(one, name=f"{one.name[:at]}{chance.choice(chr(39) + '-.`')}{one.name[at:]}")
    elif kind == "dropped" and len(words) > 1:
        words.pop(chance.randrange(len(words)))
        typed = replace(one, name=" ".join(words))
    elif kind == "joined":
        typed = replace(one, name=one.name.replace(" ", "", 1))
    elif kind == "sex" and one.sex is not None:
        typed = replace(one, sex="P" if one.sex == "L" else "L")
    elif one.birth_date is not None and kind in ("day_month", "digit"):
        typed = replace(one, birth_date=_misdate(chance, one.birth_date, kind))
    return replace(typed, errors=(*one.errors, kind)) if typed != one else _other(chance, one)


def _other(chance: random.Random, one: Entry) -> Entry:
    """The error drawn is none for this row: a letter slips instead."""
    return replace(one, name=_slip(chance, one.name), errors=(*one.errors, "letter"))


def _slip(chance: random.Random, name: str) -> str:
    at = chance.choice([n for n, letter in enumerate(name) if letter.isalpha()])
    letter = name[at]
    kind = chance.choice(["swapped", "dropped", "doubled", "beside"])
    if kind == "swapped" and at + 1 < len(name) and name[at + 1].isalpha():
        return f"{name[:at]}{name[at + 1]}{letter}{name[at + 2 :]}"
    if kind == "dropped" and len(name) > 3:
        return name[:at] + name[at + 1 :]
    if kind == "beside" and letter in _KEYS:
        return f"{name[:at]}{chance.choice(_KEYS[letter])}{name[at + 1 :]}"
    return name[:at] + letter + name[at:]


def _spell(chance: random.Random, name: str) -> str:
    fitting = [(old, new) for old, new in SPELLINGS if old in name]
    if not fitting:
        return _slip(chance, name)
    # The usual abbreviations are by far the most frequent.
    old, new = fitting[0] if chance.random() < 0.5 else chance.choice(fitting)
    return name.replace(old, chance.choice(new), 1)


def _misdate(chance: random.Random, day: date, kind: str) -> date:
    if kind == "day_month" and day.day <= 12 and day.day != day.month:
        return date(day.year, day.day, day.month)
    wrong = f"{day:%Y%m%d}"
    for _ in range(50):
        at = chance.choice([3, 5, 6, 7, 7])
        tried = wrong[:at] + chance.choice("0123456789") + wrong[at + 1 :]
        try:
            found = date(int(tried[:4]), int(tried[4:6]), int(tried[6:]))
        except ValueError:
            continue
        if found != day:
            return found
    return day + timedelta(days=1)
