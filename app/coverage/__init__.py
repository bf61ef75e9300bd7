"""Figures over the rooms below: eligibility, coverage, entered totals."""
