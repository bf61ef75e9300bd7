"""What routes ask for: a session, an actor with a permission, a page, a version, a list's shape."""

from collections.abc import AsyncIterator, Callable, Iterator
from itertools import chain
from typing import Annotated, Any, TypeVar

import anyio
import anyio.to_thread
from fastapi import Depends, Query, Request, Response
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel
from sqlmodel import Session

from api.files import FormatDep, columns_of, flat, table
from api.schemas import ListOut, Out
from app.accounts.gate import Gate
from app.core.access import Actor, Permission
from app.core.db import Database
from app.core.errors import Forbidden, VersionMismatch, VersionMissing
from app.core.i18n import Language, choose_language
from app.core.paging import DEFAULT_LIMIT, MAX_LIMIT, Page, PageRequest
from app.core.settings import Settings

T = TypeVar("T")
_bearer = OAuth2PasswordBearer(tokenUrl="/v1/auth/token", refreshUrl="/v1/auth/refresh", auto_error=False)


async def get_database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def get_gate(request: Request) -> Gate:
    gate: Gate = request.app.state.gate
    return gate


DatabaseDep = Annotated[Database, Depends(get_database)]
SettingsDep = Annotated[Settings, Depends(get_settings)]
GateDep = Annotated[Gate, Depends(get_gate)]


class Turn:
    """Writes outside a request's session, queued with all other writers and without holding a thread meanwhile."""

    def __init__(self, request: Request) -> None:
        self._writers: anyio.CapacityLimiter = request.app.state.writers
        self._hashers: anyio.CapacityLimiter = request.app.state.hashers

    async def write(self, work: Callable[..., T], *arguments: Any) -> T:
        """Run ``work``, which opens its own transaction, when its turn has come."""
        async with self._writers:
            return await anyio.to_thread.run_sync(work, *arguments)

    async def read(self, work: Callable[[], T]) -> T:
        return await anyio.to_thread.run_sync(work)

    async def hash(self, work: Callable[[], T]) -> T:
        """Run ``work``, which hashes a password, beside the requests: never more than a few at once."""
        return await anyio.to_thread.run_sync(work, limiter=self._hashers)


TurnDep = Annotated[Turn, Depends()]


async def _turn(request: Request) -> AsyncIterator[None]:
    """
    Writers queue here, in order and without a thread.

    FastAPI checks an answer in a thread while the transaction is still open: if every thread waited for a lock of
    that transaction, it could never end.
    """
    if request.method in ("GET", "HEAD"):
        yield
        return
    async with request.app.state.writers:
        yield


def _session(
    request: Request, database: DatabaseDep, _turn: Annotated[None, Depends(_turn, scope="function")]
) -> Iterator[Session]:
    opened = database.read() if request.method in ("GET", "HEAD") else database.write()
    with opened as session:
        yield session


# `function`: the transaction ends before the answer leaves, so a failed commit is never answered 201.
SessionDep = Annotated[Session, Depends(_session, scope="function")]


async def _turn_to_write(request: Request) -> AsyncIterator[None]:
    async with request.app.state.writers:
        yield


def _trail(
    database: DatabaseDep, _turn: Annotated[None, Depends(_turn_to_write, scope="function")]
) -> Iterator[Session]:
    with database.write() as session:
        yield session


TrailDep = Annotated[Session, Depends(_trail, scope="function")]
"""
A writing session whatever the method: for a GET that must leave a trail.

To read somebody's whole file changes nothing of it, so it is a GET; but that it was read is kept, and in the
transaction that read it. Such a GET waits its turn among the writers like every change.
"""


class needs:  # noqa: N801 - reads as a word in a signature
    """The actor behind the request, if its role has ``permission``: 401 without a token, 403 without the grant."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, request: Request, gate: GateDep, token: Annotated[str | None, Depends(_bearer)]) -> Actor:
        request_id = request.scope.get("request_id", "")
        # Almost always remembered; only a question to the database is worth a thread.
        actor = gate.remembered(token, request_id=request_id)
        if actor is None:
            asked: Actor = await anyio.to_thread.run_sync(lambda: gate.actor(token, request_id=request_id))
            actor = asked
        if not actor.may(self.permission):
            raise Forbidden
        return actor


def source_of(request: Request) -> str:
    """The address a request comes from, as far as the proxies in front are trusted (uvicorn resolves them)."""
    return request.client.host if request.client else "unknown"


SourceDep = Annotated[str, Depends(source_of)]


def language_of(request: Request) -> Language:
    return choose_language(request.headers.get("accept-language"))


LanguageDep = Annotated[Language, Depends(language_of)]
"""The language in which the asker reads the words that are made for them."""


def _paging(
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> PageRequest:
    return PageRequest(cursor, limit)


PagingDep = Annotated[PageRequest, Depends(_paging)]

# --- versions --------------------------------------------------------------------------------------------------


def etag(version: int | str) -> str:
    return f'"{version}"'


def _required_match(request: Request) -> int:
    """The version that a change is made against: 428 without, 412 for one that cannot be ours."""
    header = request.headers.get("if-match")
    if header is None:
        raise VersionMissing
    return _parse(header)


def _optional_match(request: Request) -> int | None:
    header = request.headers.get("if-match")
    return None if header is None else _parse(header)


def _parse(header: str) -> int:
    bare = header.strip().removeprefix("W/").strip('"')
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 9:
        raise VersionMismatch
    return int(bare)


IfMatch = Annotated[int, Depends(_required_match)]
IfMatchOptional = Annotated[int | None, Depends(_optional_match)]


def answer_created(response: Response, *, new: bool, location: str, version: int | None = None) -> None:
    """201 for something new, 200 for the repetition of a request, with where it stands and its version."""
    response.status_code = 201 if new else 200
    response.headers["Location"] = location
    if version is not None:
        response.headers["ETag"] = etag(version)


# --- lists -----------------------------------------------------------------------------------------------------

Fetch = Callable[[Session, PageRequest], Page[Any]]
_ANY_LIST = ListOut[Any]  # named once: to name it is to make a class, which cost a tenth of a list of fifty


class Listing:
    """A list as the client wants it: a page of JSON, or the whole as CSV or XLSX."""

    def __init__(
        self,
        database: DatabaseDep,
        paging: PagingDep,
        format: FormatDep,
    ) -> None:
        self._database = database
        self._paging = paging
        self._format = format

    def answer(self, fetch: Fetch, out: type[Out], show: Callable[[Any], BaseModel] | None = None) -> Any:
        """Answer with what ``fetch`` finds, shown as ``out``. Each page of an export has a session of its own."""
        show = show or (lambda item: item if isinstance(item, out) else out.model_validate(item))
        if self._format == "json":
            with self._database.read() as session:
                found = fetch(session, self._paging)
                items = [show(item) for item in found.items]
            # Already whole and valid: serialising here spares FastAPI a second validation of every item.
            body = _ANY_LIST.model_construct(items=items, next_cursor=found.next_cursor)
            return Response(body.model_dump_json(), media_type="application/json")
        header = [name for field in out.model_fields for name in columns_of(out, field)]

        def cells(session: Session, asked: PageRequest) -> Page[Any]:
            return fetch(session, asked).map(lambda item: flat(show(item)))

        # The first page is fetched before the answer begins: a refusal must still be able to become one.
        with self._database.read() as session:
            first = cells(session, PageRequest(None, MAX_LIMIT, exporting=True))
        rest = pages_of(self._database, cells, first.next_cursor) if first.next_cursor else ()
        rows = chain(first.items, rest)
        return table(self._format, header, rows)


def pages_of(database: Database, fetch: Fetch, cursor: str | None = None) -> Iterator[Any]:
    """The items of a whole list, or of what follows ``cursor``; each page is read in a session of its own."""
    while True:
        with database.read() as session:
            found = fetch(session, PageRequest(cursor, MAX_LIMIT, exporting=True))
        yield from found.items
        if (cursor := found.next_cursor) is None:
            return


ListingDep = Annotated[Listing, Depends()]
