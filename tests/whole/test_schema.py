"""The OpenAPI document, taken at its word: what fits it and what does not, never a 500, never an undeclared status."""

from collections import defaultdict
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from tests.conftest import Api

EXAMPLES = 3
"""Per operation and kind of data. Derandomized: the same every time."""
LEFT_OUT = {
    ("POST", "/v1/auth/logout"): "ends the session that the walk needs",
    ("DELETE", "/v1/me/sessions/{session_id}"): "ends the session that the walk needs",
    ("POST", "/v1/me/password"): "takes a fifth of a second on purpose",
    ("POST", "/v1/auth/token"): "takes a fifth of a second on purpose",
}
QUIET = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    verbosity=Verbosity.quiet,
)


def _send(api: Api, case: Case) -> Any:
    sent = case.as_transport_kwargs(base_url="http://test")
    headers = {
        name: value
        for name, value in dict(sent.get("headers") or {}).items()
        if name.lower() not in ("authorization", "user-agent") and str(value).isascii()
    }
    known = {key: sent[key] for key in ("params", "json", "data", "files") if sent.get(key) is not None}
    if "files" in known:
        parts = known["files"].items() if isinstance(known["files"], dict) else known["files"]
        known["files"] = [(name, _part(part)) for name, part in parts]
    return api.request(case.method, sent["url"], by="admin", headers=headers, **known)


def _part(part: Any) -> Any:
    """A part of a form as a client can write it: whatever was drawn for its content goes as text."""
    if isinstance(part, tuple):
        name, content, *rest = part
        return (name, _part(content), *rest)
    return part if isinstance(part, str | bytes) else str(part)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfit"])
def test_no_input_breaks_an_operation_or_gets_an_undeclared_answer(
    api: Api, application: FastAPI, mode: GenerationMode
) -> None:
    document = application.openapi()
    schema = schemathesis.openapi.from_dict(document)
    wrong: dict[str, set[str]] = defaultdict(set)
    walked = answered = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if (operation.method.upper(), operation.path) in LEFT_OUT:
            continue
        declared = set(document["paths"][operation.path][operation.method.lower()]["responses"])
        answers = _probe(api, operation, mode)
        walked, answered = walked + 1, answered + len(answers)
        for status, body in answers:
            if status not in declared or status == "500":
                wrong[f"{operation.method.upper()} {operation.path}"].add(f"{status} {body}")
    assert dict(wrong) == {}
    assert walked > 20
    assert answered > walked


def _probe(api: Api, operation: Any, mode: GenerationMode) -> list[tuple[str, str]]:
    """What the operation answers to some data of a kind: status and the beginning of the body."""
    seen: list[tuple[str, str]] = []

    @QUIET
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Case) -> None:
        answer = _send(api, case)
        seen.append((str(answer.status_code), answer.text[:200]))

    with suppress(Unsatisfiable):  # no unfit data for an operation that takes none
        send()
    return seen
