"""From refusal to RFC 9457 problem: the only place that knows HTTP statuses."""

import logging
import traceback
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from app.core import errors
from app.core.errors import Fault, Refusal
from app.core.i18n import Language, catalogue, choose_language, text

log = logging.getLogger("sweet17.errors")

STATUS: dict[type[Refusal], int] = {
    errors.Malformed: 400,
    errors.Unauthorized: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.VersionMismatch: 412,
    errors.TooLarge: 413,
    errors.UnsupportedMedia: 415,
    errors.Invalid: 422,
    errors.VersionMissing: 428,
    errors.TooManyRequests: 429,
    errors.Unavailable: 503,
}

TITLES: dict[int, dict[Language, str]] = {
    400: {Language.INDONESIAN: "Permintaan tidak terbaca", Language.ENGLISH: "Unreadable request"},
    401: {Language.INDONESIAN: "Belum masuk", Language.ENGLISH: "Not signed in"},
    403: {Language.INDONESIAN: "Tidak berwenang", Language.ENGLISH: "Not allowed"},
    404: {Language.INDONESIAN: "Tidak ditemukan", Language.ENGLISH: "Not found"},
    405: {Language.INDONESIAN: "Cara tidak diterima", Language.ENGLISH: "Method not taken"},
    409: {
        Language.INDONESIAN: "Bertentangan dengan keadaan sekarang",
        Language.ENGLISH: "Conflict with the present state",
    },
    410: {Language.INDONESIAN: "Sudah tidak berlaku", Language.ENGLISH: "No longer valid"},
    412: {Language.INDONESIAN: "Sudah diubah orang lain", Language.ENGLISH: "Changed by somebody else"},
    413: {Language.INDONESIAN: "Terlalu besar", Language.ENGLISH: "Too large"},
    415: {Language.INDONESIAN: "Jenis isi tidak diterima", Language.ENGLISH: "Content type not taken"},
    422: {Language.INDONESIAN: "Isi belum benar", Language.ENGLISH: "Content not right"},
    428: {Language.INDONESIAN: "Versi belum disebut", Language.ENGLISH: "Version missing"},
    429: {Language.INDONESIAN: "Terlalu sering", Language.ENGLISH: "Too often"},
    500: {Language.INDONESIAN: "Kesalahan di pihak kami", Language.ENGLISH: "Our fault"},
    503: {Language.INDONESIAN: "Sedang sibuk", Language.ENGLISH: "Busy"},
}


def status_of(refusal: Refusal) -> int:
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)


def install(app: FastAPI) -> None:
    """Teach ``app`` to answer every failure as a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(IntegrityError, _clash)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(UnicodeEncodeError, _unstorable)
    app.add_exception_handler(OperationalError, _database_trouble)
    app.add_exception_handler(PoolTimeout, _database_trouble)


def problem(request: Request, refusal: Refusal) -> JSONResponse:
    """The answer to ``request`` that tells ``refusal`` in the asker's language."""
    language = choose_language(request.headers.get("accept-language"))
    return _body(
        request,
        status_of(refusal),
        refusal.code,
        text(refusal.words or refusal.code, language, **refusal.params),
        faults=[_fault(fault, language) for fault in refusal.faults],
        extra=refusal.extra,
        retry_after=getattr(refusal, "retry_after", None),
    )


def _body(
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    faults: list[dict[str, str]] | None = None,
    extra: dict[str, Any] | None = None,
    retry_after: int | None = None,
) -> JSONResponse:
    language = choose_language(request.headers.get("accept-language"))
    headers = {"Content-Language": language.value}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    content = {
        "type": f"urn:sweet17:problem:{code}",
        "title": TITLES[status][language],
        "status": status,
        "detail": detail,
        "code": code,
        "errors": faults or [],
        "request_id": request.scope.get("request_id", ""),
        **(extra or {}),
    }
    return JSONResponse(content, status, headers, media_type="application/problem+json")


def _fault(fault: Fault, language: Language) -> dict[str, str]:
    return {
        "pointer": fault.pointer,
        "code": fault.code,
        "message": text(fault.code, language, **fault.params),
    }


async def _refused(request: Request, refusal: Exception) -> JSONResponse:
    assert isinstance(refusal, Refusal)  # noqa: S101
    return problem(request, refusal)


async def _unfit(request: Request, failure: Exception) -> JSONResponse:
    """What pydantic found, in our words; never with the value that was sent."""
    assert isinstance(failure, RequestValidationError)  # noqa: S101
    found = failure.errors()
    if any(fault["type"] == "json_invalid" for fault in found):
        return problem(request, errors.Malformed())
    faults = []
    for fault in found:
        # The first part says body, query or path; a pointer into what was sent begins after it.
        pointer = "".join(f"/{part}" for part in fault["loc"][1:]) or "/"
        code = f"field.{fault['type']}"
        limits = {key: value for key, value in fault.get("ctx", {}).items() if isinstance(value, int | float | str)}
        faults.append(Fault(pointer, code if code in catalogue() else "field.invalid", limits))
    return problem(request, errors.Invalid(faults))


async def _http(request: Request, failure: Exception) -> JSONResponse:
    assert isinstance(failure, HTTPException)  # noqa: S101
    if request.scope.get("too_large"):
        return problem(request, errors.TooLarge(limit_mib=request.app.state.settings.max_body_bytes // 2**20))
    language = choose_language(request.headers.get("accept-language"))
    code = {404: "not_found", 405: "method_not_allowed", 400: "malformed"}.get(failure.status_code, "malformed")
    status = failure.status_code if failure.status_code in TITLES else 400
    response = _body(request, status, code, text(code, language))
    if failure.headers:
        response.headers.update(failure.headers)
    return response


async def _clash(request: Request, failure: Exception) -> JSONResponse:
    # The rooms check first; this is the rare race that only the database's constraint saw.
    log.warning("constraint refused a write", extra={"constraint": _constraint(failure)})
    return problem(request, errors.Conflict())


async def _unstorable(request: Request, _failure: Exception) -> JSONResponse:
    return problem(request, errors.Invalid())


async def _database_trouble(request: Request, failure: Exception) -> JSONResponse:
    # The driver's own class says what kind of trouble; its message would hold values.
    log.error("database trouble: %s", type(getattr(failure, "orig", failure)).__name__)
    return problem(request, errors.Unavailable())


def broken(request: Request, failure: Exception) -> JSONResponse:
    """The answer to what nobody foresaw, and the line by which we find it."""
    # Where it happened names code; the message of the exception may hold a person's value and is left out.
    places = " < ".join(
        f"{frame.name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(failure.__traceback__)[-6:])
    )
    language = choose_language(request.headers.get("accept-language"))
    request_id = request.scope.get("request_id", "")
    log.error("unexpected %s at %s %s", type(failure).__name__, places, request_id)
    return _body(request, 500, "internal", text("internal", language, request_id=request_id))


def _constraint(failure: Exception) -> str:
    diagnosis = getattr(getattr(failure, "orig", None), "diag", None)
    return getattr(diagnosis, "constraint_name", None) or "?"
