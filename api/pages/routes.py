"""`/school`, `/office`, `/field`, `/assets/{name}`: the built web pages, or how to build them."""

import re
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse

from api.deps import SettingsDep
from app.core.errors import NotFound

router = APIRouter(include_in_schema=False)

_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.(js|css|svg)", re.ASCII)
_KINDS = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml"}
_FIELD_KINDS = {
    "sw.js": _KINDS["js"],
    "manifest.webmanifest": "application/manifest+json",
    "icon-192.png": "image/png",
    "icon-512.png": "image/png",
}
"""What an app on a device asks for under names that never change."""
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


@router.get("/field")
def field_pages(settings: SettingsDep) -> Response:
    return _page(settings.web_dir / "field.html")


@router.get("/field/{name}")
def field_file(name: str, settings: SettingsDep) -> Response:
    """
    The service worker, manifest and icons of the field app.

    The worker answers for ``/field`` itself, which lies above its own address: that takes a header. It is asked for
    anew every time, so that a device learns of a new version as soon as it has a network.
    """
    file = settings.web_dir / "field" / name
    if name not in _FIELD_KINDS or not file.is_file():
        raise NotFound
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/field"}
    return FileResponse(file, media_type=_FIELD_KINDS[name], headers=headers)


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
