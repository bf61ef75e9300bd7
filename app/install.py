"""Setting up and opening an installation: migrations, keys, reference data."""

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import Session, select

from app.accounts import queries as accounts
from app.core.access import SYSTEM
from app.core.crypto import KeyRing, KeysUnusable, load_keys, make_keys
from app.core.db import Database, make_engine
from app.core.ids import new_id
from app.core.models import DataKey, Installation
from app.core.settings import Settings
from app.journal import service as journal
from app.regions import reference_data

_ROOT = Path(__file__).parent.parent


class NotInOrder(Exception):
    """The installation cannot be opened as it is; the message is one line that says how to mend it."""


def alembic_config(settings: Settings) -> Config:
    config = Config(_ROOT / "alembic.ini")
    config.set_main_option("script_location", str(_ROOT / "alembic"))
    config.attributes["settings"] = settings
    return config


SETTING_UP_SECONDS = 600
"""The country's regions and holidays take a slow disk longer than a request may."""


def init(settings: Settings) -> None:
    """Migrate the database, make keys if it is empty, bring in the nation's reference data. Safe to repeat."""
    command.upgrade(alembic_config(settings), "head")
    engine = make_engine(settings)
    with Session(engine) as session:
        known = session.exec(select(DataKey)).all()
    engine.dispose()
    keys = (
        load_keys(settings.keys_dir)
        if known or (settings.keys_dir / "keys.json").exists()
        else make_keys(settings.keys_dir)
    )
    database = Database(settings, keys)
    with database.write(within=SETTING_UP_SECONDS) as session:
        if not known:
            session.add(DataKey(key_id=keys.current, purpose="data"))
        if session.get(Installation, 1) is None:
            session.add(Installation(epoch=new_id()))
        reference_data.load(session)
    database.dispose()


def new_epoch(database: Database) -> UUID:
    """
    Begin a new epoch: after a restore, when what was given out since the backup may be gone.

    Devices are told it with whatever they ask, reconcile all that they ever sent, and send again what was lost.
    """
    with database.write() as session:
        installation = session.exec(select(Installation).with_for_update()).one()
        installation.epoch = new_id()
        journal.write(session, SYSTEM, "installation.epoch_begun", "installation", None, region_code=None)
        return installation.epoch


def open_installation(settings: Settings) -> KeyRing:
    """Check that database and keys belong together and are up to date. Raises :class:`NotInOrder`."""
    try:
        keys = load_keys(settings.keys_dir)
    except KeysUnusable as failure:
        raise NotInOrder(str(failure)) from failure
    engine = make_engine(settings)
    try:
        with engine.connect() as connection:
            at = MigrationContext.configure(connection).get_current_revision()
            head = ScriptDirectory.from_config(alembic_config(settings)).get_current_head()
            if at != head:
                raise NotInOrder(f"the database is at migration {at}, the program at {head}: run `python -m app init`")
        with Session(engine) as session:
            missing = {key.key_id for key in session.exec(select(DataKey)).all()} - set(keys.data)
            if missing:
                names = ", ".join(sorted(missing))
                raise NotInOrder(f"keys {names} are missing from {settings.keys_dir}: restore them from the backup")
            if accounts.any_demo(session) and _is_public(settings.public_url):
                raise NotInOrder("demo accounts must not stand on a public address: change SWEET17_PUBLIC_URL")
    finally:
        engine.dispose()
    return keys


def _is_public(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".internal", ".test"))
