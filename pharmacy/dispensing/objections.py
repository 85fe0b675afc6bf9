"""What speaks against releasing a batch or handing over a supply. Pure: plain values in, reasons out."""

from dataclasses import dataclass
from datetime import date

from formulations.science.beyond_use import is_expired
from formulations.science.day_text import day_in_words
from pharmacy.compounding.objections import Objection, objections_to_version

OLD_NAME = "The patient's name was corrected after the papers were made. Make them again."


@dataclass(frozen=True)
class PaperFacts:
    """One paper of a batch. is_current: made from what the batch is now, not from what it was before a change.

    was_sent: to a printer, at least once. names_patient: whether it is made out to the name that is on record now.
    name: what people call it. given_up: a side label that is done without, with a name and a reason on record.
    """

    kind: str
    container: int
    state: str
    is_current: bool
    problems: int
    was_sent: bool
    names_patient: bool = True
    name: str = ""
    given_up: bool = False

    @property
    def is_side_label(self) -> bool:
        """Whether it stands besides label and leaflet."""
        return self.kind not in ("label", "leaflet")


@dataclass(frozen=True)
class ReleaseFacts:
    """What is known before a release. stage: of the prescription. unconfirmed_prints: sent, and nobody saw them.

    containers_now: numbers of the containers made now. is_preparer: whether the person who releases made the batch.
    withdrawn: when and why the version was that it was made to; empty when it was not. no_check: why the screening of
    the prescription does not stand; empty when it does. old_prints: replaced papers that were sent to a printer, also
    ones that somebody saw come out, and nobody has said that they are gone.
    """

    lot: str
    stage: str
    role: str
    is_preparer: bool
    is_checked: bool
    is_recalled: bool
    is_discarded: bool
    open_findings: tuple[str, ...]
    papers: tuple[PaperFacts, ...]
    containers_now: tuple[int, ...]
    unconfirmed_prints: int
    use_by: date
    today: date
    withdrawn: str = ""
    no_check: str = ""
    old_prints: tuple[str, ...] = ()


def objections_to_release(facts: ReleaseFacts) -> tuple[Objection, ...]:
    """Return every reason why the batch may not be released; none means it may.

    Source: USP <795> 2023 (release by verification), house rules (two persons, papers of the same facts).
    """
    if facts.is_discarded and facts.is_recalled:
        message = f"Lot {facts.lot} was called back; nothing of it goes out. Make the batch again."
        return (Objection("recalled", message),)
    if facts.is_discarded:
        message = f"Lot {facts.lot} was discarded; nothing of it goes out. Release the batch made in its place."
        return (Objection("discarded", message),)
    return (*_about_people(facts), *_about_the_batch(facts), *_about_papers(facts))


def _about_people(facts: ReleaseFacts) -> list[Objection]:
    found = []
    if facts.role != "pharmacist":
        found.append(Objection("wrong-role", "Only a pharmacist releases a batch."))
    if facts.is_preparer:
        found.append(Objection("same-person", f"You made lot {facts.lot}. Ask a colleague to release it."))
    if facts.open_findings:
        listed = ", ".join(facts.open_findings)
        found.append(Objection("open-findings", f"A pharmacist must settle these findings first: {listed}."))
    elif facts.no_check:
        found.append(Objection("no-standing-check", facts.no_check))
    return found


def _about_the_batch(facts: ReleaseFacts) -> list[Objection]:
    found = objections_to_version(facts.withdrawn, lot=facts.lot)
    if facts.is_recalled:
        found.append(Objection("recalled", f"Lot {facts.lot} was called back."))
    if facts.stage in ("released", "supplied"):
        found.append(Objection("already-released", f"Lot {facts.lot} was already released."))
    elif facts.stage == "refused":
        found.append(Objection("refused", "This prescription was refused."))
    if not facts.is_checked:
        found.append(Objection("not-checked", f"Lot {facts.lot} waits for the check by a second person."))
    if is_expired(facts.use_by, today=facts.today):
        found.append(
            Objection("past-use-by", f"Lot {facts.lot} was usable until {day_in_words(facts.use_by)} and no longer.")
        )
    return found


def _about_papers(facts: ReleaseFacts) -> list[Objection]:
    if not facts.papers:
        return [Objection("no-papers", "There is no label and no leaflet yet. Ask for the papers.")]
    found = []
    if any(not paper.is_current for paper in facts.papers):
        found.append(Objection("stale-papers", "The batch changed after its papers were made. Make them again."))
    if not all(paper.names_patient for paper in facts.papers):
        found.append(Objection("papers-of-an-old-name", OLD_NAME))
    always = [paper for paper in facts.papers if not paper.is_side_label]
    if facts.stage in ("planned", "checked") or any(paper.state != "rendered" for paper in always):
        message = "A paper is not finished. Wait for it; where it failed, make new papers."
        found.append(Objection("papers-not-ready", message))
    if any(paper.problems for paper in always):
        found.append(Objection("papers-differ", "A paper does not read back as the record. Do not use it."))
    return [*found, *_about_counts(facts), *_about_side_labels(facts), *_about_prints(facts)]


def _about_counts(facts: ReleaseFacts) -> list[Objection]:
    found = []
    labelled = tuple(sorted(paper.container for paper in facts.papers if paper.kind == "label"))
    if labelled != tuple(sorted(facts.containers_now)):
        message = f"{len(labelled)} labels for {len(facts.containers_now)} containers: each needs exactly one."
        found.append(Objection("label-count", message))
    if not any(paper.kind == "leaflet" for paper in facts.papers):
        found.append(Objection("no-leaflet", "There is no leaflet yet. Ask for the papers."))
    return found


def _about_side_labels(facts: ReleaseFacts) -> list[Objection]:
    """A side label that was asked for is made and printed, or somebody gives it up and says why."""
    wanted = [paper for paper in facts.papers if paper.is_side_label and not paper.given_up]
    return [one for paper in wanted for one in _about_side_label(paper)]


def _about_side_label(paper: PaperFacts) -> list[Objection]:
    which = f"The {paper.name}"
    if paper.state == "failed":
        message = f"{which} was asked for and could not be made. Make it again, or do without it and say why."
        return [Objection("side-label-not-made", message)]
    if paper.state != "rendered":
        return [Objection("side-label-not-ready", f"{which} is still being made. Wait for it.")]
    if not paper.was_sent:
        message = f"{which} was asked for and not printed. Print it, or do without it and say why."
        return [Objection("side-label-not-printed", message)]
    return []


def _about_prints(facts: ReleaseFacts) -> list[Objection]:
    return [*_about_unprinted_labels(facts), *_about_unseen_prints(facts), *_about_old_prints(facts)]


def _about_unprinted_labels(facts: ReleaseFacts) -> list[Objection]:
    ready = [paper for paper in facts.papers if paper.state == "rendered" and paper.is_current]
    unprinted = [str(paper.container) for paper in ready if paper.kind == "label" and not paper.was_sent]
    if not unprinted:
        return []
    labels = f"Label {unprinted[0]} was" if len(unprinted) == 1 else f"Labels {', '.join(unprinted)} were"
    message = f"{labels} not printed yet. Print first: no container goes out without its label."
    return [Objection("labels-not-printed", message)]


def _about_unseen_prints(facts: ReleaseFacts) -> list[Objection]:
    if not facts.unconfirmed_prints:
        return []
    prints = "1 print was" if facts.unconfirmed_prints == 1 else f"{facts.unconfirmed_prints} prints were"
    it = "it" if facts.unconfirmed_prints == 1 else "them"
    message = f"{prints} sent and nobody has seen {it} come out. Scan each paper, or print it again."
    return [Objection("prints-not-confirmed", message)]


def _about_old_prints(facts: ReleaseFacts) -> list[Objection]:
    """A label of old facts that lies around could be stuck on; so a person looks for it before anything goes out."""
    if not facts.old_prints:
        return []
    listed = ", ".join(dict.fromkeys(facts.old_prints))
    message = (
        f"Newer papers replaced these, which were sent to a printer: {listed}. Look at the printer and at the container"
    )
    return [Objection("old-prints", f"{message}, destroy what came out, and say so under Printing.")]


@dataclass(frozen=True)
class HandOverFacts:
    """What is known before a hand-over. strength_changed: whether the last supply had another strength or form.

    old_container: what became of the last supply then; known_old_containers: what it may be.
    withdrawn: when and why the version was that it was made to; empty when it was not.
    """

    lot: str
    role: str
    is_handed_over: bool
    is_recalled: bool
    counselling: str
    handed_to: str
    known_recipients: tuple[str, ...]
    strength_changed: bool
    strength_change_explained: bool
    old_container: str
    known_old_containers: tuple[str, ...]
    use_by: date
    today: date
    withdrawn: str = ""


def objections_to_hand_over(facts: HandOverFacts) -> tuple[Objection, ...]:
    """Return every reason why the supply may not be handed over. Source: house rules; USP <795> 2023 (use-by)."""
    return (*_about_the_supply(facts), *_about_the_talk(facts))


def _about_the_supply(facts: HandOverFacts) -> list[Objection]:
    found = objections_to_version(facts.withdrawn, lot=facts.lot)
    if facts.role != "pharmacist":
        found.append(Objection("wrong-role", "Only a pharmacist hands a supply over."))
    if facts.is_handed_over:
        found.append(Objection("already-supplied", f"Lot {facts.lot} was already handed over."))
    if facts.is_recalled:
        found.append(Objection("recalled", f"Lot {facts.lot} was called back."))
    if is_expired(facts.use_by, today=facts.today):
        found.append(
            Objection("past-use-by", f"Lot {facts.lot} was usable until {day_in_words(facts.use_by)} and no longer.")
        )
    return found


def _about_the_talk(facts: HandOverFacts) -> list[Objection]:
    found = []
    if facts.handed_to not in facts.known_recipients:
        listed = ", ".join(facts.known_recipients)
        found.append(Objection("bad-recipient", f"Say who took it: one of {listed}."))
    if not facts.counselling.strip():
        found.append(Objection("no-counselling", "Note what was explained, or that it was declined."))
    if facts.strength_changed and not facts.strength_change_explained:
        message = "The strength is not the one of last time. Explain it, and say that you did."
        found.append(Objection("strength-change-not-explained", message))
    if facts.strength_changed and facts.old_container not in facts.known_old_containers:
        message = "Ask what became of what the patient had before, and choose the answer."
        found.append(Objection("old-container-not-asked", message))
    return found


def objections_to_recall(*, role: str, reason: str, is_recalled: bool, lot: str) -> tuple[Objection, ...]:
    """Return every reason why this lot may not be called back now. role: of the person who asks."""
    found = []
    if role != "pharmacist":
        found.append(Objection("wrong-role", "Only a pharmacist calls a lot back."))
    if not reason.strip():
        found.append(Objection("no-reason", "Give the reason for calling it back."))
    if is_recalled:
        found.append(Objection("already-recalled", f"Lot {lot} was already called back."))
    return tuple(found)
