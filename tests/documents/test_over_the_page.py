"""A sentence may go on over the end of a page: neither its foot nor the numbers of pictures part it."""

from pharmacy.documents.finishing.over_the_page import over_the_page

FOOT = "Drops 5 mg/ml · Made for Ada"


def whole(*bodies: str, mark: str = "", drawn: frozenset[str] = frozenset()) -> str:
    last = len(bodies)
    pages = [f"{body} {mark} {FOOT} Page {number} of {last}" for number, body in enumerate(bodies, 1)]
    return over_the_page(pages, foot=FOOT, mark=mark, drawn=set(drawn))


def test_a_word_that_is_parted_at_its_hyphen_by_a_page_s_end_is_one_word() -> None:
    assert whole("It contains Lactose-", "Monohydrat.").startswith("It contains Lactose-Monohydrat.")


def test_a_sentence_goes_on_behind_the_numbers_of_pictures() -> None:
    said = whole("Use from 26 Nov 1 2 2.1 ml", "another product.", drawn=frozenset(("1", "2", "2.1", "ml")))
    assert said.startswith("Use from 26 Nov another product.")


def test_a_sentence_goes_on_behind_the_mark_of_a_training_paper() -> None:
    assert whole("Take 2", "capsules.", mark="Training only").startswith("Take 2 capsules.")


def test_nothing_that_a_page_says_is_lost() -> None:
    said = whole("Take 2", "capsules.", mark="Training only", drawn=frozenset(("2",)))
    assert sorted(said.split()) == sorted(
        f"Take 2 capsules. Training only Training only {FOOT} {FOOT} Page 1 of 2 Page 2 of 2".split()
    )


def test_a_page_without_a_foot_is_kept_as_it_is() -> None:
    assert over_the_page(["Take 2 capsules."], foot=FOOT, mark="", drawn=set()) == "Take 2 capsules."
