"""`/v1/subscriptions`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import IfMatch, ListingDep, SessionDep, SettingsDep, answer_created, etag, needs
from api.schemas import ListOut
from api.subscriptions.schemas import (
    DeadLetterOut,
    ReplayIn,
    SubscriptionIn,
    SubscriptionMadeOut,
    SubscriptionOut,
    SubscriptionPatch,
    dead_letter,
    shown,
)
from app.core.access import Actor, Permission
from app.subscriptions import queries, service

router = APIRouter(prefix="/v1/subscriptions", tags=["subscriptions"])

Manager = Annotated[Actor, Depends(needs(Permission.SUBSCRIPTIONS_MANAGE))]


@router.get("", response_model=ListOut[SubscriptionOut])
def list_subscriptions(listing: ListingDep, actor: Manager) -> Any:
    """Subscriptions of your region, the oldest first."""
    return listing.answer(
        lambda session, request: queries.subscriptions(session, actor, request), SubscriptionOut, shown
    )


@router.post("", status_code=201)
def create_subscription(
    session: SessionDep, actor: Manager, settings: SettingsDep, body: SubscriptionIn, response: Response
) -> SubscriptionMadeOut:
    """Be told of what happens in your region from now on, signed as Standard Webhooks. The secret is told once."""
    made, secret = service.create(
        session,
        actor,
        body.url,
        body.kinds,
        allow_private=settings.webhooks_allow_private,
        id=body.id,
        content=body.content(),
    )
    location = f"/v1/subscriptions/{made.id}"
    answer_created(response, new=secret is not None, location=location, version=made.version)
    [line] = queries.lines(session, [made])
    return SubscriptionMadeOut(**shown(line).model_dump(), secret=secret)


@router.get("/{subscription_id}")
def get_subscription(session: SessionDep, actor: Manager, subscription_id: UUID, response: Response) -> SubscriptionOut:
    [line] = queries.lines(session, [queries.get(session, actor, subscription_id)])
    response.headers["ETag"] = etag(line.subscription.version)
    return shown(line)


@router.patch("/{subscription_id}")
def change_subscription(
    session: SessionDep,
    actor: Manager,
    subscription_id: UUID,
    version: IfMatch,
    body: SubscriptionPatch,
    response: Response,
) -> SubscriptionOut:
    """Other kinds, or `stopped` and `active` again: what happened meanwhile is then delivered."""
    changed = service.change(session, actor, subscription_id, version, body.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(changed.version)
    return shown(queries.lines(session, [changed])[0])


@router.delete("/{subscription_id}", status_code=204)
def remove_subscription(session: SessionDep, actor: Manager, subscription_id: UUID) -> None:
    service.remove(session, actor, subscription_id)


@router.get("/{subscription_id}/dead-letters", response_model=ListOut[DeadLetterOut])
def list_dead_letters(listing: ListingDep, actor: Manager, subscription_id: UUID) -> Any:
    """Events that were not taken within a day of tries, the oldest first."""
    return listing.answer(
        lambda session, request: queries.dead_letters(session, actor, subscription_id, request),
        DeadLetterOut,
        dead_letter,
    )


@router.post("/{subscription_id}/replay")
def replay(session: SessionDep, actor: Manager, subscription_id: UUID, body: ReplayIn) -> SubscriptionOut:
    """Deliver again everything from a position on. Repeated events keep their ids."""
    again = service.replay(session, actor, subscription_id, body.from_position)
    return shown(queries.lines(session, [again])[0])
