"""How fitted weights compare, and which ones were in use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.actions.plan.tune import WeightsReport
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import SpokenNumber, day_words
from kgquiz.memory.study_day import as_date

if TYPE_CHECKING:
    from kgquiz.memory.tuning.transfer import Transfer
    from kgquiz.memory.tuning.tune import Tuned


def tuned_lines(tuned: Tuned) -> Iterator[str]:
    """The figures by which it was decided; lower loss and RMSE are better, higher AUC is."""
    rows = ((_("fitted"), tuned.fitted), (_("as before"), tuned.present), (_("constant recall"), tuned.constant))
    if tuned.fitted is None:
        return
    yield ngettext("Judged on {n} later answer:", "Judged on {n} later answers:", tuned.reviews)
    for name, found in rows:
        if found is not None:
            yield _("  {name}: log loss {loss:.4f}, RMSE {rmse:.4f}, AUC {auc:.3f}").format(
                name=name,
                loss=SpokenNumber(found.log_loss),
                rmse=SpokenNumber(found.rmse_bins),
                auc=SpokenNumber(found.auc),
            )


def transfer_lines(found: Transfer | None) -> Iterator[str]:
    """How much the cards of an item help each other; lower loss is better."""
    if found is None:
        return
    from kgquiz.memory.tuning.transfer import FEWEST_ANSWERS

    tau = SpokenNumber(found.tau)
    if found.fitted is None:
        yield _(
            "How much the cards of an item help each other is told by {least} answers; "
            "so far {n} do. It stays {tau:.2f}."
        ).format(least=FEWEST_ANSWERS, n=found.answers, tau=tau)
        return
    yield (
        _("Of what you remember of an item, its cards share {tau:.2f}: adopted.")
        if found.adopted
        else _(
            "Of what you remember of an item, its cards share {tau:.2f}: it stays, {fitted:.2f} is not surely better."
        )
    ).format(tau=tau, fitted=SpokenNumber(found.fitted))
    rows = (
        (_("fitted"), found.fitted_loss),
        (_("as before"), found.present_loss),
        (_("every card by itself"), found.cards_loss),
    )
    for name, loss in rows:
        if loss is not None:
            yield _("  {name}: log loss {loss:.4f}").format(name=name, loss=SpokenNumber(loss))


def history_lines(report: WeightsReport) -> Iterator[str]:
    """The weights in use, then earlier ones."""
    yield _("The default weights are in use.") if report.default else _("Weights of your own are in use:")
    yield _numbers(report.weights)
    for past in reversed(report.history):
        yield _("until {day}:").format(day=day_words(as_date(past.until)))
        yield _numbers(past.weights)


def _numbers(weights: tuple[float, ...]) -> str:
    return "  " + " ".join(f"{SpokenNumber(weight):.4g}" for weight in weights)
