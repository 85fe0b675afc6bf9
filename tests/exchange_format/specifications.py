"""Hypothesis strategies for whole valid drugs: random formulations of varied kinds that share some of their rows.

@given(drugs())
def test_...(documents): ...          # one to three documents, each its own formulation of one active
"""

from hypothesis import strategies as st

from formulations.reference.formulary.wording import LEAFLET_SECTIONS
from tests.exchange_format.drawn_values import (
    CODES,
    DAY,
    DIGITS,
    HOW_SURE,
    PLAIN,
    SENTENCE,
    SEVERITY,
    TEXT,
    Document,
    few,
    maybe,
    number,
    row,
    some_of,
    texts,
)
from tests.exchange_format.preparations import (
    components,
    container,
    device_row,
    dose_limit,
    pack,
    preparation,
    storage,
    strengths,
)

# form, unit of the strength, route, basis, unit of a fill, kind of device
FORMS = (
    ("oral liquid", "ml", "oral", "100 ml", "ml", "oral-syringe"),
    ("oral suspension", "ml", "oral", "50 ml", "ml", "oral-syringe"),
    ("sublingual drops", "ml", "sublingual", "10 ml", "ml", "dropper"),
    ("capsule", "capsule", "oral", "1 capsule", "capsules", "whole-unit"),
    ("oral powder", "sachet", "oral", "10 sachets", "sachets", "whole-unit"),
    ("suppository", "suppository", "rectal", "1 suppository", "suppositories", "whole-unit"),
    ("cream", "g", "cutaneous", "100 g", "g", "pump"),
    ("gel", "g", "cutaneous", "50 g", "g", "topical-syringe"),
)


@st.composite
def drugs(draw: st.DrawFn, *, most: int = 3) -> list[Document]:
    """One to three formulations of one active, which share rows as the formulations of a drug do."""
    sources = draw(few(source_rows(), least=2, most=4))
    shared = draw(shared_rows(st.sampled_from([one["code"] for one in sources])))
    codes = draw(st.lists(CODES, min_size=1, max_size=most, unique=True))
    return [draw(document(code, sources=sources, shared=shared)) for code in codes]


def source_rows() -> st.SearchStrategy[Document]:
    """A source."""
    keys = {"code": CODES, "title": TEXT, "how_sure": HOW_SURE}
    return st.fixed_dictionaries(keys, optional={"url": PLAIN, "reviewed_on": DAY, "reviewed_by": PLAIN})


@st.composite
def shared_rows(draw: st.DrawFn, source: st.SearchStrategy[str]) -> Document:
    """What the formulations of a drug have in common: active, excipients, devices, sentences, rules."""
    names = {"name": PLAIN, "labelled_as": PLAIN, "labelling_rule": TEXT}
    identity = {"unii": PLAIN, "cas": PLAIN, "atc": PLAIN, "molar_mass": PLAIN, "synonyms": texts(), "brands": texts()}
    active = draw(row(source, code=CODES.map(lambda code: f"a{code}"), **names)) | draw(maybe(**identity))
    excipient = {"code": CODES, "name": PLAIN, "patient_name": SENTENCE}
    carried = maybe(
        contains=texts(), avoid_terms=texts(), functions=texts(), e_number=PLAIN, release_modifying=st.booleans()
    )
    excipients = [draw(row(source, **excipient)) | draw(carried) for _ in range(draw(st.integers(2, 5)))]
    unique = list({one["code"]: one for one in [*excipients, as_excipient(active)]}.values())
    sentence = row(source, code=CODES, text=SENTENCE)
    return {
        "active": active,
        "excipients": unique,
        "source_materials": draw(few(material(source), most=2)),
        "sentences": draw(few(sentence, least=3, most=8)),
        "screening": draw(st.lists(screening(source), max_size=4)),
        "restrictions": draw(st.lists(restriction(source), max_size=3)),
        "studies": draw(few(study(source), most=2)),
        "house_limits": draw(few(house_limit(source), most=2)),
    }


def as_excipient(active: Document) -> Document:
    """The active as a row of the excipients."""
    return {"code": active["code"], "name": active["name"], "patient_name": "the active", "source": active["source"]}


def material(source: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """What the active is taken from."""
    optional = maybe(
        factor=number(), labelled_mass_per_unit=number().map("{} mg".format), contains=texts(), brands=texts()
    )
    fixed = row(source, code=CODES, name=PLAIN, kind=PLAIN, weigh_as=TEXT)
    return st.builds(lambda one, more: one | more, fixed, optional)


def screening(source: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """A screening rule; codes repeat, as they do in a real one."""
    fixed = {
        "code": st.sampled_from(("first-rule", "second-rule")),
        "severity": SEVERITY,
        "overridable": st.booleans(),
        "message": TEXT,
        "looks_at": st.sampled_from(("medicines", "recent-medicines", "conditions")),
        "sources": st.lists(st.builds("{}: {}".format, source, PLAIN) | source, min_size=1, max_size=2),
    }
    days = {"from_days": st.integers(0, 9), "within_days": st.integers(10, 99)}
    return st.fixed_dictionaries(fixed, optional={"atc": texts(), "terms": texts(), "icd10": texts(), **days})


def restriction(source: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """A rule on an excipient or on a property."""
    about = st.builds(lambda key, code: {key: code}, st.sampled_from(("excipient", "property")), CODES)
    fixed = st.fixed_dictionaries(
        {
            "functions": st.just(["filler"]) | st.just([]),
            "effect": st.sampled_from(("forbid", "condition", "prefer")),
            "finding_code": st.sampled_from(("forbidden-excipient", "conditional-excipient")),
            "reason": TEXT,
            "grade": st.sampled_from(("trial", "study", "expert opinion", "house rule")),
            "sources": st.lists(source, min_size=1, max_size=1),
        },
        optional={"scope": st.sampled_from(("drug", "dosage-form", "formulation"))},
    )
    return st.builds(lambda one, more: one | more, about, fixed)


def study(source: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """A stability study."""
    strength = number().map("{} mg".format)
    names = dict.fromkeys(("code", "vehicle", "container", "storage"), CODES)
    amounts = {"least_strength": strength, "most_strength": strength, "days": DIGITS}
    fixed = {**names, **amounts, "microbial_evidence": st.booleans(), "summary": TEXT, "source": source}
    optional = {"assay_method": PLAIN, "result": TEXT, "assessed_by": PLAIN, "assessed_on": DAY, "preservative": PLAIN}
    light = {"light": st.sampled_from(("protected", "any")), "state": st.sampled_from(("unopened", "in-use"))}
    return st.fixed_dictionaries(fixed, optional={**optional, **light})


def house_limit(source: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """A limit of the pharmacy's own."""
    fixed = {
        "code": CODES,
        "days": DIGITS,
        "applies": st.sampled_from(("always", "no-law")),
        "why": TEXT,
        "source": source,
    }
    return st.fixed_dictionaries(fixed, optional={"container": CODES, "storage": CODES})


def protocol(source: st.SearchStrategy[str], *, unit: str) -> st.SearchStrategy[Document]:
    """A way of dosing, of two steps."""
    last = st.sampled_from(("twice a day", "once every other day at bedtime"))
    first = st.integers(2, 30).map(lambda days: f"2 {unit} once a day for {days} days")
    steps = st.builds(lambda one, often: [one, f"3 {unit} {often}"], first, last)
    named = {"code": CODES, "name": PLAIN, "steps": steps, "sources": st.lists(source, min_size=1, max_size=2)}
    return st.fixed_dictionaries(named, optional={"why": TEXT})


@st.composite
def document(draw: st.DrawFn, code: str, *, sources: list[Document], shared: Document) -> Document:
    """One formulation, complete and valid, of a random kind."""
    source = st.sampled_from([one["code"] for one in sources])
    form, per, route, basis, fill, device = draw(st.sampled_from(FORMS))
    unit = draw(st.sampled_from(("mg", "micrograms", "g", "units")))
    head = {"code": code, "name": draw(PLAIN), "patient_name": draw(SENTENCE), "dosage_form": form, "route": route}
    found: Document = {
        "format": "secundum-formulary/1",
        "formulation": head | {"summary": draw(TEXT)} | draw(maybe(synonyms=texts())),
        "active": shared["active"],
        "preparation": draw(preparation(source, basis=basis, unit=unit)),
        "strengths": draw(strengths(source, unit=unit, per=per)),
        "components": draw(components(source, shared=shared, basis=basis)),
        "storage": draw(storage(source)),
        "container": draw(container(source, unit=fill)),
        "devices": draw(few(device_row(source, kind=device), least=1, most=2)),
        "label_warnings": draw(some_of(shared["sentences"], most=3)),
        "leaflet": {"en": draw(leaflet(shared["sentences"]))},
        **{key: draw(some_of(shared[key], most=4)) for key in ("screening", "restrictions", "studies", "house_limits")},
        **draw(record_parts(source)),
    }
    if draw(st.booleans()):
        found["source_materials"] = shared["source_materials"]
    if draw(st.booleans()):
        found["dose_limits"] = draw(st.lists(dose_limit(source, unit=unit), max_size=3))
    if draw(st.booleans()):
        found["protocols"] = draw(few(protocol(source, unit=unit), most=2))
    if draw(st.booleans()):
        found["in_use"] = draw(row(source, code=CODES, days=DIGITS).map(lambda one: {"why": "because", **one}))
    if draw(st.booleans()):
        found["other_packs"] = draw(few(pack(source, unit=fill), least=1, most=2))
    return draw(finished(found, sources=sources, shared=shared))


@st.composite
def finished(draw: st.DrawFn, found: Document, *, sources: list[Document], shared: Document) -> Document:
    """The document with its excipients and sources, now and then in another order than follows, or changed in a row."""
    used = list(dict.fromkeys(one["excipient"] for one in found["components"]))
    rows = {one["code"]: one for one in shared["excipients"]}
    found["excipients"] = [rows[code] for code in (draw(st.permutations(used)) if draw(st.booleans()) else used)]
    found["sources"] = (
        draw(st.permutations(sources)) if draw(st.booleans()) else sorted(sources, key=lambda one: one["code"])
    )
    if draw(st.integers(0, 3)) == 0:
        changed = draw(st.integers(0, len(found["excipients"]) - 1))
        found["excipients"][changed] = found["excipients"][changed] | {"name": draw(PLAIN)}
    if draw(st.integers(0, 3)) == 0:
        found["active"] = found["active"] | {"name": draw(PLAIN)}
    if found["label_warnings"] and draw(st.integers(0, 3)) == 0:
        found["label_warnings"][0] = found["label_warnings"][0] | {"text": draw(SENTENCE)}
    return found


@st.composite
def leaflet(draw: st.DrawFn, sentences: list[Document]) -> list[Document]:
    """All sections of a leaflet, each with one to three sentences of the drug."""
    chosen = st.lists(st.integers(0, len(sentences) - 1), min_size=1, max_size=3, unique=True)
    return [
        {"section": section, "sentences": [sentences[place] for place in draw(chosen)]} for section in LEAFLET_SECTIONS
    ]


@st.composite
def record_parts(draw: st.DrawFn, source: st.SearchStrategy[str]) -> Document:
    """Some parts of a master formulation record."""
    step = st.builds(
        lambda one, more: one | more,
        row(source, text=TEXT),
        maybe(required=st.booleans(), minutes=st.integers(1, 60), pharmacist_only=st.booleans()),
    )
    check = row(source, code=CODES, name=PLAIN, method=TEXT, limits=PLAIN)
    hazard = row(source, category=PLAIN, protection=texts())
    return draw(
        maybe(
            method=st.lists(step, min_size=1, max_size=3),
            equipment=st.lists(row(source, name=PLAIN), min_size=1, max_size=2),
            appearance=row(source, text=TEXT),
            quality_checks=few(check, least=1, most=2),
            hazard=hazard,
            price=row(source, basis=PLAIN, amount=number(), currency=st.just("EUR")),
        )
    )
