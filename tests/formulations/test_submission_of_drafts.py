"""What is asked of a draft in the database before it is submitted."""

import pytest

from formulations.actions import approve_specification, start_draft, submit
from formulations.models import Formulation, SourceReview
from formulations.queries.drafts import rules_reaching, submission_objections
from formulations.reference.formulary import specification_from
from pharmacy.staff import clock
from pharmacy.staff.models import User
from tests.formulations.conftest import TODAY
from tests.formulations.written import approved, complete, drafted

pytestmark = pytest.mark.django_db
LIQUID = "naltrexone-oral-liquid"
DOUBTFUL = {"code": "doubtful", "title": "A paper that nobody could get", "how_sure": "not-confirmed"}


def test_a_document_of_another_formulation_or_active_is_refused(loaded, author):
    draft = drafted(by=author)
    draft.content = complete("naltrexone-cream")
    draft.content["active"]["code"] = "naltrexone-base"
    found_here = [(one.code, one.where) for one in submission_objections(draft, on=TODAY)]
    assert found_here == [("wrong-code", "formulation.code"), ("wrong-active", "active.code")]


RULE = {
    "excipient": "gelatine-shell", "functions": ["shell"], "effect": "forbid", "finding_code": "forbidden-excipient",
    "reason": "It dissolves late.", "grade": "study", "sources": ["house-rule"],
}  # fmt: skip


def rules_of(scope, *, author, approver, dosage_form):
    """What reaches the oral liquid when the capsule states a rule of that scope."""
    content = complete("naltrexone-cream", restrictions=[RULE | {"scope": scope}])
    cream = Formulation.objects.get(code="naltrexone-cream")
    row = submit(specification=start_draft(formulation=cream, by=author, content=content), by=author)
    approve_specification(specification=row, by=approver, effective_from=TODAY, today=TODAY)
    other = Formulation.objects.get(code=LIQUID)
    return [
        rule.scope for rule in rules_reaching(other, dosage_form=dosage_form, on=TODAY) if rule.reason == RULE["reason"]
    ]


@pytest.mark.parametrize(
    ("scope", "dosage_form", "reaches"),
    [
        ("drug", "oral liquid", ["drug"]),
        ("dosage-form", "oral liquid", []),
        ("dosage-form", "cream", ["dosage-form"]),
        ("formulation", "cream", []),
    ],
)
def test_a_rule_reaches_as_far_as_its_scope(loaded, author, approver, scope, dosage_form, reaches):
    assert rules_of(scope, author=author, approver=approver, dosage_form=dosage_form) == reaches


def test_the_newest_review_of_a_source_decides_whether_it_counts_as_confirmed(loaded, author):
    draft = drafted(by=author)
    draft.content["sources"].append(DOUBTFUL)
    draft.content["strengths"][0]["source"] = "doubtful"

    def review(verdict):
        SourceReview.objects.create(
            source_code="doubtful", title=DOUBTFUL["title"], how_sure="not-confirmed", verdict=verdict,
            reviewed_at=clock.timezone.now(), reviewed_by=author,
        )  # fmt: skip
        return [one.code for one in submission_objections(draft, on=TODAY)]

    assert [one.code for one in submission_objections(draft, on=TODAY)] == ["source-not-confirmed"]
    assert review("confirmed") == []
    assert review("doubtful") == ["source-not-confirmed"]


def test_an_approved_version_is_read_by_the_pharmacy_as_it_was_submitted(loaded, author, approver: User):
    row = approved(by=author, approver=approver)
    assert specification_from(row.content, version=2, sha256=row.sha256).version == 2
