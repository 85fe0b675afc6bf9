"""Writing at a draft: nothing that somebody saved is lost, and nobody overwrites what they have not read."""

import pytest

from formulations.actions import (
    BadCode,
    DraftMoved,
    FormulationExists,
    NothingToDraftFrom,
    UnknownRevision,
    copy_specification,
    discard_draft,
    save_draft,
    start_draft,
    start_formulation,
    submit,
)
from formulations.models import DraftRevision, Excipient, Formulation, Specification, Substance
from formulations.queries.drafts import open_drafts, revisions_of, writers_of
from formulations.reference.formulary import BadSpecification, sha256_of
from pharmacy.ledger.models import Event
from pharmacy.staff.models import Role, User
from tests.formulations.written import approved, complete, drafted, reworded, submitted
from tests.journeys.committed import at_once, shared_database

pytestmark = pytest.mark.django_db
CAPSULE = "naltrexone-capsule"


@pytest.fixture
def capsule(loaded):
    return Formulation.objects.get(code=CAPSULE)


def save(draft, text, *, revision, by):
    return save_draft(specification=draft, content=reworded(text), revision=revision, by=by)


def new_drug(code="zinc-gel"):
    """What an author knows of a new drug at first: nothing but names."""
    return {
        "format": "secundum-formulary/1",
        "formulation": {"code": code, "name": "Zinc gel", "dosage_form": "gel"},
        "active": {"code": "zinc-oxide", "labelled_as": "zinc oxide", "cas": "1314-13-2", "synonyms": ["zinc white"]},
        "excipients": [
            {"code": "carbomer-gel", "name": "carbomer gel", "patient_name": "gel", "contains": ["carbomer"]}
        ],
    }


def test_a_draft_begins_as_the_version_in_use(capsule, author):
    draft = start_draft(formulation=capsule, by=author)
    in_use = capsule.specifications.get(version=1)
    assert (draft.version, draft.revision, draft.content, draft.based_on) == (2, 1, in_use.content, in_use)
    assert (draft.author, draft.origin, draft.sha256) == (author, "browser", in_use.sha256)


def test_a_draft_begins_as_the_version_in_use_although_newer_drafts_lie_about(capsule, author):
    drafted(by=author)
    assert start_draft(formulation=capsule, by=author).based_on.version == 1


def test_a_draft_may_begin_from_any_version(capsule, author):
    second = drafted(by=author)
    third = start_draft(formulation=capsule, by=author, based_on=second)
    assert (third.version, third.content, third.based_on) == (3, second.content, second)


def test_a_draft_may_begin_from_content_of_a_file_and_says_so(capsule, author):
    draft = start_draft(
        formulation=capsule, by=author, content={"format": "odd"}, origin="file naltrexone.toml", note="Imported."
    )
    assert (draft.content, draft.origin, draft.change_note) == ({"format": "odd"}, "file naltrexone.toml", "Imported.")
    event = Event.objects.order_by("sequence").last()
    assert (event.verb, event.actor) == ("specification.drafted", "author")
    assert '"origin":"file naltrexone.toml"' in event.facts


def test_a_formulation_without_any_version_needs_content(author):
    substance = Substance.objects.create(code="zinc-oxide", name="zinc oxide")
    empty = Formulation.objects.create(code="zinc-gel", name="Zinc gel", substance=substance)
    with pytest.raises(NothingToDraftFrom, match="Zinc gel has no version to begin from"):
        start_draft(formulation=empty, by=author)


def test_a_new_formulation_begins_with_what_is_known_and_enters_the_catalogue(author):
    draft = start_formulation(content=new_drug(), by=author)
    assert (draft.version, draft.formulation.code, draft.formulation.substance.code) == (1, "zinc-gel", "zinc-oxide")
    substance = Substance.objects.get(code="zinc-oxide")
    assert (substance.name, substance.cas, substance.synonyms) == ("zinc oxide", "1314-13-2", ["zinc white"])
    assert Excipient.objects.get(code="carbomer-gel").contains == ["carbomer"]


def test_a_new_formulation_leaves_substances_that_are_known_as_they_are(author):
    Substance.objects.create(code="zinc-oxide", name="zinc oxide, micronised", cas="known")
    start_formulation(content=new_drug(), by=author)
    assert Substance.objects.get(code="zinc-oxide").name == "zinc oxide, micronised"


def test_a_code_names_one_formulation(author):
    start_formulation(content=new_drug(), by=author)
    with pytest.raises(FormulationExists, match="already a formulation 'zinc-gel'"):
        start_formulation(content=new_drug(), by=author)


@pytest.mark.parametrize("code", ["", "Zinc Gel", "zinc_gel", "-zinc", "z" * 51, "zinc/gel", "zinc\ngel"])
def test_a_code_is_lower_case_letters_digits_and_hyphens(author, code):
    with pytest.raises(BadCode, match=r"formulation\.code = .*: use 1 to 50 lower-case letters"):
        start_formulation(content=new_drug(code), by=author)
    assert not Formulation.objects.exists()


def test_a_new_formulation_needs_a_name(author):
    content = new_drug()
    content["formulation"]["name"] = " "
    with pytest.raises(BadCode, match=r"formulation\.name"):
        start_formulation(content=content, by=author)


def test_a_copy_is_the_first_draft_of_a_formulation_under_a_new_code_and_name(capsule, author):
    in_use = capsule.specifications.get(version=1)
    copied = copy_specification(specification=in_use, code="naltrexone-capsule-mini", name="Mini capsules", by=author)
    assert (copied.version, copied.formulation.code, copied.based_on) == (1, "naltrexone-capsule-mini", in_use)
    assert copied.origin == "copy of naltrexone-capsule version 1"
    assert copied.formulation.substance == capsule.substance
    head = copied.content["formulation"]
    assert (head["code"], head["name"], head["patient_name"]) == (
        "naltrexone-capsule-mini",
        "Mini capsules",
        "Mini capsules",
    )
    assert in_use.content["formulation"]["code"] == CAPSULE


def test_a_copy_under_a_code_that_is_taken_is_refused(capsule, author):
    with pytest.raises(FormulationExists):
        copy_specification(specification=capsule.specifications.get(), code="naltrexone-cream", name="X", by=author)


def test_each_save_is_one_revision_with_who_wrote_it(capsule, author, approver):
    draft = drafted(by=author, text="One.")
    draft = save(draft, "Two.", revision=1, by=approver)
    draft = save_draft(specification=draft, content=reworded("Three."), revision=2, by=author, note="Shorter.")
    kept = [(one.number, one.saved_by, one.note, one.content["formulation"]["summary"]) for one in revisions_of(draft)]
    assert kept == [(3, author, "Shorter.", "Three."), (2, approver, "", "Two."), (1, author, "", "One.")]
    assert (draft.revision, draft.sha256) == (3, sha256_of(reworded("Three.")))
    assert writers_of(draft) == {author.pk, approver.pk}


def test_a_draft_is_saved_although_it_is_incomplete_or_wrong(capsule, author):
    draft = drafted(by=author)
    draft = save_draft(specification=draft, content={"components": [{"quantity": "lots"}]}, revision=1, by=author)
    assert draft.content == {"components": [{"quantity": "lots"}]}


def test_a_number_with_a_point_is_refused_since_it_is_not_exact(capsule, author):
    draft = drafted(by=author)
    with pytest.raises(BadSpecification, match=r"components\[1\]\.quantity = '0.5': must be text"):
        save_draft(specification=draft, content={"components": [{"quantity": 0.5}]}, revision=1, by=author)
    assert Specification.objects.get(pk=draft.pk).revision == 1


@pytest.mark.parametrize("character", ["\x00", "\ud800"])
def test_what_no_database_keeps_is_refused_with_its_place(capsule, author, character):
    content = reworded(f"Half a {character} character.")
    with pytest.raises(BadSpecification, match=r"formulation\.summary holds a character that cannot be stored"):
        save_draft(specification=drafted(by=author), content=content, revision=1, by=author)


def test_saving_the_same_again_changes_nothing(capsule, author):
    draft = drafted(by=author, text="One.")
    events = Event.objects.count()
    assert save(draft, "One.", revision=1, by=author).revision == 1
    assert (draft.revisions.count(), Event.objects.count()) == (1, events)


def test_the_second_save_from_the_same_revision_is_refused_with_all_three_contents(capsule, author, approver):
    draft = drafted(by=author, text="Base.")
    save(draft, "Theirs.", revision=1, by=approver)
    with pytest.raises(DraftMoved, match=r"Ann Approver saved .* since you opened it") as caught:
        save(draft, "Yours.", revision=1, by=author)
    moved = caught.value
    assert [one["formulation"]["summary"] for one in (moved.base, moved.theirs, moved.yours)] == [
        "Base.",
        "Theirs.",
        "Yours.",
    ]
    assert (moved.specification.revision, moved.saved_by) == (2, approver)
    assert Specification.objects.get(pk=draft.pk).content == moved.theirs


def test_a_refused_save_can_be_saved_once_it_was_compared(capsule, author, approver):
    draft = drafted(by=author, text="Base.")
    save(draft, "Theirs.", revision=1, by=approver)
    with pytest.raises(DraftMoved) as caught:
        save(draft, "Yours.", revision=1, by=author)
    assert save(draft, "Both.", revision=caught.value.specification.revision, by=author).revision == 3


def test_two_people_who_write_the_same_do_not_disturb_each_other(capsule, author, approver):
    draft = drafted(by=author, text="Base.")
    save(draft, "Same.", revision=1, by=approver)
    assert save(draft, "Same.", revision=1, by=author).revision == 2


def test_a_revision_that_never_was_is_refused(capsule, author):
    with pytest.raises(UnknownRevision, match="has no revision 7; it stands at 1"):
        save(drafted(by=author), "Yours.", revision=7, by=author)


def test_open_drafts_are_listed_with_what_waits_for_approval_first(capsule, author, approver):
    first, second = drafted(by=author, text="One."), submitted(by=author, text="Two.")
    discard_draft(specification=drafted(by=author, text="Three."), by=author)
    approved(by=author, approver=approver, text="Four.")
    assert list(open_drafts().filter(formulation=capsule)) == [second, first]


def test_open_drafts_cost_one_question(capsule, author, django_assert_num_queries):
    drafted(by=author)
    with django_assert_num_queries(1):
        signed = [(str(one.formulation), one.author.username) for one in open_drafts()]
    assert ("Naltrexone hydrochloride capsules", "author") in signed


def test_an_author_submits_what_is_complete(capsule, author):
    draft = start_draft(formulation=capsule, by=author, content=complete())
    assert submit(specification=draft, by=author).submitted_by == author


# Two people in the same moment, on rows that are committed.


@pytest.fixture
def committed(transactional_db, tmp_path):
    """Two people and a draft that both have open."""
    with shared_database(tmp_path):
        people = [User.objects.create_user(name, role=Role.FORMULARY_ADMIN) for name in ("fay", "gus")]
        yield people, start_formulation(content=new_drug(), by=people[0])


@pytest.mark.django_db(transaction=True)
def test_of_many_saves_in_the_same_moment_one_is_kept_and_each_other_is_handed_back(committed):
    people, draft = committed

    def act(number):
        content = new_drug() | {"note": f"number {number}"}
        return save_draft(specification=draft, content=content, revision=1, by=people[number % 2])

    results = at_once(*(lambda number=number: act(number) for number in range(6)), refusals=(DraftMoved,))
    kept = [number for number, one in enumerate(results) if isinstance(one, Specification)]
    assert len(kept) == 1
    draft.refresh_from_db()
    assert (draft.revision, draft.content["note"]) == (2, f"number {kept[0]}")
    for number, one in enumerate(results):
        if number not in kept:
            assert (one.base, one.theirs, one.yours["note"]) == (new_drug(), draft.content, f"number {number}")
    assert list(DraftRevision.objects.values_list("number", flat=True)) == [1, 2]
    assert Event.objects.filter(verb="specification.saved").count() == 1


@pytest.mark.django_db(transaction=True)
def test_drafts_begun_in_the_same_moment_get_numbers_of_their_own(committed):
    people, draft = committed
    begun = (lambda: start_draft(formulation=draft.formulation, by=people[0]) for _ in range(5))
    results = at_once(*begun, refusals=())
    assert sorted(one.version for one in results) == [2, 3, 4, 5, 6]
