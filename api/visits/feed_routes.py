"""`/v1/calendars`: secret addresses for calendar programs"""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import ListingDep, SessionDep, SettingsDep, answer_created, needs
from api.schemas import CreateIn, ListOut, Out
from api.throttle import throttle
from app.core.access import Actor, Permission
from app.visits import feeds
from app.visits.models import FeedKind

router = APIRouter(prefix="/v1/calendars", tags=["visits"])

Reader = Annotated[Actor, Depends(needs(Permission.VISITS_READ))]


class FeedIn(CreateIn):
    kind: FeedKind
    target_id: UUID | None = None
    """The team or school; an account of theirs need not name itself."""


class FeedOut(Out):
    id: UUID
    kind: FeedKind
    region_code: str | None
    school_id: UUID | None
    team_id: UUID | None
    created_at: datetime


class NewFeedOut(Out):
    id: UUID
    url: str | None


@router.post("", status_code=201)
def create_feed(
    session: SessionDep, settings: SettingsDep, actor: Reader, body: FeedIn, response: Response
) -> NewFeedOut:
    """A calendar's address is told this once; whoever has it reads the visits until it is revoked."""
    feed, token = feeds.create(session, actor, body.kind, body.target_id, id=body.id, content=body.content())
    answer_created(response, new=token is not None, location=f"/v1/calendars/{feed.id}")
    url = f"{settings.public_url.rstrip('/')}/v1/calendars/{token}.ics" if token else None
    response.headers["Cache-Control"] = "no-store"
    return NewFeedOut(id=feed.id, url=url)


@router.get("", response_model=ListOut[FeedOut])
def list_feeds(listing: ListingDep, actor: Reader) -> Any:
    """Addresses that still answer, without their secret."""
    return listing.answer(lambda session, request: feeds.feeds(session, actor, request), FeedOut)


@router.delete("/{feed_id}", status_code=204)
def revoke_feed(session: SessionDep, actor: Reader, feed_id: UUID) -> None:
    feeds.revoke(session, actor, feed_id)


@router.get("/{token}.ics", dependencies=[Depends(throttle)], response_class=Response)
def read_feed(session: SessionDep, settings: SettingsDep, token: str) -> Response:
    """The visits behind an address, for a calendar program. No person is named in it."""
    host = urlsplit(settings.public_url).hostname or "sweet17"
    content = feeds.calendar(session, token, host)
    headers = {"Cache-Control": "private, max-age=900", "Referrer-Policy": "no-referrer"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
