"""`/v1/transfers`, `/v1/duplicates`, `/v1/merges`"""

from fastapi import APIRouter

router = APIRouter(tags=["identity"])
