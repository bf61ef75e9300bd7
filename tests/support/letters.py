"""Letters asked for through the door, and the words on their pages."""

import io
import re
from typing import Any

import httpx
from pypdf import PdfReader

from tests.conftest import Api
from tests.support.visits import act, made
from tests.support.world import World


def proposed(api: Api, world: World, **facts: Any) -> str:
    """A visit with a filled roster, proposed to the school; returns its address."""
    url = made(api, world, **facts)
    assert api.post(f"{url}/roster/fill", by="officer").status_code == 200
    assert act(api, url, "propose").status_code == 200
    return url


def ask(api: Api, url: str, kind: str, by: str = "officer", **body: Any) -> httpx.Response:
    return api.post(f"{url}/letters", by=by, json={"kind": kind, **body})


def issued(api: Api, url: str, kind: str) -> dict[str, Any]:
    answer = ask(api, url, kind)
    assert answer.status_code == 201, answer.text
    letter: dict[str, Any] = answer.json()
    return letter


def fetched(api: Api, letter: dict[str, Any], by: str = "officer") -> bytes:
    answer = api.get(letter["url"], by=by)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return answer.content


def pages(pdf: bytes) -> list[str]:
    """The words of each page, runs of blanks as one: how lines break is not what a letter says."""
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in PdfReader(io.BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))
