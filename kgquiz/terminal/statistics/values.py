"""Statistics for programs: days as ISO, shares between 0 and 1, times in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kgquiz.actions.statistics.figures import Statistics
from kgquiz.key import key_in
from kgquiz.memory.study_day import as_date
from kgquiz.statistics.shares import Share


def stats_values(found: Statistics) -> dict[str, Any]:
    """All figures."""
    kept = found.retention
    return {
        "day": _iso(found.today),
        "period": found.period,
        "days": [{"day": _iso(d.day), "answers": d.answers, "seconds": d.seconds} for d in found.days],
        "streak": {"current": found.streak.current, "longest": found.streak.longest},
        "goal": found.goal,
        "retention": {
            "target": kept.target,
            "overall": _share(kept.overall),
            "chapters": _shares(kept.chapters),
            "sections": _shares({key_in(*section): share for section, share in kept.sections.items()}),
            "types": _shares(kept.types),
            "ages": _shares(kept.ages),
        },
        "hours": _shares(found.hours),
        "forecast": [{"day": _iso(c.day), "cards": c.cards, "seconds": c.seconds} for c in found.coming],
        "known": {
            "exam": None if found.exam_day is None else _iso(found.exam_day),
            "later": _iso(found.later),
            "sections": [
                {
                    "deck": one.deck,
                    "section": one.section,
                    "title": found.titles.get((one.deck, one.section), ""),
                    "cards": one.cards,
                    "met": one.met,
                    "now": one.now,
                    "later": one.later,
                }
                for one in found.known
            ],
        },
        "calibration": {
            "method": "first answer of a later day, binned by foretold recall; Wilson intervals; mean distance",
            "n": found.calibration.n,
            "error": found.calibration.error,
            "bins": [
                {"low": b.low, "high": b.high, "foretold": b.foretold, **_share(b.real)} for b in found.calibration.bins
            ],
        },
        "confusions": [
            {"card": c.card, "solution": c.solution, "given": c.given, "times": c.times, "meant": c.meant}
            for c in found.confusions
        ],
        "hardest": [
            {"card": h.card, "question": h.question, "lapses": h.lapses, "answers": h.answers} for h in found.hardest
        ],
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval()
    return {"right": share.right, "n": share.n, "share": share.share if share.n else None, "interval": [low, high]}


def _shares(groups: Mapping[Any, Share]) -> dict[str, Any]:
    return {str(group): _share(share) for group, share in groups.items()}


def _iso(day: int) -> str:
    return as_date(day).isoformat()
