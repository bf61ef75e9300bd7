"""The OpenAPI document: every operation says how it may refuse."""

from typing import Any

from fastapi import FastAPI

from api.errors import TITLES
from api.schemas import Problem
from app.core.i18n import Language

_ALWAYS = (401, 403, 404, 422, 429, 503)
_ON_READ = (410,)
_ON_WRITE = (400, 409, 412, 413, 415, 428)


def describe(app: FastAPI) -> None:
    """Add the problem answers to every operation, once, and keep the document."""
    original = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is not None:
            return app.openapi_schema
        document = original()
        document["components"].setdefault("schemas", {}).update(_problem_schemas())
        for path in document["paths"].values():
            for method, operation in path.items():
                statuses = _ALWAYS + (_ON_READ if method == "get" else _ON_WRITE)
                for status in statuses:
                    operation["responses"][str(status)] = _answer(status)
        document["components"]["schemas"].pop("HTTPValidationError", None)
        document["components"]["schemas"].pop("ValidationError", None)
        app.openapi_schema = document
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _answer(status: int) -> dict[str, Any]:
    return {
        "description": TITLES[status][Language.ENGLISH],
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    nested: dict[str, Any] = schema.pop("$defs", {})
    return {"Problem": schema, **nested}
