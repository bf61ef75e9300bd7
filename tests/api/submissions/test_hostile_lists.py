"""Files that attack whoever reads them: each is refused with a sentence, in seconds, and nothing else happens."""

import random
import time
from pathlib import Path

import pytest

from tests.api.submissions.test_submissions import url
from tests.conftest import Api
from tests.support import list_files as files
from tests.support import list_maker as maker
from tests.support.hostile_files import HOSTILE
from tests.support.world import World

BY = "school-paringin"
QUICK = {
    "zip_bomb": "F_UNCOMPRESSED_TOO_LARGE",
    "bomb_with_false_sizes": None,
    "many_members": "F_UNCOMPRESSED_TOO_LARGE",
    "entities": "F_XML_FORBIDDEN",
    "outer_entity": "F_XML_FORBIDDEN",
    "entity_in_utf16": "F_XML_FORBIDDEN",
    "entity_in_spreadsheet_xml": "F_XML_FORBIDDEN",
    "cells_far_apart": "submissions.too_many_columns",
    "cells_far_apart_written_oddly": None,
    "many_rows": "submissions.too_many_rows",
    "truncated": "F_UNREADABLE",
    "names_that_climb": "F_EMPTY",
    "lies_about_its_kind": "F_UNREADABLE",
    "behind_a_password": "F_LOCKED",
    "brackets": None,
    "a_picture": "F_UNSUPPORTED_FORMAT",
}


@pytest.mark.parametrize("name", [name for name in QUICK if name in HOSTILE])
def test_a_hostile_file_is_refused_within_seconds(api: Api, world: World, name: str) -> None:
    started = time.monotonic()
    answer = api.post(url(world), by=BY, files={"file": ("daftar.xlsx", HOSTILE[name]())})
    assert time.monotonic() - started < 15  # with the making of the file
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["detail"]
    if QUICK[name] is not None:
        assert answer.json()["code"] == QUICK[name]
    assert not Path("/tmp/sweet17-climbed").exists()
    assert api.get(f"{url(world)}", by=BY).json()["items"] == []


def test_two_hundred_and_one_columns_are_too_many(api: Api, world: World) -> None:
    grid = maker.flat(maker.cases(1, 2))
    wide = [[*row, *(["x"] * (201 - len(row)))] for row in grid]
    kinds = (files.xlsx(("x", wide)), files.separated(wide), files.html_table(wide), files.spreadsheet_xml(wide))
    for content in kinds:
        answer = api.post(url(world), by=BY, files={"file": ("daftar.xlsx", content)})
        assert (answer.status_code, answer.json()["code"]) == (422, "submissions.too_many_columns")


def test_random_bytes_behind_any_beginning_are_never_our_fault(api: Api, world: World) -> None:
    rng = random.Random(17)
    heads = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml version='1.0'?>", b"<table>", b"{", b"["]
    heads += [b"\xff\xfe", b"\xef\xbb\xbf", b"No;Nama;NISN;NIK\r\n"]
    whole = files.xlsx(("x", maker.flat(maker.cases(2, 5))))
    for head in heads:
        answer = api.post(url(world), by=BY, files={"file": ("x", head + rng.randbytes(3000))})
        assert answer.status_code in (201, 400, 422), (head, answer.text)
    for _ in range(10):
        broken = bytearray(whole)
        for _ in range(20):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        answer = api.post(url(world), by=BY, files={"file": ("x", bytes(broken))}, params={"dry_run": True})
        assert answer.status_code in (201, 400, 422), answer.text
