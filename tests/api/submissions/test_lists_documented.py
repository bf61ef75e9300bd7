"""The operators' page about lists says what the program does."""

import json
import re
import tomllib
from pathlib import Path

from tests.api.submissions.test_submissions import url
from tests.conftest import Api
from tests.support.world import World

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "pengiriman-daftar.md").read_text("utf-8")


def test_the_page_tells_every_code_in_the_words_of_the_program() -> None:
    texts = tomllib.loads((ROOT / "app" / "submissions" / "messages.toml").read_text("utf-8"))
    told = dict(re.findall(r"^\| `([EFIWX]_[A-Z0-9_]+)` \| (.*) \|$", PAGE, re.MULTILINE))
    assert told == {code: words["id"] for code, words in texts.items() if code[1] == "_"}


def test_the_example_of_the_page_is_answered_as_it_says(api: Api, world: World) -> None:
    sent, answered = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    answer = api.post(url(world), by="school-paringin", json=sent, params={"dry_run": True})
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in answered} == answered
