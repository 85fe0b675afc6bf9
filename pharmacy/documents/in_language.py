"""The frozen facts of a paper as its language says them: its amounts, and the words of the medicine."""

from collections.abc import Callable
from dataclasses import replace

from formulations.reference.language import Language
from formulations.science.amount_form import AmountForm
from pharmacy.documents.facts import (
    BroughtAlongFacts,
    ChangeFacts,
    ContainerFacts,
    DeviceFacts,
    IngredientFacts,
    MedicineFacts,
    PaperFacts,
    StepFacts,
)
from pharmacy.languages.queries import language_of_paper

Say = Callable[[str], str]


def language_of(facts: PaperFacts) -> Language:
    """Return the language that a paper is in, as it was when it was asked for. Raises UnknownLanguage."""
    spoken = language_of_paper(facts.language, version=facts.language_version)
    return replace(spoken, counts_in_words=facts.counts_in_words)


def amounts_in(facts: PaperFacts, *, language: Language) -> PaperFacts:
    """Return the facts with every amount as the language writes it: 4.5 ml is 4,5 ml. English facts stay as they are.

    The record keeps amounts in one form; papers are worded, drawn and read back from these. Raises BadQuantity.
    """
    form = language.amounts
    if form == AmountForm():
        return facts
    return replace(
        facts,
        medicine=_amounts_of_medicine(facts.medicine, form=form),
        device=_amounts_of_device(facts.device, form=form),
        steps=tuple(_amounts_of_step(step, form=form) for step in facts.steps),
        containers=tuple(_amounts_of_container(box, form=form) for box in facts.containers),
        next=replace(facts.next, strength=form.rewrite(facts.next.strength)) if facts.next else None,
        change=_amounts_of_change(facts.change, form=form) if facts.change else None,
        batch=replace(facts.batch, quantity=form.rewrite(facts.batch.quantity)) if facts.batch else None,
    )


def words_in(facts: PaperFacts, *, say: Say) -> PaperFacts:
    """Return the facts with the words of the medicine as a language says them.

    say: returns the sentence or name in that language, by its English text. What people, the pharmacy and the law are
    called stays as it is, and so do the codes.
    """
    change = facts.change
    return replace(
        facts,
        medicine=_words_of_medicine(facts.medicine, say=say),
        next=replace(facts.next, name=say(facts.next.name)) if facts.next and facts.next.name else facts.next,
        change=_words_of_change(change, say=say) if change else None,
    )


def words_of(facts: PaperFacts) -> tuple[str, ...]:
    """Return every text that `words_in` will ask for, each once."""
    asked: dict[str, None] = {}

    def note(text: str) -> str:
        asked[text] = None
        return text

    words_in(facts, say=note)
    return tuple(asked)


def _amounts_of_medicine(medicine: MedicineFacts, *, form: AmountForm) -> MedicineFacts:
    further = tuple(replace(one, strength=form.rewrite(one.strength)) for one in medicine.further_actives)
    return replace(medicine, strength=form.rewrite(medicine.strength), further_actives=further)


def _amounts_of_device(device: DeviceFacts, *, form: AmountForm) -> DeviceFacts:
    keys = ("capacity", "mark", "units_per_ml", "amount_per_stroke")
    return replace(device, **{key: form.rewrite(getattr(device, key)) for key in keys})


def _amounts_of_step(step: StepFacts, *, form: AmountForm) -> StepFacts:
    draws = tuple(form.rewrite(draw) for draw in step.draws)
    return replace(step, dose=form.rewrite(step.dose), amount=form.rewrite(step.amount), draws=draws)


def _amounts_of_container(box: ContainerFacts, *, form: AmountForm) -> ContainerFacts:
    return replace(box, amount=form.rewrite(box.amount))


def _amounts_of_change(change: ChangeFacts, *, form: AmountForm) -> ChangeFacts:
    """Where two products have no unit in common, they are named, not measured."""
    if not change.per:
        return change
    per, before, now = (form.rewrite(text) for text in (change.per, change.before, change.now))
    return replace(change, per=per, before=before, now=now)


def _words_of_medicine(medicine: MedicineFacts, *, say: Say) -> MedicineFacts:
    return replace(
        medicine,
        patient_name=say(medicine.patient_name),
        active_name=say(medicine.active_name),
        dosage_form=say(medicine.dosage_form),
        container=say(medicine.container),
        label_warnings=tuple(say(text) for text in medicine.label_warnings),
        free_from=tuple(say(text) for text in medicine.free_from),
        contains=tuple(say(text) for text in medicine.contains),
        leaflet=tuple((section, tuple(say(text) for text in texts)) for section, texts in medicine.leaflet),
        ingredients=tuple(_words_of_ingredient(one, say=say) for one in medicine.ingredients),
        further_actives=tuple(replace(one, name=say(one.name)) for one in medicine.further_actives),
        brought_along=tuple(_words_of_source(one, say=say) for one in medicine.brought_along),
    )


def _words_of_ingredient(one: IngredientFacts, *, say: Say) -> IngredientFacts:
    """The active among the components is named by the medicine itself."""
    if one.function == "active":
        return one
    return replace(one, name=say(one.name), patient_name=say(one.patient_name))


def _words_of_source(one: BroughtAlongFacts, *, say: Say) -> BroughtAlongFacts:
    return BroughtAlongFacts(say(one.product), tuple(say(name) for name in one.excipients))


def _words_of_change(change: ChangeFacts, *, say: Say) -> ChangeFacts:
    if change.per:
        return replace(change, container=say(change.container))
    return replace(change, container=say(change.container), before=say(change.before), now=say(change.now))
