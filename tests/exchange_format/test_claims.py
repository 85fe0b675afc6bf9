"""Sentences that may stand on a patient's paper, and those that may not."""

import pytest

from formulations.reference.formulary import shipped_documents
from formulations.reference.formulary.claims import bans, claims_in

CLAIMS = [
    "It cures your illness.", "Half of the tumours stop growing.", "People with cancer live longer.",
    "Many go into remission.", "The viral load falls.", "You will have no further attacks.", "It stops MS attacks.",
    "89 % of patients improved.", "Pain fell in 67 percent, who felt better.", "9 out of 10 people get better.",
    "Nine of ten patients respond.", "It has no side effects.", "It is without any side effects.",
    "It is extremely safe.", "It is safe for everyone.", "It is not toxic.", "It is harmless.", "There is no risk.",
    "You have nothing to lose.", "It works like a miracle.", "A wonder drug.", "It boosts the immune system.",
    "It strengthens your immune system.", "An immune booster.", "It raises your endorphins.",
    "Your receptors are reset.", "It helps you sleep.", "It relieves pain.", "It improves your mood.",
    "It slows the disease.", "It reverses ageing.", "It is highly effective.", "The benefits are large.",
    "It is proven to work.", "It is FDA-approved.", "Doctors recommend it.",
    "It is compatible with almost all medicines.",
    "Blood tests are never needed.", "Reduce your thyroid dose.", "Stop your opioids first.", "An ultra-low dose.",
    "It detoxifies the body.", "You will soon feel better.", "Most people feel better in a week.",
    "It is used in fibromyalgia.", "Better than cannabis.", "It treats\n symptoms.",
]  # fmt: skip
FACTS = [
    "Do not use it with opioid medicines.", "Fewer than 1 in 10 people have strong or long side effects.",
    "Ask before you have a vaccination.", "Tell your prescriber if your immune system is weak.",
    "Do not change your thyroid medicine by yourself.", "Never stop your steroid by yourself.",
    "Tell everyone who treats you that you use it.", "Your blood pressure may fall.", "Do not stop it suddenly.",
    "Shake the bottle well.", "It contains 5 % ethanol.", "Your prescriber can tell you why you use it.",
    "If you do not feel better, ask your prescriber.", "Keep it in a safe place.",
    "Take it with potassium supplements only if asked.",
    "Low mood or depression may occur.", "Use a mild soap.", "Store below 25 °C.", "Security seals must be unbroken.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_claim_is_found(sentence: str) -> None:
    assert claims_in(sentence)


@pytest.mark.parametrize("sentence", FACTS)
def test_a_plain_instruction_may_stand(sentence: str) -> None:
    assert claims_in(sentence) == ()


def test_what_is_found_is_shown_with_the_reason() -> None:
    assert claims_in("A Miracle drug.") == ("'Miracle' advertises",)


def test_a_claim_is_found_across_a_line_break_and_in_capitals() -> None:
    assert claims_in("IT HAS NO\n   SIDE EFFECTS") == ("'NO SIDE EFFECTS' claims that it is without risk",)


def test_no_shipped_sentence_makes_a_claim() -> None:
    made = [one for one in shipped_documents() if "leaflet" in one]
    rows = [row for one in made for part in one["leaflet"]["en"] for row in part["sentences"]]
    rows += [row for one in made for row in one["label_warnings"]]
    assert [(row["text"], claims_in(row["text"])) for row in rows if claims_in(row["text"])] == []


@pytest.mark.parametrize(
    ("term", "sentence", "stands"),
    [
        ("addict*", "It is used in addiction.", False),
        ("addict*", "Additives are listed below.", True),
        ("alcohol dependence", "For Alcohol  dependence only.", False),
        ("alcohol dependence", "Ask before you drink alcohol.", True),
        ("LDN", "LDN is short.", False),
    ],
)
def test_a_drug_has_words_of_its_own_that_never_reach_paper(term: str, sentence: str, stands: bool) -> None:
    assert (claims_in(sentence, never_say=[term]) == ()) is stands


def test_every_ban_says_why() -> None:
    assert all(ban.why for ban in bans())
