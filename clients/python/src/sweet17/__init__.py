"""Python client of Sweet Seventeen. One class, one error; everything else is reached from them."""

from sweet17.client import Sweet17
from sweet17.errors import Sweet17Error
from sweet17.ids import new_id
from sweet17.wire import Record, Tokens, TokenStore

__all__ = ["Record", "Sweet17", "Sweet17Error", "TokenStore", "Tokens", "new_id"]
