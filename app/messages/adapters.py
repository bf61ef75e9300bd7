"""The ways out: mail, a webhook of the office's, and files for its own WhatsApp or SMS gateway."""

import json
import os
import smtplib
import ssl
import time
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID

from app.core.i18n import Language, text
from app.core.settings import Settings
from app.messages.models import Channel
from app.messages.rules import mail_address, phone_number
from app.subscriptions.posting import post
from app.subscriptions.rules import sign

_SECONDS = 15


class NotSent(Exception):
    """It may go another time. The message is a word for what went wrong, never the address."""


def channel_for(settings: Settings, contact: str) -> Channel | None:
    """How a contact can be reached here: mail for an address, else the gateway, by webhook before file."""
    if mail_address(contact):
        return Channel.EMAIL if settings.smtp_url else None
    if phone_number(contact):
        if settings.messages_webhook_url:
            return Channel.WEBHOOK
        return Channel.FILE if settings.messages_dir else None
    return None


def send(settings: Settings, channel: Channel, id: UUID, contact: str, words: str) -> None:
    """Send, under the message's own id: whoever gets it twice can tell. Raises :class:`NotSent`."""
    match channel:
        case Channel.EMAIL:
            _mail(settings, id, mail_address(contact) or "", words)
        case Channel.WEBHOOK:
            _webhook(settings, id, phone_number(contact) or "", words)
        case Channel.FILE:
            _file(settings, id, phone_number(contact) or "", words)


def _mail(settings: Settings, id: UUID, to: str, words: str) -> None:
    assert settings.smtp_url is not None  # noqa: S101
    parts = urlsplit(settings.smtp_url.get_secret_value())
    mail = EmailMessage()
    mail["From"] = settings.smtp_from
    mail["To"] = to
    mail["Subject"] = text("messages.subject", Language.INDONESIAN)
    mail["Message-ID"] = f"<{id}@{urlsplit(settings.public_url).hostname or 'sweet17'}>"
    mail.set_content(words)
    try:
        host, tls = parts.hostname or "", ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=_SECONDS, context=tls)
        else:
            server = smtplib.SMTP(host, parts.port or 587, timeout=_SECONDS)
        with server:
            if parts.scheme == "smtp" and parts.username:
                server.starttls(context=tls)  # a password never goes in the open
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(mail)
    except (OSError, smtplib.SMTPException) as failure:
        raise NotSent(type(failure).__name__) from failure


def _webhook(settings: Settings, id: UUID, to: str, words: str) -> None:
    assert settings.messages_webhook_url is not None  # noqa: S101
    secret = settings.messages_webhook_secret.get_secret_value() if settings.messages_webhook_secret else ""
    at = int(time.time())
    told = {"type": "message.due", "timestamp": at, "data": {"id": str(id), "to": to, "text": words}}
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = {"content-type": "application/json", "webhook-id": str(id), "webhook-timestamp": str(at)}
    headers["webhook-signature"] = sign(secret, str(id), at, body)
    url = settings.messages_webhook_url.get_secret_value()
    answer = post(url, body, headers, allow_private=settings.webhooks_allow_private)
    if not answer.taken:
        raise NotSent(answer.told)


def _file(settings: Settings, id: UUID, to: str, words: str) -> None:
    """One file a message, whole from the moment it is there; the gateway takes it away."""
    folder = settings.messages_dir
    assert folder is not None  # noqa: S101
    told = json.dumps({"id": str(id), "to": to, "text": words}, ensure_ascii=False)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{id}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(told)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(folder / f"{id}.json")
    except OSError as failure:
        raise NotSent(type(failure).__name__) from failure
