"""`/v1/registry-imports`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from api.deps import IfMatchOptional, ListingDep, SessionDep, answer_created, etag, needs
from api.errors import problem
from api.registry.bodies import BODY, SentImportDep
from api.registry.schemas import RegistryImportOut, RegistryRevertIn, RegistryRowOut, shown, shown_row
from api.schemas import ListOut
from app.cards import registry, registry_queries
from app.cards.models import ImportOutcome, ImportState, RegistryImport
from app.core.access import Actor, Permission
from app.core.i18n import choose_language
from app.core.types import RegionCode

router = APIRouter(prefix="/v1/registry-imports", tags=["registry"])

Office = Annotated[Actor, Depends(needs(Permission.CARDS_IMPORT))]
Code = Annotated[str, Query(pattern=r"^[ERWX]_[A-Z0-9_]{1,40}$")]


def _out(imported: RegistryImport, response: Response) -> RegistryImportOut:
    response.headers["ETag"] = etag(imported.version)
    return shown(imported)


@router.post("", status_code=201, openapi_extra=BODY)
def import_registry(
    actor: Office,
    sent: SentImportDep,  # before the session: nobody else waits while a file is read
    session: SessionDep,
    response: Response,
    dry_run: bool = False,
) -> RegistryImportOut:
    """
    Send what the national system says: checked and applied at once, or with `dry_run` only checked.

    A day without a time stands for its noon; steps of one day follow each other in the order of the life cycle.
    """
    imported, new = registry.submit(session, actor, sent.listed, dry_run=dry_run, id=sent.id)
    answer_created(response, new=new, location=f"/v1/registry-imports/{imported.id}", version=imported.version)
    return shown(imported)


@router.get("", response_model=ListOut[RegistryImportOut])
def list_imports(
    listing: ListingDep, actor: Office, region_code: RegionCode | None = None, state: ImportState | None = None
) -> Any:
    """Imports within your scope, newest first."""
    return listing.answer(
        lambda session, request: registry_queries.imports(
            session, actor, request, region_code=region_code, state=state
        ),
        RegistryImportOut,
        shown,
    )


@router.get("/{import_id}")
def get_import(session: SessionDep, actor: Office, import_id: UUID, response: Response) -> RegistryImportOut:
    return _out(registry_queries.get(session, actor, import_id), response)


@router.get("/{import_id}/rows", response_model=ListOut[RegistryRowOut])
def list_import_rows(
    request: Request,
    listing: ListingDep,
    actor: Office,
    import_id: UUID,
    outcome: ImportOutcome | None = None,
    code: Code | None = None,
) -> Any:
    """The rows of an import in its own order, each with its verdict. `R_UNKNOWN_NIK`: whom only the centre knows."""
    language = choose_language(request.headers.get("accept-language"))
    return listing.answer(
        lambda session, page: registry_queries.rows(session, actor, import_id, page, outcome=outcome, code=code),
        RegistryRowOut,
        lambda opened: shown_row(opened, language),
    )


@router.post("/{import_id}/apply", response_model=RegistryImportOut)
def apply_import(
    request: Request,
    session: SessionDep,
    actor: Office,
    import_id: UUID,
    version: IfMatchOptional,
    response: Response,
) -> RegistryImportOut | JSONResponse:
    """Apply a checked import, after checking again."""
    imported, changed = registry.apply(session, actor, import_id, version=version)
    # Answered, not raised: the transaction must keep the new preview, or applying could never succeed.
    return problem(request, changed) if changed else _out(imported, response)


@router.post("/{import_id}/discard")
def discard_import(
    session: SessionDep, actor: Office, import_id: UUID, version: IfMatchOptional, response: Response
) -> RegistryImportOut:
    return _out(registry.discard(session, actor, import_id, version=version), response)


@router.post("/{import_id}/revert")
def revert_import(
    session: SessionDep,
    actor: Office,
    import_id: UUID,
    version: IfMatchOptional,
    body: RegistryRevertIn,
    response: Response,
) -> RegistryImportOut:
    """Take an applied import back: its events are voided, and cards stand where they would without."""
    return _out(registry.revert(session, actor, import_id, body.reason, version=version), response)
