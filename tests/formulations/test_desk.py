"""The pages round a draft: who may do what, what each says before it is done, and how little it asks."""

from datetime import timedelta

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertNumQueries, assertRedirects

from formulations.actions import save_draft, send_back, withdraw
from formulations.models import Formulation, Specification
from pharmacy.staff.clock import today
from tests.formulations.draft_pages import browser_of, words_of
from tests.formulations.written import approved, complete, drafted, reworded, submitted

pytestmark = pytest.mark.django_db
CAPSULE = "/formulary/naltrexone-capsule"
DRAFT = f"{CAPSULE}/drafts/2"
SIGN_IN = 3  # session, user and pharmacy


@pytest.fixture
def fay(author, loaded, pharmacy):
    """The browser of the formulary admin who wrote everything."""
    return browser_of(author)


@pytest.fixture
def ann(approver, loaded, pharmacy):
    """The browser of the pharmacist who approves."""
    return browser_of(approver)


NEW_DRUG = {
    "name": "Zinc oxide 10 % cream",
    "dosage_form": "cream",
    "active": "zinc oxide",
    "strengths": "100 mg",
    "how_sure": "official",
    "source_title": "A monograph",
}


class TestTheDeskOfDrafts:
    def test_a_submission_waits_for_somebody_else(self, fay, ann, author):
        submitted(by=author)
        assertContains(ann.get("/formulary/drafts/"), "To approve")
        assertContains(fay.get("/formulary/drafts/"), "Waiting for somebody else")
        assertNotContains(fay.get("/formulary/drafts/"), "To approve")

    def test_who_wrote_in_anothers_draft_finds_it_among_their_own(self, fay, author, other):
        draft = drafted(by=author)
        assertContains(browser_of(other).get("/formulary/drafts/"), "Drafts of others")
        save_draft(specification=draft, content=reworded("Mine now."), revision=1, by=other)
        assertContains(browser_of(other).get("/formulary/drafts/"), "Your drafts")

    def test_a_draft_sent_back_shows_who_said_what(self, fay, author, approver):
        send_back(specification=submitted(by=author), by=approver, reason="The filler has no source.")
        words = words_of(fay.get("/formulary/drafts/"))
        assert "sent back Ann Approver: The filler has no source." in words

    def test_what_a_release_brought_stands_by_itself_until_somebody_writes_in_it(self, fay, author, loaded):
        draft = drafted(by=author)
        Specification.objects.filter(pk=draft.pk).update(origin="release")
        assertContains(fay.get("/formulary/drafts/"), "From a release or a file")

    def test_a_version_approved_for_a_later_day_is_listed_with_its_day(self, fay, author, approver):
        day = today()
        approved(by=author, approver=approver, on=day, effective_from=day + timedelta(days=9))
        assertContains(fay.get("/formulary/drafts/"), "Approved for a later day")

    def test_an_empty_desk_says_how_to_begin(self, fay):
        Specification.objects.filter(approved_at__isnull=True).delete()
        assertContains(fay.get("/formulary/drafts/"), "Nothing waits")

    def test_the_desk_asks_six_questions_however_much_waits(self, fay, author, ann):
        with assertNumQueries(SIGN_IN + 6):
            fay.get("/formulary/drafts/")
        for code in ("naltrexone-capsule", "naltrexone-cream", "naltrexone-oral-liquid"):
            for _ in range(5):
                drafted(by=author, code=code)
        with assertNumQueries(SIGN_IN + 6):
            fay.get("/formulary/drafts/")

    def test_a_long_heap_is_shown_in_pages_the_oldest_first(self, fay, author):
        for _ in range(27):
            drafted(by=author)
        assertContains(fay.get("/formulary/drafts/"), "Show all of these")
        first, second = (words_of(fay.get(f"/formulary/drafts/?what=mine&page={page}")) for page in (1, 2))
        assert "27 in all" in first
        assert "Version 2 " in first
        assert "Version 28 " in second

    def test_an_unknown_kind_of_work_is_not_found(self, fay):
        assert fay.get("/formulary/drafts/?what=nonsense").status_code == 404


class TestBeginning:
    def test_a_new_drug_begins_with_a_short_form_and_no_code(self, fay):
        answer = fay.post("/formulary/new/", NEW_DRUG)
        draft = Specification.objects.get(formulation__code="zinc-oxide-10-cream")
        assert answer["Location"] == "/formulary/zinc-oxide-10-cream/drafts/1/"
        assert draft.content["preparation"]["basis"] == "100 g"
        assert draft.content["strengths"] == [{"amount": "100 mg", "per": "1 g", "source": "based-on"}]
        assert draft.content["formulation"]["route"] == "cutaneous"

    def test_a_known_substance_brings_its_identity_along(self, fay):
        fay.post("/formulary/new/", NEW_DRUG | {"active": "naltrexone hydrochloride", "name": "Naltrexone gel"})
        active = Specification.objects.get(formulation__code="naltrexone-gel").content["active"]
        assert (active["code"], active["unii"]) == ("naltrexone-hydrochloride", "Z6375YW9SF")

    @pytest.mark.parametrize(
        ("field", "typed", "said"),
        [
            ("strengths", "strong", "strong"),
            ("strengths", "5 ml", "no strength"),
            ("strengths", "0 mg", "no strength"),
            ("route", "sublingual", "cream is given"),
            ("name", "", "This field is required"),
            ("code", "naltrexone-capsule", "already a formulation"),
            ("code", "drafts", "taken by a page of the program"),
        ],
    )
    def test_a_bad_answer_is_named_and_nothing_is_begun(self, fay, field, typed, said):
        before = Formulation.objects.count()
        answer = fay.post("/formulary/new/", NEW_DRUG | {field: typed})
        assert answer.status_code == 422
        assertContains(answer, said, status_code=422)
        assert Formulation.objects.count() == before

    def test_a_copy_has_the_same_text_under_its_own_name(self, fay):
        fay.post(f"{CAPSULE}/versions/1/copy/", {"name": "Another capsule", "code": ""})
        copy = Specification.objects.get(formulation__code="another-capsule")
        original = Specification.objects.get(formulation__code="naltrexone-capsule", version=1)
        assert copy.content["components"] == original.content["components"]

    def test_a_copy_under_a_code_that_is_taken_is_refused(self, fay):
        answer = fay.post(f"{CAPSULE}/versions/1/copy/", {"name": "Cream", "code": "naltrexone-cream"})
        assertContains(answer, "already a formulation", status_code=422)

    def test_a_new_version_begins_as_the_one_in_use(self, fay):
        answer = fay.post(f"{CAPSULE}/next/")
        assert answer["Location"] == f"{DRAFT}/"
        assert Specification.objects.get(formulation__code="naltrexone-capsule", version=2).based_on.version == 1

    def test_a_second_person_joins_the_draft_that_is_begun(self, fay, author):
        drafted(by=author)
        fay.post(f"{CAPSULE}/next/")
        assert Formulation.objects.get(code="naltrexone-capsule").specifications.count() == 2


class TestVersions:
    def test_every_version_stands_with_its_signatures(self, ann, author, approver):
        row = approved(by=author, approver=approver, on=today(), effective_from=today())
        withdraw(specification=row, by=author, reason="The filler was recalled.")
        words = words_of(ann.get(f"{CAPSULE}/versions/"))
        assert "Version 2 withdrawn" in words
        assert "The filler was recalled." in words
        assert row.sha256 in words

    def test_each_version_is_readable_by_itself(self, ann, author, approver):
        approved(by=author, approver=approver, on=today(), effective_from=today())
        assertContains(ann.get(f"{CAPSULE}/versions/1/"), "A newer version is in use.")
        assertContains(ann.get(f"{CAPSULE}/versions/2/"), "Another wording.")

    def test_the_list_asks_the_same_however_many_versions_there_are(self, ann, author, approver):
        for _ in range(2):
            approved(by=author, approver=approver, on=today(), effective_from=today())
        with assertNumQueries(SIGN_IN + 3):
            ann.get(f"{CAPSULE}/versions/")

    def test_a_version_that_there_is_not_is_not_found(self, ann):
        assert ann.get(f"{CAPSULE}/versions/9/").status_code == 404


class TestChanges:
    def test_only_what_differs_is_shown(self, ann, author):
        drafted(by=author, text="Immediate release only, and more.")
        words = words_of(ann.get(f"{CAPSULE}/changes/1/2/"))
        assert "summary" in words
        assert "changed" in words
        assert "A law" not in words
        assert "labelling rule" not in words

    def test_all_of_it_is_shown_when_asked_for(self, ann, author):
        drafted(by=author)
        assert "labelling rule" in words_of(ann.get(f"{CAPSULE}/changes/1/2/?all=1"))

    def test_the_words_that_changed_are_marked(self, ann, author):
        save = drafted(by=author, text="One two three.")
        content = complete()
        content["formulation"]["summary"] = "One four three."
        save_draft(specification=save, content=content, revision=1, by=author)
        drafted(by=author, text="One two three.")
        page = ann.get(f"{CAPSULE}/changes/2/3/")
        assertContains(page, "One <del>four</del> three.")
        assertContains(page, "One <ins>two</ins> three.")

    def test_a_version_against_itself_shows_nothing(self, ann):
        assertContains(ann.get(f"{CAPSULE}/changes/1/1/"), "Nothing differs")


class TestSubmitting:
    def test_what_speaks_against_it_stands_with_where_it_is_mended(self, fay):
        fay.post("/formulary/new/", NEW_DRUG)
        page = fay.get("/formulary/zinc-oxide-10-cream/drafts/1/submit/")
        assertContains(page, "things to mend first")
        assertContains(page, '/formulary/zinc-oxide-10-cream/drafts/1/?edit=method#method"')
        assertNotContains(page, "for approval</button>")

    def test_a_complete_draft_is_submitted(self, fay, author):
        drafted(by=author)
        assertContains(fay.get(f"{DRAFT}/submit/"), "Submit version 2 for approval")
        fay.post(f"{DRAFT}/submit/", {"note": "The summary is shorter."})
        row = Specification.objects.get(version=2)
        assert (row.submitted_by, row.change_note) == (author, "The summary is shorter.")

    def test_a_note_with_hidden_characters_is_refused(self, fay, author):
        drafted(by=author)
        answer = fay.post(f"{DRAFT}/submit/", {"note": "Take 05\u202e mg"})
        assertContains(answer, "direction-turning", status_code=422)
        assert Specification.objects.get(version=2).submitted_at is None

    def test_an_incomplete_draft_is_not_submitted_even_when_asked_for(self, fay):
        fay.post("/formulary/new/", NEW_DRUG)
        assertRedirects(
            fay.post("/formulary/zinc-oxide-10-cream/drafts/1/submit/", {"note": "New."}),
            "/formulary/zinc-oxide-10-cream/drafts/1/submit/",
        )
        assert Specification.objects.get(formulation__code="zinc-oxide-10-cream").submitted_at is None

    def test_a_draft_is_discarded_by_a_button_that_says_so(self, fay, author):
        drafted(by=author)
        assertContains(fay.get(f"{DRAFT}/discard/"), "Discard draft version 2")
        fay.post(f"{DRAFT}/discard/")
        assert Specification.objects.get(version=2).discarded_by == author


class TestApproving:
    def test_the_approver_sees_what_changes_who_wrote_it_and_the_whole_digest(self, ann, author):
        row = submitted(by=author)
        words = words_of(ann.get(f"{DRAFT}/approve/"))
        assert "What changes against version 1" in words
        assert "Written by Fay Author" in words
        assert f"SHA-256 {row.sha256}" in words
        assert f"Approve version 2, SHA-256 {row.sha256[:12]}" in words

    def test_it_is_approved_from_the_day_that_is_given(self, ann, author, approver):
        row = submitted(by=author)
        day = today() + timedelta(days=3)
        ann.post(f"{DRAFT}/approve/", {"effective_from": day.isoformat(), "seen": row.sha256})
        row.refresh_from_db()
        assert (row.approved_by, row.effective_from) == (approver, day)

    def test_nobody_approves_what_they_wrote(self, fay, author):
        row = submitted(by=author)
        page = fay.get(f"{DRAFT}/approve/")
        assertContains(page, "let another person approve it")
        assertNotContains(page, "Approve version 2, SHA")
        answer = fay.post(f"{DRAFT}/approve/", {"effective_from": today().isoformat(), "seen": row.sha256})
        assertContains(answer, "let another person approve it", status_code=409)
        assert Specification.objects.get(version=2).approved_at is None

    def test_nobody_approves_what_they_saved_in_anothers_draft(self, fay, author, other):
        row = drafted(by=other)
        save_draft(specification=row, content=reworded("Fay was here."), revision=1, by=author)
        browser_of(other).post(f"{DRAFT}/submit/", {"note": "Better."})
        assertContains(fay.get(f"{DRAFT}/approve/"), "let another person approve it")

    def test_what_was_not_read_is_not_signed(self, ann, author):
        submitted(by=author)
        answer = ann.post(f"{DRAFT}/approve/", {"effective_from": today().isoformat(), "seen": "0" * 64})
        assertContains(answer, "not what you read", status_code=409)

    def test_a_day_in_the_past_is_refused(self, ann, author):
        row = submitted(by=author)
        day = today() - timedelta(days=1)
        answer = ann.post(f"{DRAFT}/approve/", {"effective_from": day.isoformat(), "seen": row.sha256})
        assertContains(answer, "is past", status_code=409)

    def test_it_is_sent_back_with_a_reason(self, ann, author):
        row = submitted(by=author)
        ann.post(f"{DRAFT}/send-back/", {"reason": "No source for the filler."})
        row.refresh_from_db()
        assert (row.submitted_at, row.returned_reason) == (None, "No source for the filler.")

    def test_it_is_not_sent_back_without_a_reason(self, ann, author):
        submitted(by=author)
        assert ann.post(f"{DRAFT}/send-back/", {"reason": ""}).status_code == 422

    def test_a_draft_that_is_not_submitted_is_not_there_to_approve(self, ann, author):
        drafted(by=author)
        assert ann.get(f"{DRAFT}/approve/")["Location"] == f"{CAPSULE}/versions/2/"
