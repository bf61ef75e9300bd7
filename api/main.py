"""The application: ``uvicorn --factory api.main:create_app``. Nothing happens at import."""

import gc
import importlib
import logging
import multiprocessing
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import anyio.to_thread
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi_offline import FastAPIOffline

import api
from api import errors
from api.middleware import Envelope
from api.openapi import describe
from api.recordings.committer import Committer
from api.recordings.shortcut import Shortcut
from app.accounts.gate import Gate
from app.accounts.tokens import Tokens
from app.core.db import Database
from app.core.settings import Settings
from app.install import open_installation
from app.jobs.loop import Loop
from app.jobs.work import jobs


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service for one installation. Raises with one clear line when the installation is not in order."""
    settings = settings or Settings()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # Its lines hold query strings, where a search may be somebody's name; ours hold the path's template.
    logging.getLogger("uvicorn.access").disabled = True
    database = Database(settings, open_installation(settings))
    app: FastAPI = FastAPIOffline(
        title="Sweet Seventeen",
        version="0.1.0",
        description="Direkam di Sekolah, Sweet Seventeen, KTPku Datang.",
        lifespan=_lifespan,
        separate_input_output_schemas=False,
    )
    app.state.settings = settings
    app.state.database = database
    # SQLite has one writer; on PostgreSQL half of the threads stay free to finish what holds a lock.
    app.state.writers = anyio.CapacityLimiter(1 if settings.is_sqlite else max(1, settings.threads // 2))
    # One hash takes 64 MiB and a fifth of a second: beside the requests' threads, so that logins cannot use them up.
    app.state.hashers = anyio.CapacityLimiter(2)
    # Files that people send are read by processes beside the server, a few at once.
    app.state.readers = anyio.CapacityLimiter(2)
    app.state.gate = Gate(database, Tokens(database.keys, settings.access_token_minutes))
    app.state.committer = Committer(database, app.state.writers)
    errors.install(app)
    app.router.routes.insert(0, Shortcut())
    for router_module in rooms():
        app.include_router(importlib.import_module(router_module).router)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["authorization", "content-type", "if-match", "accept-language", "x-request-id"],
            expose_headers=["etag", "location", "retry-after", "x-request-id"],
        )
    app.add_middleware(Envelope, max_body_bytes=settings.max_body_bytes)
    describe(app)
    return app


def rooms() -> list[str]:
    """Every ``api/<room>/routes.py``."""
    return [f"api.{room.name}.routes" for room in pkgutil.iter_modules(api.__path__) if room.ispkg]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = app.state.settings.threads
    gc.collect()
    gc.freeze()  # what start-up made stays; collections under load need not walk it
    settings: Settings = app.state.settings
    alone = multiprocessing.parent_process() is None  # uvicorn's `--workers` are children, one process is none
    loop = Loop(jobs(app.state.database, settings) if settings.jobs_inside(alone=alone) else [])
    loop.start()
    yield
    await anyio.to_thread.run_sync(loop.stop)
    await app.state.committer.finish()
    app.state.database.dispose()
