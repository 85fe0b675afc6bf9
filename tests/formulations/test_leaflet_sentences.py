"""Every sentence for patients: short, neutral, sourced, and free from what a leaflet must not repeat."""

import re

import pytest

from formulations.reference.formulary import shipped_documents

# What the published texts claim and a leaflet must not: benefit, risk-free, mechanisms, diseases, the other use.
BANNED = [
    r"\bcur(e|es|ed|ing)\b", r"\bremission\b", r"\btumou?r", r"\bcancer", r"\bsurviv", r"\bHIV\b|\bAIDS\b",
    r"\bviral load\b|\bCD4\b", r"\bmultiple sclerosis\b|\bMS\b", r"\bCrohn|\bfibromyalgia\b",
    r"\bALS\b|Alzheimer|Parkinson",
    r"\bautis", r"\bPTSD\b|\bdepression\b", r"\binfertil|\bPCOS\b", r"\btubercul|\bLyme\b|\bherpes\b",
    r"\bautoimmune\b", r"\blupus\b|\bpsoriasis\b|\bHashimoto", r"\bsafe(ly|ty)?\b", r"\bmirac", r"\bno side effects?\b",
    r"\b(non-?)?toxic", r"\bnothing to lose\b|\bharmless\b", r"\bendorphin", r"\bhalf-li", r"\breset\b", r"\bisomer",
    r"\bT-?cells?\b|\blymphocyt", r"\bimmune (stimulant|booster|modulator|system)\b", r"\bboost", r"\bapproved\b",
    r"\bcannabi", r"\bsupplement", r"\bchemotherap|\bradiotherap|\bvaccin", r"\baddict", r"\balcoholi", r"\bdependen",
    r"\babuse|\bmisuse", r"\brehab|\bdetox", r"\bwithdraw", r"\bheroin\b|\bmethadone\b",
    r"(?<!who )\b(helps?|improves?|relieves?|heals?|treats?|prevents?|eases?|works) (you|your|the|pain|with|against)\b",
    r"\beffective\b|\bbenefit", r"\bproven\b", r"\bLDN\b|\bultra-?low\b|\bvery low dose\b",
    r"\b(reduce|increase|halve|stop|lower|taper|cut) your\b", r"\btaper", r"µg|\bmcg\b", r"\btwice daily\b|\bb\.?d\b",
    r"\d\.0\b", r"(?<!\d)\.\d",
]  # fmt: skip
MOST_WORDS = 20
MADE = [document for document in shipped_documents() if "leaflet" in document]
BLOCKERS = [document for document in MADE if document["formulation"]["code"].startswith("naltrexone-")]
OTHERS = [document for document in MADE if document not in BLOCKERS]


def sentences() -> list[tuple[str, str]]:
    """Every sentence for patients, with its code, once."""
    rows = [row for document in MADE for part in document["leaflet"]["en"] for row in part["sentences"]]
    rows += [row for document in MADE for row in document["label_warnings"]]
    return sorted({(row["code"], row["text"]) for row in rows})


ALL = sentences()


@pytest.mark.parametrize(("code", "text"), ALL, ids=[code for code, _ in ALL])
def test_a_sentence_for_patients_claims_nothing_that_is_banned(code: str, text: str) -> None:
    assert [pattern for pattern in BANNED if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize(("code", "text"), ALL, ids=[code for code, _ in ALL])
def test_a_sentence_for_patients_is_short(code: str, text: str) -> None:
    for sentence in re.split(r"(?<=[.!?:])\s+", text):
        assert len(sentence.split()) < MOST_WORDS, sentence


@pytest.mark.parametrize(
    "claim",
    [
        "It cures pain.", "People reach remission.", "It is a safe medicine.", "There are no side effects.",
        "It raises endorphins.", "It treats addiction.", "It helps you sleep.",
        "It is approved for autoimmune disease.",
        "Lower your thyroid dose.", "Take 0.5 mcg.", "Take 3.0 mg.", "Take .5 mg.", "Ultra-low doses work.",
        "Tumours shrink.", "You have nothing to lose.", "It improves your mood.",
    ],
)  # fmt: skip
def test_the_ban_list_catches_what_the_published_texts_claim(claim: str) -> None:
    assert any(re.search(pattern, claim, re.IGNORECASE) for pattern in BANNED)


def codes_of(document: dict[str, object]) -> set[str]:
    return {row["code"] for part in document["leaflet"]["en"] for row in part["sentences"]}  # type: ignore[index]


@pytest.mark.parametrize("document", OTHERS, ids=[one["formulation"]["code"] for one in OTHERS])
def test_a_leaflet_of_any_drug_answers_what_patients_need_to_know(document: dict[str, object]) -> None:
    codes = codes_of(document)
    assert {
        "is-made-here", "is-reason", "before-show-list", "how-as-labelled", "if-child-got-it", "side-emergency",
        "side-ask", "who-pharmacist",
    } <= codes  # fmt: skip
    for question in ("before-allergy-", "if-missed", "if-too-much"):
        assert any(code.startswith(question) for code in codes), question


@pytest.mark.parametrize("document", BLOCKERS, ids=[one["formulation"]["code"] for one in BLOCKERS])
def test_a_leaflet_answers_what_patients_need_to_know(document: dict[str, object]) -> None:
    codes = codes_of(document)
    assert {
        "if-missed", "if-too-much", "if-child", "if-surgery", "if-emergency", "if-blood-test",
        "before-driving", "before-alcohol", "before-pregnancy", "before-no-self-change", "before-list",
        "key-tell-everyone", "side-emergency", "side-harm", "side-liver", "is-unlicensed", "is-not-naloxone",
    } <= codes  # fmt: skip


@pytest.mark.parametrize("document", BLOCKERS, ids=[one["formulation"]["code"] for one in BLOCKERS])
def test_each_leaflet_speaks_of_opioid_medicines_first_thing(document: dict[str, object]) -> None:
    key_facts = document["leaflet"]["en"][0]["sentences"]  # type: ignore[index]
    assert any("opioid" in row["text"] for row in key_facts)


def test_only_the_microgram_leaflet_allows_opioids_and_only_as_planned() -> None:
    allowing = [
        document["formulation"]["code"]
        for document in MADE
        if any(
            row["code"] == "before-opioids-micro-plan"
            for part in document["leaflet"]["en"]
            for row in part["sentences"]
        )
    ]
    assert allowing == ["naltrexone-microgram-liquid"]


def test_a_sentence_says_the_same_in_every_leaflet() -> None:
    assert len({code for code, _ in ALL}) == len(ALL)


@pytest.mark.parametrize("document", MADE, ids=[one["formulation"]["code"] for one in MADE])
def test_no_leaflet_warns_of_a_look_that_the_preparation_has_from_the_first_day(document: dict[str, object]) -> None:
    look = document["appearance"]["text"]  # type: ignore[index]
    said = " ".join(row["text"] for part in document["leaflet"]["en"] for row in part["sentences"])  # type: ignore[index]
    assert not ("cloudy" in look and re.search(r"turns? .*cloudy", said))


ONE_DEVICE = re.compile(r"^(Press|Wipe|Rinse|Draw|Fill|Count)\b|with the oral syringe")


@pytest.mark.parametrize("document", MADE, ids=[one["formulation"]["code"] for one in MADE])
def test_a_leaflet_of_several_kinds_of_devices_takes_none_for_granted(document: dict[str, object]) -> None:
    kinds = {device["kind"] for device in document["devices"]}  # type: ignore[index, attr-defined]
    said = [row["text"] for part in document["leaflet"]["en"] for row in part["sentences"]]  # type: ignore[index]
    assert len(kinds) == 1 or [text for text in said if ONE_DEVICE.search(text)] == []
