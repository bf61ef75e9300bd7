"""Other systems that are told of events as they happen (Standard Webhooks)."""
