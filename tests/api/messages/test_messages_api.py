"""The log of messages over HTTP."""

from app.core.db import Database
from app.core.ids import new_id
from app.messages.models import MessageReason
from app.messages.service import intend
from app.regions.queries import today
from tests.conftest import Api
from tests.support.world import World


def test_the_office_sees_its_regions_messages(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        for region, school in (("63.11", "paringin"), ("63.08", "amuntai")):
            id = world.schools[school]
            subject = ("school", id)
            intend(session, region, MessageReason.CARD_READY, id, subject, today(region), school_id=id)
            intend(session, region, MessageReason.CARD_READY, id, subject, today(region), school_id=id)
    [item] = api.get("/v1/messages", by="officer").json()["items"]
    assert (item["reason"], item["state"], item["region_code"]) == ("card_ready", "waiting", "63.11")
    assert len(api.get("/v1/messages", by="nation").json()["items"]) == 2
    assert api.get("/v1/messages", params={"state": "sent"}, by="officer").json()["items"] == []
    assert api.get("/v1/messages", params={"school_id": str(new_id())}, by="officer").json()["items"] == []
    assert api.get("/v1/messages", by="viewer").status_code == 403
    assert api.get("/v1/messages", params={"format": "csv"}, by="officer").status_code == 200
