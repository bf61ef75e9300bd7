"""Walking the program: its routes with the permission each asks for, its modules, its classes, its texts."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from pydantic import BaseModel

import api
import app
from api.deps import needs
from app.core.access import Permission

ROOT = Path(__file__).parent.parent.parent
WRITES = {"POST", "PUT", "PATCH", "DELETE"}


@dataclass(frozen=True)
class Route:
    """One method of one path. ``permission`` is ``None`` where nobody needs to come in."""

    method: str
    path: str
    permission: Permission | None
    context: RouteContext

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"{(\w+)(?::\w+)?}", self.path)

    def fill(self, values: dict[str, Any]) -> str:
        """The path with its parameters filled in."""
        return re.sub(r"{(\w+)(?::\w+)?}", lambda match: str(values[match[1]]), self.path)


def routes(application: FastAPI) -> list[Route]:
    """Every operation of the program, however deeply its routers are nested."""
    found = []
    for context in iter_route_contexts(application.routes):
        if not isinstance(context.original_route, APIRoute):
            continue
        asked = _permission(context.dependant)
        found += [Route(method, context.path or "", asked, context) for method in sorted(context.methods or ())]
    assert len(found) >= 20, "the walk lost its way"
    return found


def _permission(dependant: Dependant) -> Permission | None:
    asked = {call.permission for call in _calls(dependant) if isinstance(call, needs)}
    assert len(asked) <= 1, f"{dependant.path} asks for more than one permission"
    return next(iter(asked), None)


def _calls(dependant: Dependant) -> Iterator[Any]:
    for below in dependant.dependencies:
        yield below.call
        yield from _calls(below)


def modules() -> list[ModuleType]:
    """Every module of ``app`` and ``api``, imported."""
    names = [
        module.name
        for package in (app, api)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not module.name.endswith("__main__")
    ]
    return [importlib.import_module(name) for name in names]


def heirs(kind: type[Any]) -> set[type[Any]]:
    """All classes below ``kind`` that stand in the program's own modules."""
    modules()
    below, todo = set(), [kind]
    while todo:
        for heir in todo.pop().__subclasses__():
            if heir not in below:
                below.add(heir)
                todo.append(heir)
    return {heir for heir in below if heir.__module__.split(".")[0] in ("app", "api")}


def sources() -> dict[Path, ast.Module]:
    """The program's source as syntax trees."""
    paths = [*sorted((ROOT / "app").rglob("*.py")), *sorted((ROOT / "api").rglob("*.py"))]
    return {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in paths}


def models_in(kind: Any) -> set[type[BaseModel]]:
    """Every model that an annotation reaches."""
    found: set[type[BaseModel]] = set()
    todo = [kind]
    while todo:
        seen = todo.pop()
        todo += get_args(seen)
        if isinstance(seen, type) and issubclass(seen, BaseModel) and seen not in found:
            found.add(seen)
            todo += [field.annotation for field in seen.model_fields.values()]
    return found
