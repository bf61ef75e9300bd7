"""Letters on the wire."""

import base64
import binascii
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from api.schemas import CreateIn, In, Out
from app.core.types import Printable, ShortText
from app.letters.contents import Head
from app.letters.models import Letter, LetterKind
from app.letters.rules import DEFAULT_CODES, MOST_LOGO_BYTES


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise ValueError("must be a single line")
    return text


OneLine = AfterValidator(_one_line)
"""What stands within a line of paper, a number above all, breaks none."""
Line = Annotated[ShortText, Field(max_length=120), OneLine]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), Printable, OneLine]


def _base64(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except binascii.Error as failure:
        raise ValueError("must be base64") from failure
    return text


_K = LetterKind


class LetterIn(CreateIn):
    kind: Literal[_K.NOTICE, _K.ASSIGNMENT, _K.ROSTER, _K.SLIPS, _K.CONSENT, _K.REPORT]


class ReceiptLetterIn(CreateIn):
    kind: Literal[_K.RECEIPT]


class LetterOut(Out):
    id: UUID
    visit_id: UUID | None
    handover_id: UUID | None
    """Of a receipt; every other letter is of a visit."""
    school_id: UUID | None
    kind: LetterKind
    addendum: int
    number: str
    sequence: int
    year: int
    date: date
    issued_at: datetime
    digest: str
    size: int
    url: str


def shown(letter: Letter) -> LetterOut:
    url = f"/v1/letters/{letter.id}.pdf"
    return LetterOut(**letter.model_dump(include=set(LetterOut.model_fields) - {"url"}), url=url)


class CodesIn(In):
    """Classification code of the archive by kind of letter."""

    notice: Code
    assignment: Code
    roster: Code
    slips: Code
    consent: Code
    report: Code
    receipt: Code = DEFAULT_CODES[LetterKind.RECEIPT]


class CodesOut(Out):
    notice: str
    assignment: str
    roster: str
    slips: str
    consent: str
    report: str
    receipt: str


class LetterheadIn(In):
    heading_lines: Annotated[list[Line], Field(min_length=1, max_length=4)]
    address_lines: Annotated[list[Line], Field(default_factory=list, max_length=3)]
    place: Annotated[ShortText, Field(max_length=80), OneLine]
    logo: Annotated[str, Field(max_length=MOST_LOGO_BYTES * 4 // 3 + 4), AfterValidator(_base64)] | None = None
    """PNG or JPEG, base64."""
    signer_name: Line | None = None
    signer_title: Annotated[ShortText, Field(max_length=160), OneLine]
    signer_rank: Annotated[ShortText, Field(max_length=80), OneLine] | None = None
    signer_nip: Annotated[str, StringConstraints(pattern="^[0-9]{18}$")] | None = None
    number_format: Annotated[ShortText, Field(max_length=80), OneLine]
    unit_code: Code
    codes: CodesIn
    copies: Annotated[list[Line], Field(default_factory=list, max_length=6)]

    def facts(self) -> dict[str, Any]:
        return self.model_dump() | {"logo": base64.b64decode(self.logo) if self.logo is not None else None}


class LetterheadOut(Out):
    region_code: str
    heading_lines: list[str]
    address_lines: list[str]
    place: str
    logo: str | None
    """Base64."""
    signer_name: str | None
    signer_title: str
    signer_rank: str | None
    signer_nip: str | None
    number_format: str
    unit_code: str
    codes: CodesOut
    copies: list[str]
    default: bool
    version: int


class SlipCodeIn(CreateIn):
    pass


class SlipCodeOut(Out):
    code: str
    url: str


def shown_head(region_code: str, head: Head) -> LetterheadOut:
    """A head as it holds; ``default`` where the region has none of its own."""
    logo = base64.b64encode(head.logo).decode() if head.logo is not None else None
    told = {name: value for name, value in asdict(head).items() if name != "logo"}
    return LetterheadOut(region_code=region_code, logo=logo, default=head.version == 0, **told)
