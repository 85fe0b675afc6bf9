"""The rail says where a prescription stands and who did what."""

from datetime import UTC, datetime

from pharmacy.prescriptions.models import Stage
from pharmacy.prescriptions.queries import Deed
from pharmacy.prescriptions.rail import rail

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _deeds(*verbs):
    return [Deed(verb, "Anna Berg", NOON) for verb in verbs]


def _states(stage, *verbs, open_findings=0):
    return [step.state for step in rail(stage, open_findings=open_findings, deeds=_deeds(*verbs))]


def test_what_is_entered_waits_for_screening():
    assert _states(Stage.ENTERED, "prescription.entered") == ["done", "current", "ahead", "ahead", "ahead", "ahead"]


def test_an_open_finding_keeps_it_at_screening_and_none_lets_it_go_on():
    verbs = ("prescription.entered", "prescription.screened")
    assert _states(Stage.SCREENED, *verbs, open_findings=1)[1:3] == ["current", "ahead"]
    assert _states(Stage.SCREENED, *verbs)[1:3] == ["done", "current"]


def test_papers_lead_to_printing_and_printed_papers_to_release():
    assert _states(Stage.DOCUMENTED, "batch.planned")[4:] == ["current", "ahead"]
    assert _states(Stage.DOCUMENTED, "print.confirmed", "printing.completed")[4:] == ["done", "current"]


def test_printing_is_not_done_before_every_label_was_seen():
    verbs = ("documents.requested", "print.sent", "print.sent", "print.confirmed")
    assert _states(Stage.DOCUMENTED, *verbs)[4:] == ["current", "ahead"]


def test_a_new_print_new_papers_or_another_date_open_the_printing_again():
    for verb in ("print.sent", "print.reprinted", "documents.requested", "batch.shortened"):
        assert _states(Stage.DOCUMENTED, "printing.completed", verb)[4:] == ["current", "ahead"], verb


def test_a_discarded_batch_leads_back_to_the_worksheet_and_its_deeds_ahead_are_not_told():
    verbs = ("prescription.entered", "prescription.screened", "batch.planned", "print.sent", "printing.completed")
    steps = rail(Stage.SCREENED, open_findings=0, deeds=_deeds(*verbs, "batch.discarded"))
    assert [step.state for step in steps] == ["done", "done", "current", "ahead", "ahead", "ahead"]
    assert [step.last.verb if step.last else "" for step in steps[1:]] == [
        "prescription.screened",
        "batch.discarded",
        "",
        "",
        "",
    ]


def test_the_prints_of_a_discarded_batch_do_not_count_for_the_next():
    verbs = ("batch.planned", "printing.completed", "batch.discarded", "batch.planned", "documents.requested")
    assert _states(Stage.DOCUMENTED, *verbs)[4:] == ["current", "ahead"]


def test_what_is_handed_over_has_all_steps_behind_it():
    assert _states(Stage.SUPPLIED, "printing.completed", "supply.handed-over") == ["done"] * 6


def test_printing_is_not_called_done_when_no_print_is_on_record():
    assert _states(Stage.SUPPLIED, "supply.handed-over") == ["done", "done", "done", "done", "ahead", "done"]


def test_a_refused_prescription_stops_at_the_step_it_had_reached():
    verbs = ("prescription.entered", "batch.planned", "prescription.refused")
    assert _states(Stage.REFUSED, *verbs) == ["done", "done", "stopped", "ahead", "ahead", "ahead"]


def test_a_step_names_who_did_its_last_act_and_when():
    entry = rail(Stage.ENTERED, open_findings=0, deeds=_deeds("prescription.entered"))[0]
    assert (entry.name, entry.last.who, entry.last.at) == ("Entry", "Anna Berg", NOON)


def test_an_act_of_no_step_moves_nothing():
    assert _states(Stage.ENTERED, "patient.read") == ["done", "current", "ahead", "ahead", "ahead", "ahead"]
