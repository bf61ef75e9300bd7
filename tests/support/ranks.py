"""Whether two samples of times can be told apart by their ranks: Mann and Whitney's test, with its normal bound."""

from collections.abc import Sequence
from math import sqrt


def separation(left: Sequence[float], right: Sequence[float]) -> tuple[float, float]:
    """
    ``(share, z)``: how often a time of ``left`` lies above one of ``right`` (a half is chance), and by how many
    standard deviations of chance that differs from a half. Ties count a half each.
    """
    marked = sorted([(time, 0) for time in left] + [(time, 1) for time in right])
    rank_sum, at = 0.0, 0
    while at < len(marked):
        end = at
        while end < len(marked) and marked[end][0] == marked[at][0]:
            end += 1
        middle = (at + 1 + end) / 2  # ranks count from one
        rank_sum += middle * sum(1 for _, side in marked[at:end] if side == 0)
        at = end
    n, m = len(left), len(right)
    above = rank_sum - n * (n + 1) / 2
    return above / (n * m), (above - n * m / 2) / sqrt(n * m * (n + m + 1) / 12)
