"""`/v1/transfers`, `/v1/duplicates`, `/v1/merges`, `/v1/reconciliation`"""

from fastapi import APIRouter

from api.identity import duplicate_routes, merge_routes, reconciliation_routes, transfer_routes

router = APIRouter()
router.include_router(merge_routes.router)
router.include_router(duplicate_routes.router)
router.include_router(transfer_routes.router)
router.include_router(reconciliation_routes.router)
