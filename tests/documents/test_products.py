"""A product is called by its name and its strength, each once."""

import pytest

from pharmacy.documents.wording.products import with_strength


@pytest.mark.parametrize(
    ("name", "strength", "called"),
    [
        ("Naltrexone oral liquid", "1 mg/ml", "Naltrexone oral liquid 1 mg/ml"),
        ("Naltrexone 1 mg/ml oral liquid", "1 mg/ml", "Naltrexone 1 mg/ml oral liquid"),
        ("Melatonin 2.5 mg/ml drops", "5 mg/ml", "Melatonin 2.5 mg/ml drops 5 mg/ml"),
        ("Melatonin 2,5 mg/ml Tropfen", "5 mg/ml", "Melatonin 2,5 mg/ml Tropfen 5 mg/ml"),
        ("Baclofen 1 mg/ml oral liquid", "1 mg", "Baclofen 1 mg/ml oral liquid 1 mg"),
        ("Zinc oxide (10 %) cream", "10 %", "Zinc oxide (10 %) cream"),
        ("Captopril 12.5 mg", "12.5 mg", "Captopril 12.5 mg"),
    ],
)
def test_a_strength_is_left_out_only_where_the_name_says_that_very_strength(name, strength, called):
    assert with_strength(name, strength=strength) == called
