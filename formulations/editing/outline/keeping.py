"""How a preparation keeps: storage, containers, the pharmacy's limits, and the studies that may lengthen a date."""

from dataclasses import replace
from typing import Any

from formulations.editing.field import Field, Kind, choices_of
from formulations.editing.outline.shared import SOURCE, WHY, code, inside
from formulations.editing.section import Layout, Section
from formulations.reference.formulary.keeping import LIGHT, STATES, WHEN_A_HOUSE_LIMIT_APPLIES
from formulations.reference.loader import storage_conditions

_SHIPPED: Any = storage_conditions()["conditions"]
CONDITIONS: tuple[str, ...] = tuple(_SHIPPED)
_WHEN = {"always": "always", "no-law": "where the law sets none"}
_LIGHT_WORDS = {"protected": "away from light", "any": "light does no harm"}
_STATE = Field("state", "Of a container", Kind.CHOICE, choices=choices_of(STATES), span=3)

_STORAGE = (
    Field("code", "Kept in", Kind.CHOICE, required=True, choices=choices_of(CONDITIONS), span=4),
    Field("protect_from_light", "Protect from light", Kind.FLAG, span=4, always=True),
    Field("do_not_freeze", "Do not freeze", Kind.FLAG, span=4, always=True),
    SOURCE,
    WHY,
)
_CONTAINER = (
    Field("name", "Name", required=True, span=4, hint="As the label says it: amber bottle."),
    Field("code", "Code", Kind.CODE, made_from="name", span=4, suggest="containers", hint="As studies name it."),
    Field("counted", "Filled with the exact count", Kind.FLAG, span=4, always=True),
    Field("fills", "Sizes", Kind.QUANTITIES, required=True, span=12, hint="Such as 30 ml, 100 ml, 200 ml."),
    SOURCE,
    WHY,
    *inside(
        "stays_behind",
        Field("amount", "Stays behind in it", Kind.QUANTITY, required=True, span=4, hint="What cannot be taken out."),
        replace(SOURCE, label="Source of what stays behind", span=8),
        replace(WHY, label="Why it stays behind"),
    ),
)  # fmt: skip
_IN_USE = (
    Field("days", "Days once opened", Kind.WHOLE, required=True, span=4),
    Field("code", "Code", Kind.CODE, span=4, starts_as="in-use"),
    replace(WHY, required=True),
    SOURCE,
)

SECTIONS = (
    Section("storage", ("storage",), _STORAGE),
    Section("container", ("container",), _CONTAINER, optional_groups=("stays_behind",)),
    Section(
        "other-packs",
        ("other_packs",),
        (
            Field("name", "Name of the pack", required=True),
            code(made_from="name"),
            *inside("storage", *(replace(field, label=f"Storage: {field.label.lower()}") for field in _STORAGE)),
            *inside("container", *(replace(field, label=f"Container: {field.label.lower()}") for field in _CONTAINER)),
            *inside("in_use", *(replace(field, label=f"In use: {field.label.lower()}") for field in _IN_USE)),
        ),
        layout=Layout.CARDS,
        row="pack",
        intro="Other containers or other storage that may be chosen for a patient.",
        optional_groups=("container.stays_behind", "in_use"),
        unique="code",
    ),
    Section(
        "house-limits",
        ("house_limits",),
        (
            Field("days", "Days", Kind.WHOLE, required=True, span=3),
            Field(
                "applies",
                "Applies",
                Kind.CHOICE,
                required=True,
                choices=choices_of(WHEN_A_HOUSE_LIMIT_APPLIES, words=_WHEN),
                span=3,
            ),
            _STATE,
            code(made_from="why", span=3, hint=""),
            Field("container", "Only in the container", suggest="containers"),
            Field("storage", "Only when kept in", suggest="storages"),
            replace(WHY, required=True),
            SOURCE,
        ),
        layout=Layout.CARDS,
        row="limit",
        heads=("days", "applies", "container", "storage"),
        unique="code",
    ),
    Section(
        "studies",
        ("studies",),
        (
            Field("days", "Days", Kind.WHOLE, required=True, span=3),
            _STATE,
            Field("storage", "Kept in", required=True, suggest="storages", span=3),
            Field("light", "Light", Kind.CHOICE, choices=choices_of(LIGHT, words=_LIGHT_WORDS), span=3),
            Field(
                "vehicle", "Vehicle", required=True, suggest="vehicles", hint="Its code. It applies to this one alone."
            ),
            Field("vehicle_name", "Vehicle in words"),
            Field("container", "Container", required=True, suggest="containers", span=12, hint="Its code."),
            Field("least_strength", "Strength from", Kind.QUANTITY, required=True, span=3),
            Field("most_strength", "to", Kind.QUANTITY, required=True, span=3),
            Field("active", "Active studied", span=3, suggest="actives"),
            Field("preservative", "Preservative", span=3, suggest="substances"),
            Field("summary", "What it found", Kind.LONG, required=True, span=12),
            Field("microbial_evidence", "It shows that the preservation works", Kind.FLAG, span=12, always=True),
            Field("assay_method", "Assay", span=6, hint="Such as stability-indicating HPLC."),
            Field("result", "Result", span=6),
            Field("assessed_by", "Assessed by", span=3),
            Field("assessed_on", "on", Kind.DAY, span=3),
            code(made_from="summary", span=3, hint=""),
            SOURCE,
        ),
        layout=Layout.CARDS,
        row="study",
        heads=("code", "days", "storage"),
        intro="A study lengthens a date only where vehicle, container, storage and strength are all its own.",
        unique="code",
    ),
    Section(
        "in-use",
        ("in_use",),
        _IN_USE,
        intro="Leave all fields empty when opening changes nothing.",
        may_be_missing=True,
    ),
)
