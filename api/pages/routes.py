"""`/school`, `/office`, `/assets/{name}`: the built web pages, or how to build them."""

import re
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse

from api.deps import SettingsDep
from app.core.errors import NotFound

router = APIRouter(include_in_schema=False)

_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.(js|css|svg)", re.ASCII)
_KINDS = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml"}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
_NOT_BUILT = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><title>Belum dibangun</title>'
    "<p>Halaman ini belum dibangun: pasang Node 20 atau lebih baru, lalu jalankan <code>make pages</code>.</p></html>"
)


@router.get("/school")
def school_pages(settings: SettingsDep) -> Response:
    return _page(settings.web_dir / "school.html")


@router.get("/office")
def office_pages(settings: SettingsDep) -> Response:
    return _page(settings.web_dir / "office.html")


@router.get("/assets/{name}")
def asset(name: str, request: Request, settings: SettingsDep) -> Response:
    """A file whose name holds a digest of its content, in the smallest form that the browser takes."""
    folder = settings.web_dir / "assets"
    if not _NAME.fullmatch(name) or not (folder / name).is_file():
        raise NotFound
    kind = _KINDS[name.rpartition(".")[2]]
    accepted = request.headers.get("accept-encoding", "")
    for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
        if encoding in accepted and (folder / f"{name}{ending}").is_file():
            headers = {**_FOR_EVER, "Content-Encoding": encoding}
            return FileResponse(folder / f"{name}{ending}", media_type=kind, headers=headers)
    return FileResponse(folder / name, media_type=kind, headers=_FOR_EVER)


def _page(file: Path) -> Response:
    if not file.is_file():
        return HTMLResponse(_NOT_BUILT, 503, {"Cache-Control": "no-store"})
    return HTMLResponse(file.read_bytes(), headers={"Cache-Control": "no-cache"})
