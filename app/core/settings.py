"""Settings of one installation, read from the environment (prefix ``SWEET17_``)."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class Settings(BaseSettings):
    """One installation. Every field is an environment variable ``SWEET17_<FIELD>``."""

    model_config = SettingsConfigDict(env_prefix="SWEET17_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/sweet17.db"
    keys_dir: Path = Path("var/keys")
    cors_origins: Annotated[list[str], NoDecode, BeforeValidator(_split)] = []
    public_url: str = "http://127.0.0.1:8000"
    web_dir: Path = Path(__file__).parents[2] / "clients/web/dist"
    """Where the built pages lie; without them the API runs and says how to build them."""
    demo: bool = False
    """Accounts and persons are invented; such a server must not stand on a public address."""

    trusted_proxies: Annotated[list[str], NoDecode, BeforeValidator(_split)] = []
    """Addresses whose ``X-Forwarded-For`` `python -m app run` believes; under uvicorn: ``--forwarded-allow-ips``."""

    access_token_minutes: int = Field(15, ge=1, le=60)
    session_days: int = Field(30, ge=1, le=365)
    login_failures: int = Field(10, ge=1)
    """Failed logins per account and address within a quarter of an hour before it must wait."""
    public_requests_per_minute: int = Field(30, ge=1)

    threads: int = Field(16, ge=2, le=200)
    """Requests worked on at once per process. The pool is larger than this, so that none waits for a connection."""
    jobs: Literal["auto", "inside", "apart"] = "auto"
    """
    Where the jobs run: inside the server, or in `python -m app worker`. By itself inside with SQLite and wherever the
    server is one process; apart where it is several. More than one place at once does no harm.
    """
    webhooks_allow_private: bool = False
    """Permits receivers in private networks and without TLS: for trials, and for a receiver in the same house."""
    smtp_url: SecretStr | None = None
    """``smtps://user:password@host:465``, or ``smtp://`` with STARTTLS wherever a user is named."""
    smtp_from: str = "dukcapil@localhost"
    messages_dir: Path | None = None
    """Where a file is laid for each message to a phone, for the office's own WhatsApp or SMS gateway."""
    messages_webhook_url: SecretStr | None = None
    messages_webhook_secret: SecretStr | None = None
    """``whsec_...``: such messages go to this address instead, signed as Standard Webhooks."""
    max_body_bytes: int = 20 * 1024 * 1024
    log_level: str = "INFO"

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value.startswith("postgresql://"):
            return "postgresql+psycopg://" + value.removeprefix("postgresql://")
        if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("use sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME")
        return value

    @cached_property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    def jobs_inside(self, *, alone: bool) -> bool:
        """Whether a server process runs the jobs too; ``alone``: it is the only one of its server."""
        return self.jobs == "inside" or (self.jobs == "auto" and (self.is_sqlite or alone))
