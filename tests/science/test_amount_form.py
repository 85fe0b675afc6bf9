"""Amounts as a language writes them. Each expected text was written by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.reference.papers import language, languages
from formulations.science.amount_form import AmountForm
from formulations.science.quantities import BadQuantity, Quantity, Unit

FINNISH, GERMAN, SPANISH = (language(code).amounts for code in ("fi", "de", "es"))
UNITS = [unit for unit in Unit if unit not in (Unit.PERCENT, Unit.DEGREE_CELSIUS)]


@pytest.mark.parametrize(
    ("english", "finnish", "german", "spanish"),
    [
        ("4.5 ml", "4,5 ml", "4,5 ml", "4,5 ml"),
        ("1 capsule", "1 kapseli", "1 Kapsel", "1 cápsula"),
        ("2 capsules", "2 kapselia", "2 Kapseln", "2 cápsulas"),
        ("1 drop", "1 tippa", "1 Tropfen", "1 gota"),
        ("20 drops", "20 tippaa", "20 Tropfen", "20 gotas"),
        ("3 pump strokes", "3 pumppausta", "3 Pumpstöße", "3 pulsaciones"),
        ("0.5 micrograms", "0,5 mikrogrammaa", "0,5 Mikrogramm", "0,5 microgramos"),
        ("1,000 micrograms", "1000 mikrogrammaa", "1000 Mikrogramm", "1000 microgramos"),
        ("1 microgram per ml", "1 mikrogramma/ml", "1 Mikrogramm/ml", "1 microgramo/ml"),
        ("12.5 mg/5 ml", "12,5 mg/5 ml", "12,5 mg/5 ml", "12,5 mg/5 ml"),
        ("100,000 units per ml", "100 000 yksikköä/ml", "100 000 Einheiten/ml", "100 000 unidades/ml"),
        ("21.5", "21,5", "21,5", "21,5"),
    ],
)
def test_an_amount_is_written_as_each_language_writes_it(english: str, finnish: str, german: str, spanish: str) -> None:
    written = [form.rewrite(english).replace("\u00a0", " ") for form in (FINNISH, GERMAN, SPANISH)]
    assert written == [finnish, german, spanish]


@pytest.mark.parametrize("text", ["4.5 ml", "1 mg/ml", "1 microgram per ml", "5,000 units per ml", "2 capsules"])
def test_english_amounts_stay_as_the_record_has_them(text: str) -> None:
    assert AmountForm().rewrite(text) == text


@given(
    value=st.decimals(min_value=0, max_value=999_999, places=3),
    unit=st.sampled_from(UNITS),
    spoken=st.sampled_from(languages()),
)
def test_what_a_language_writes_it_reads_back_as_the_same_amount(value: Decimal, unit: Unit, spoken: object) -> None:
    amount = Quantity(value, unit)
    assert spoken.amounts.read(spoken.amounts.write(amount)) == amount


@pytest.mark.parametrize("text", ["4,5,5 ml", "kapseli", ""])
def test_a_text_that_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadQuantity):
        FINNISH.read(text)
