"""Value types of the field, said once: NIK, NISN, NPSN, region codes, short texts."""

import re
import unicodedata
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

NIK_PATTERN = r"^[1-9]\d{15}$"
NISN_PATTERN = r"^\d{10}$"
NPSN_PATTERN = r"^(\d{8}|[PK]\d{7}|NP\d{6})$"
NSM_PATTERN = r"^\d{12}$"
MAIL_PATTERN = r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+$"
"""One address alone, so that nothing can be added to a mail's header."""
REGION_PATTERN = r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"

NATION = "00"
"""How the nation is written in paths; an account of the nation has no region code."""


def _printable(text: str) -> str:
    if any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in text):
        raise ValueError("control characters are not allowed")
    return text


Printable = AfterValidator(_printable)
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), Printable]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), Printable]
Nik = Annotated[str, StringConstraints(pattern=NIK_PATTERN)]
Nisn = Annotated[str, StringConstraints(pattern=NISN_PATTERN)]
Npsn = Annotated[str, StringConstraints(pattern=NPSN_PATTERN)]
Nsm = Annotated[str, StringConstraints(pattern=NSM_PATTERN)]
MailAddress = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120, pattern=MAIL_PATTERN), Printable]
RegionCode = Annotated[str, StringConstraints(pattern=REGION_PATTERN)]


class Sex(StrEnum):
    """As written on Indonesian civil documents: *Laki-laki*, *Perempuan*."""

    MALE = "L"
    FEMALE = "P"


_SIGNS = re.compile(r"[^\w\s]")


def mask_nik(prefix: str | None) -> str | None:
    """Show a NIK by its regency alone: birth date and sex stand beside it and would give away the rest."""
    return f"{prefix}************" if prefix else None


def name_key(name: str) -> str:
    """A name as it is compared: case, accents, apostrophes, dots and runs of blanks do not count."""
    return " ".join(_SIGNS.sub("", without_accents(name).replace("-", " ")).upper().split())


def without_accents(text: str) -> str:
    """A text in its plain letters; most names of most lists are written in no others."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
