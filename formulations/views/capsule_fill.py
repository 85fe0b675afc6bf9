"""How much filler goes into a capsule, and what a batch of them takes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.batch_filling import BatchShown, fill_batch
from formulations.forms.capsule_fill import CapsuleFillForm
from formulations.models import Excipient
from formulations.reference.capsules import capsules
from formulations.science.capsule_fill import DoesNotFit
from formulations.science.quantities import BadQuantity
from formulations.views import READERS


@require_safe
def capsule_fill(request: HttpRequest) -> HttpResponse:
    """Show the form, and once it is filled in, the fill of one capsule and of the batch. Nothing is kept."""
    known = capsules()
    names = dict(Excipient.objects.filter(code__in=known.powders).values_list("code", "name"))
    form = CapsuleFillForm(request.GET or None, known=known, names=names)
    shown: BatchShown | None = None
    if form.is_bound and form.is_valid():
        try:
            shown = fill_batch(form.cleaned_data, known=known)
        except (DoesNotFit, BadQuantity) as error:
            form.add_error("dose", f"{error}.")
    context = {"form": form, "shown": shown, "known": known, "names": names}
    status = 200 if shown or not form.is_bound else 422
    return render(request, "formulations/substances/capsule_fill.html", context, status=status)


capsule_fill.roles = READERS  # type: ignore[attr-defined]
