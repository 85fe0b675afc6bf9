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
    assert _states(Stage.DOCUMENTED, "print.confirmed")[4:] == ["done", "current"]


def test_what_is_handed_over_has_all_steps_behind_it():
    assert _states(Stage.SUPPLIED, "print.confirmed", "supply.handed-over") == ["done"] * 6


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
