"""Every route is within the client's reach; what a method asks, the server answers."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from sweet17 import Sweet17, Sweet17Error
from sweet17.resources.base import Resource

UNREACHED = {
    "GET /readyz": "for whoever runs the server",
    "GET /.well-known/jwks.json": "for programs that check tokens themselves",
}
"""Routes that the client leaves out on purpose, each with why."""
AHEAD = {
    "coverage.innovation_index",
    *("plans.accept", "plans.cancel", "plans.create", "plans.get"),
}
"""Methods for routes that the contract promises and the server does not have yet. It only ever gets shorter."""

_ID = "0199a000-0000-7000-8000-000000000001"


def _reached(client: Sweet17, asked: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Call each method of each resource once with something for every argument; what travelled is in ``asked``."""
    for name, resource in vars(client).items():
        if not isinstance(resource, Resource):
            continue
        for method_name, method in inspect.getmembers(resource, inspect.ismethod):
            if method_name.startswith("_"):
                continue
            asked.clear()
            try:
                answer = method(**_arguments(method))
                if inspect.isgenerator(answer) or isinstance(answer, Iterator):
                    list(answer)
            except (Sweet17Error, KeyError):
                pass  # the answer fits nobody; what was asked is all that matters
            for method_and_path in asked:
                yield f"{name}.{method_name}", " ".join(method_and_path)


def _arguments(method: Any) -> dict[str, Any]:
    needed = [
        one
        for one in inspect.signature(method).parameters.values()
        if one.default is inspect.Parameter.empty and one.kind is not inspect.Parameter.VAR_KEYWORD
    ]
    return {one.name: _value(str(one.annotation)) for one in needed}


def _value(annotation: str) -> Any:
    if "bytes" in annotation:
        return b"x"
    if "Sequence" in annotation:
        return []
    if "Mapping" in annotation:
        return {}
    return 1 if annotation == "<class 'int'>" else _ID


@pytest.fixture
def calls() -> dict[str, str]:
    """``METHOD path`` of everything that the client asks, by the method that asks it."""
    asked: list[tuple[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.method, request.url.path))
        return httpx.Response(200, json={"items": [], "nik": "", "access_token": "a"})

    wire = httpx.MockTransport(answer)
    with Sweet17("http://registry.test", token="a", refresh_token="r", transport=wire) as client:
        return {path: name for name, path in _reached(client, asked)}


def _operations(application: FastAPI) -> dict[str, re.Pattern[str]]:
    """Each operation of the OpenAPI document, with what its addresses look like."""
    found = {}
    for path, operations in application.openapi()["paths"].items():
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))
        for method in operations:
            found[f"{method.upper()} {path}"] = re.compile(f"{method.upper()} {pattern}")
    return found


def test_every_route_has_a_method(application: FastAPI, calls: dict[str, str]) -> None:
    operations = _operations(application).items()
    missing = {name for name, pattern in operations if not any(pattern.fullmatch(call) for call in calls)}
    assert missing == set(UNREACHED)


def test_only_what_the_contract_promises_waits_for_its_route(application: FastAPI, calls: dict[str, str]) -> None:
    patterns = _operations(application).values()
    lost = {name for call, name in calls.items() if not any(pattern.fullmatch(call) for pattern in patterns)}
    assert lost == AHEAD
