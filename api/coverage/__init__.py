"""Eligibility, coverage and entered totals over HTTP."""
