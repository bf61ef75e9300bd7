"""
Invented student lists with known answers, the same for the same seed.

Every pupil, number and school here is invented: serials of NIKs are 9001 to 9989, which no district reaches in a day.
Each cell of a column that the registry drops holds a canary, so that a test can look for it wherever it must not be.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

ON = date(2026, 11, 24)
"""The day for which the answers hold."""
DAY_ZERO = date(1899, 12, 30)
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober"),
    *("November", "Desember"),
)
DISTRICTS = {"631102": "Halong", "631104": "Batu Mandi", "631106": "Paringin", "631108": "Tebing Tinggi"}
OUTSIDE = ("630804", "630906", "637103")
NAMES = {
    "L": ("AHMAD", "RIZKI", "FAJAR", "ILHAM", "BAYU", "HENDRA", "IRFAN", "LUTHFI", "NAUFAL", "YUSUF", "ZAINAL"),
    "P": ("SITI", "RAHMAH", "AISYAH", "NAJWA", "DEWI", "FITRI", "INTAN", "LAILA", "NURUL", "TIARA", "WARDAH"),
}
FAMILIES = ("AZHARI", "HIDAYAT", "SAPUTRA", "PRATAMA", "ANSHARI", "MAULIDA", "HASANAH", "LESTARI", "WAHYUNI", "HAKIM")
PLACES = ("BALANGAN", "PARINGIN", "AMUNTAI", "TANJUNG", "BARABAI", "HALONG")
CLASSES = {10: ("X-1", "X MERDEKA 3", "X TKJ 2"), 11: ("XI IPA 1", "XI MIA 1"), 12: ("XII IPS 2", "XII AKL 1")}
GRADES = {10: "X", 11: "XI", 12: "XII"}

_PARENT = ("Nama", "Tahun Lahir", "Jenjang Pendidikan", "Pekerjaan", "Penghasilan", "NIK")
DAPODIK: tuple[tuple[str, str], ...] = tuple(
    (group, name)
    for group, names in (
        (
            "",
            (
                *("No", "Nama", "NIPD", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Agama", "Alamat", "RT"),
                *("RW", "Dusun", "Kelurahan", "Kecamatan", "Kode Pos", "Jenis Tinggal", "Alat Transportasi"),
                *("Telepon", "HP", "E-Mail", "SKHUN", "Penerima KPS", "No. KPS"),
            ),
        ),
        *((f"Data {who}", _PARENT) for who in ("Ayah", "Ibu", "Wali")),
        (
            "",
            (
                *("Rombel Saat Ini", "No Peserta Ujian Nasional", "No Seri Ijazah", "Penerima KIP", "Nomor KIP"),
                *("Nama di KIP", "Nomor KKS", "No Registrasi Akta Lahir", "Bank", "Nomor Rekening Bank"),
                *("Rekening Atas Nama", "Layak PIP (usulan dari sekolah)", "Alasan Layak PIP", "Kebutuhan Khusus"),
                *("Sekolah Asal", "Anak ke-berapa", "Lintang", "Bujur", "No KK", "Berat Badan", "Tinggi Badan"),
                *("Lingkar Kepala", "Jml. Saudara\nKandung", "Jarak Rumah\nke Sekolah (KM)"),
            ),
        ),
    )
    for name in names
)
"""The 66 columns of the download, each with its group."""
EMIS = (
    *("No", "Nama Lengkap", "NISN", "NIK", "Tempat Lahir", "Tanggal Lahir", "Tingkat - Rombel", "Umur", "Status"),
    *("Jenis Kelamin", "Alamat", "No Telepon", "Kebutuhan Khusus", "Disabilitas", "Nomor KIP/PIP"),
    *("Nama Ayah Kandung", "Nama Ibu Kandung", "Nama Wali"),
)
FLAT = ("No", "Nama Siswa", "JK", "NISN", "Tempat Lahir", "Tgl Lahir", "NIK", "Kelas", "Agama", "Nama Ayah", "Alamat")
WEB_SERVICE = {
    "nama": "name",
    "nisn": "nisn",
    "jenis_kelamin": "sex",
    "nik": "nik",
    "tempat_lahir": "birth_place",
    "tanggal_lahir": "birth_date",
    "nama_rombel": "class_group",
    "tingkat_pendidikan_id": "grade",
}
WEB_SERVICE_DROPPED = (
    *("agama_id_str", "alamat_jalan", "nomor_telepon_seluler", "nama_ayah", "pekerjaan_ayah_id_str", "nama_ibu"),
    *("nama_wali", "email", "kebutuhan_khusus", "sekolah_asal", "peserta_didik_id", "registrasi_id"),
)
_FIELDS = {
    **dict.fromkeys(("Nama", "Nama Lengkap", "Nama Siswa"), "name"),
    **dict.fromkeys(("JK", "Jenis Kelamin"), "sex"),
    **dict.fromkeys(("Tanggal Lahir", "Tgl Lahir"), "birth_date"),
    **dict.fromkeys(("Rombel Saat Ini", "Kelas"), "class_group"),
    "NISN": "nisn",
    "NIK": "nik",
    "Tempat Lahir": "birth_place",
    "Kelurahan": "village",
    "Kecamatan": "district",
    "No KK": "kk",
}


@dataclass
class Case:
    """One row: what stands in its cells, and what a correct importer says of it and keeps."""

    cells: dict[str, Any]
    """By field."""
    keeps: dict[str, Any]
    """What must be stored, by field; ``None`` is what must not."""
    facts: dict[str, Any]
    """What is true of the pupil, whatever the row says."""
    codes: set[str] = field(default_factory=set)
    """The warnings and errors of this row; all its warnings unless it is rejected, then at least the errors."""
    status: str = "Aktif"

    def put(self, name: str, cell: Any, /, *codes: str, **keeps: Any) -> None:
        self.cells[name] = cell
        self.codes |= set(codes)
        self.keeps |= keeps

    @property
    def born(self) -> date:
        return date.fromisoformat(self.keeps["birth_date"])

    @property
    def rejected(self) -> bool:
        return any(code.startswith("E_") for code in self.codes)

    @property
    def outcome(self) -> str:
        """``ignored``, ``rejected`` or ``created``, in a school that has nobody yet."""
        if any(code.startswith("X_") for code in self.codes):
            return "ignored"
        return "rejected" if self.rejected else "created"


def nik_of(code: str, born: date, sex: str, serial: int) -> str:
    return f"{code}{born.day + (40 if sex == 'P' else 0):02}{born:%m%y}{serial:04}"


def cases(seed: int, count: int) -> list[Case]:
    """Pupils whose rows are in order; no two share a number."""
    rng, used, found = Random(seed), set[str](), list[Case]()
    while len(found) < count:
        sex, grade = rng.choice("LP"), rng.choice((10, 11, 12))
        born = date(2020 - grade, 1, 1) + timedelta(days=rng.randrange(365))
        code = rng.choice(tuple(DISTRICTS)) if rng.random() > 0.08 else rng.choice(OUTSIDE)
        nik = nik_of(code, born, sex, rng.randrange(9001, 9990))
        if nik in used or nik.endswith("0") or (born.month, born.day) == (2, 29):
            continue
        used.add(nik)
        facts: dict[str, Any] = {
            "name": f"{rng.choice(NAMES[sex])} {rng.choice(NAMES[sex])} {rng.choice(FAMILIES)}",
            "nik": nik,
            "nisn": f"{born.year % 1000:03}99{len(found):05}",
            "sex": sex,
            "birth_place": rng.choice(PLACES),
            "birth_date": born.isoformat(),
            "class_group": rng.choice(CLASSES[grade]),
            "grade": grade,
        }
        home = code if code in DISTRICTS else "631106"
        # A card's number has the shape of a NIK: district, day, month, year, serial.
        card = f"{home}{rng.randrange(1, 29):02}{rng.randrange(1, 13):02}{rng.randrange(10, 24)}{len(found):04}"
        found.append(
            Case(
                {**facts, "village": DISTRICTS[home], "district": f"Kec. {DISTRICTS[home]}", "kk": card},
                dict(facts),
                facts,
            )
        )
    return found


# --- dirt ------------------------------------------------------------------------------------------------------

Dirt = Callable[[Case], None]


def _nik(write: Callable[[str], Any], *codes: str, keep: Callable[[str], str | None] = lambda nik: nik) -> Dirt:
    def dirty(case: Case) -> None:
        nik = case.keeps["nik"]
        case.put("nik", write(nik), *codes, nik=None if any(code[0] == "E" for code in codes) else keep(nik))

    return dirty


def _born(write: Callable[[date], Any], *codes: str) -> Dirt:
    return lambda case: case.put("birth_date", write(case.born), *codes)


def _other_birth(change: Callable[[date], date], *codes: str) -> Dirt:
    def dirty(case: Case) -> None:
        other = change(case.born).isoformat()
        case.put("birth_date", other, *codes, birth_date=other)

    return dirty


def _name(raw: str, *codes: str) -> Dirt:
    return lambda case: case.put("name", raw, *codes, name=" ".join(raw.split()))


def _wrong_sex(case: Case) -> None:
    other = "L" if case.keeps["sex"] == "P" else "P"
    nik = nik_of(case.keeps["nik"][:6], case.born, other, int(case.keeps["nik"][-4:]))
    case.put("nik", nik, "W_NIK_GENDER_MISMATCH", nik=nik)


def _card_for_nik(case: Case) -> None:
    case.put("nik", case.cells["kk"], "E_NIK_EQUALS_KK")


DIRT: dict[str, Dirt] = {
    "nik exact number": _nik(int),
    "nik exact float": _nik(float),
    "nik lost digit": _nik(lambda nik: int(nik[:15] + "0"), "E_NIK_PRECISION"),
    "nik scientific": _nik(lambda nik: f"{int(nik):.5E}".replace(".", ","), "E_NIK_PRECISION"),
    "nik apostrophe": _nik(lambda nik: f"'{nik}"),
    "nik spaces": _nik(lambda nik: f" {nik[:4]} {nik[4:8]} {nik[8:]} "),
    "nik dots": _nik(lambda nik: f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}.{nik[6:12]}.{nik[12:]}"),
    "nik unseen signs": _nik(lambda nik: f"\u00a0{nik[:8]}\u200b{nik[8:]}"),
    "nik short": _nik(lambda nik: nik[:15], "E_NIK_LENGTH"),
    "nik long": _nik(lambda nik: nik + "1", "E_NIK_LENGTH"),
    "nik letter": _nik(lambda nik: nik[:12] + "9O" + nik[14:], "E_NIK_NONDIGIT"),
    "nik empty": _nik(lambda _: "", "W_NIK_EMPTY", keep=lambda _: None),
    "nik dash": _nik(lambda _: "-", "W_NIK_EMPTY", keep=lambda _: None),
    "nik zeros": _nik(lambda _: "0" * 16, "E_NIK_PROVINCE_UNKNOWN"),
    "nik month 13": _nik(lambda nik: nik[:8] + "13" + nik[10:], "E_NIK_DATE_INVALID"),
    "nik province 99": _nik(lambda nik: "99" + nik[2:], "E_NIK_PROVINCE_UNKNOWN"),
    "nik district": _nik(lambda nik: "631155" + nik[6:], "W_NIK_DISTRICT_UNKNOWN", keep=lambda nik: "631155" + nik[6:]),
    "nik of the card": _card_for_nik,
    "nik of the other sex": _wrong_sex,
    "born with slashes": _born(lambda day: f"{day:%d/%m/%Y}"),
    "born with dashes": _born(lambda day: f"{day:%d-%m-%Y}"),
    "born with dots": _born(lambda day: f"{day.day}.{day.month}.{day.year}"),
    "born in words": _born(lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}"),
    "born in short words": _born(lambda day: f"{day.day:02}-{MONTHS[day.month - 1][:3]}-{day.year}"),
    "born at midnight": _born(lambda day: f"{day.isoformat()} 00:00:00"),
    "born as a date": _born(lambda day: day),
    "born as a number": _born(lambda day: (day - DAY_ZERO).days, "W_BIRTHDATE_SERIAL"),
    "born with a short year": _born(lambda day: f"{day:%d/%m/%y}", "W_BIRTHDATE_2DIGIT_YEAR"),
    "born in February 30": _born(lambda day: f"{day.year}-02-30", "E_BIRTHDATE_UNREADABLE"),
    "born unknown": _born(lambda _: "belum ada", "E_BIRTHDATE_UNREADABLE"),
    "born empty": _born(lambda _: "", "W_BIRTHDATE_EMPTY"),
    "born on another day": _other_birth(lambda day: day.replace(day=27 if day.day < 20 else 3), "W_NIK_DATE_MISMATCH"),
    "born long ago": _other_birth(lambda day: day.replace(year=1988), "W_NIK_DATE_MISMATCH", "W_AGE_UNUSUAL"),
    "sex in words": lambda case: case.put("sex", {"L": "Laki-laki", "P": "Perempuan"}[case.keeps["sex"]]),
    "sex in small": lambda case: case.put("sex", f"{case.keeps['sex'].lower()} "),
    "sex empty": lambda case: case.put("sex", "", "W_GENDER_EMPTY"),
    "sex unknown": lambda case: case.put("sex", "?", "W_GENDER_UNKNOWN"),
    "name with apostrophe": _name("NUR'AINI RAHMAH"),
    "name with dots": _name("M. NOOR A. RIZKI"),
    "name of one word": _name("SUPRIANI"),
    "name with blanks": _name("  AHMAD \u00a0  FAUZI "),
    "name in two lines": _name("RIZKI\nRAMADHAN"),
    "name in Arabic": _name("محمد رزقي", "W_NAME_NONLATIN"),
    "name over 60": _name("MUHAMMAD " + "ABDURRAHMAN " * 5 + "HIDAYATULLAH", "W_NAME_OVER_60"),
    "name over 200": _name(("NAMA SANGAT PANJANG " * 16).strip(), "E_NAME_TOO_LONG"),
    "name a formula": _name("=cmd|' /C calc'!A0", "E_NAME_INVALID"),
    "name a sum": _name("@SUM(1+1)*cmd|' /C calc'!A0", "E_NAME_INVALID"),
    "name a script": _name("<script>alert(1)</script>", "E_NAME_INVALID"),
    "name of digits": _name("12345", "E_NAME_INVALID"),
    "name empty": _name("", "E_NAME_EMPTY"),
    "nisn a number": lambda case: case.put("nisn", int(case.keeps["nisn"])),
    "nisn short": lambda case: case.put("nisn", case.keeps["nisn"][2:], "W_NISN_FORMAT", nisn=None),
    "nisn empty": lambda case: case.put("nisn", "", nisn=None),
    "class empty": lambda case: case.put("class_group", "", "W_ROMBEL_EMPTY", class_group=None, grade=None),
    "class odd": lambda case: case.put(
        "class_group", "Khusus Atlet", "W_ROMBEL_UNPARSED", class_group="Khusus Atlet", grade=None
    ),
    "place a formula": lambda case: case.put(
        "birth_place", '=HYPERLINK("http://x.invalid")', birth_place='=HYPERLINK("http://x.invalid")'
    ),
}
ALWAYS_NUMBERS = {"nik exact number", "nik exact float", "nik lost digit", "nisn a number", "born as a number"}
"""Dirt that only a sheet with cells of numbers can hold."""
OF_THE_CLASS = {"class empty", "class odd"}
"""Dirt that reads otherwise where the grade stands beside the class."""


def dirty(seed: int, *, without: Iterable[str] = (), clean: int = 3) -> list[Case]:
    """One row for each kind of dirt, in an order of its own, among a few clean ones; two hold the same NIK."""
    names = [name for name in DIRT if name not in set(without)]
    found = cases(seed, len(names) + clean + 1)
    for name, case in zip(names, found, strict=False):
        DIRT[name](case)
    first, second = found[-2:]
    first.codes.add("W_NIK_SHARED")
    second.put("nik", first.cells["nik"], "E_NIK_DUPLICATE")
    head = found[:-2]
    Random(seed).shuffle(head)
    return [*head, first, second, replace(first, codes={"X_DUP_ROW_EXACT"})]


# --- layouts ---------------------------------------------------------------------------------------------------

CANARY = re.compile(r"KANARI")


def canary(column: str, number: int) -> str:
    return f"KANARI{number}{re.sub('[^A-Z]', '', column.upper())}"


def dapodik(rows: Sequence[Case], *, school: str = "SMA NEGERI PARINGIN", day: str = "2026-11-20") -> list[list[Any]]:
    """The download; the pupils begin in row 7."""
    groups: list[Any] = []
    for index, (group, name) in enumerate(DAPODIK):
        before = DAPODIK[index - 1][0] if index else ""
        groups.append(name if not group else group if group != before else "")
    grid: list[list[Any]] = [
        ["Daftar Peserta Didik"],
        [school],
        ["Kecamatan Kec. Paringin, Kabupaten Kab. Balangan, Provinsi Prov. Kalimantan Selatan"],
        [f"Tanggal Unduh: {day} 08:41:49", "", f"Pengunduh: {canary('PENGUNDUH', 0)} (operator@contoh.invalid)"],
        groups,
        [name if group else "" for group, name in DAPODIK],
    ]
    for number, case in enumerate(rows, start=1):
        grid.append([number if i == 0 else _cell(case, number, *column) for i, column in enumerate(DAPODIK)])
    return grid


def _cell(case: Case, number: int, group: str, column: str) -> Any:
    known = _FIELDS.get(column) if not group else None
    return case.cells[known] if known else canary(group + column, number)


def emis(rows: Sequence[Case]) -> list[list[Any]]:
    """The list of a madrasah; the pupils begin in row 2, and their grade stands before the class."""
    grid: list[list[Any]] = [list(EMIS)]
    for number, case in enumerate(rows, start=1):
        own = {
            "No": number,
            "Status": case.status,
            "Tingkat - Rombel": f"Kelas {case.keeps['grade']} - {case.cells['class_group']}",
        }
        grid.append([own[name] if name in own else _cell(case, number, "", name) for name in EMIS])
    return grid


def flat(rows: Sequence[Case]) -> list[list[Any]]:
    """One row of titles, as schools make their own lists; the pupils begin in row 2."""
    found = [
        [number, *(_cell(case, number, "", name) for name in FLAT[1:])] for number, case in enumerate(rows, start=1)
    ]
    return [list(FLAT), *found]


def web_service(rows: Sequence[Case]) -> dict[str, Any]:
    """What ``getPesertaDidik`` answers."""
    items = []
    for number, case in enumerate(rows, start=1):
        item = {theirs: case.cells[ours] for theirs, ours in WEB_SERVICE.items()}
        item |= {name: canary(name, number) for name in WEB_SERVICE_DROPPED}
        items.append(item | {"tingkat_pendidikan_id": str(case.keeps["grade"])})
    return {"results": len(items), "id": "peserta_didik_id", "start": 0, "limit": 50, "rows": items}
