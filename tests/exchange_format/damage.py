"""Damage done to drug files: systematic kinds, each at random places, reproducible from one seed.

Each damage is (what was done, the bytes). A file whose content stays good in itself (a reason deleted) is refused by
its hash alone; reading it without the hash shows which those are.
"""

import random
import re
from collections.abc import Callable, Iterator

from formulations.reference.formulary.claims import claims_in

Text = str
CLAIMS = (
    "It has no side effects.", "It cures the illness.", "Nine of ten people get better.", "It is extremely safe.",
    "It boosts the immune system.", "The tumour stops growing.", "It is a miracle.", "89 % of patients improved.",
)  # fmt: skip
HIDDEN = ("\u200b", "\u202e", "\u00ad", "\u00a0", "\ufeff", "\u2066", "\u0007", "e\u0301", "\u2028", "\u3000")
POINTS = ("nan", "inf", "-inf", "1.5", "0.1", "1e3", "1979-05-27")
UNITS = (("mg", "spoon"), ("ml", "mg"), ("mg", "ml"), ("g", "%"), ("micrograms", "drops"), ("ml", "°C"))


def damaged_files(files: list[bytes], *, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give so many damaged files, the kinds of damage in turn, with what was done to each."""
    chance = random.Random(seed)
    done = 0
    while done < count:
        for kind in KINDS:
            text = chance.choice(files).decode("utf-8")
            damaged = kind(text, chance)
            if damaged is not None and damaged != text and done < count:
                done += 1
                yield f"{kind.__name__.replace('_', ' ')} {done}", damaged.encode("utf-8", "surrogatepass")


def _lines(text: Text, pattern: str) -> list[int]:
    return [number for number, line in enumerate(text.split("\n")) if re.search(pattern, line)]


def _at(text: Text, number: int, change: Callable[[str], str]) -> Text:
    lines = text.split("\n")
    lines[number] = change(lines[number])
    return "\n".join(lines)


def _one(text: Text, chance: random.Random, pattern: str, change: Callable[[str], str]) -> Text | None:
    found = _lines(text, pattern)
    return _at(text, chance.choice(found), change) if found else None


def a_line_deleted(text: Text, chance: random.Random) -> Text | None:
    """Any line of a key, a header or a list."""
    lines = text.split("\n")
    del lines[chance.choice([number for number, line in enumerate(lines) if line and not line.startswith("#")])]
    return "\n".join(lines)


def a_needed_line_deleted(text: Text, chance: random.Random) -> Text | None:
    """A line that nothing can do without."""
    lines = text.split("\n")
    del lines[chance.choice(_lines(text, r"^(source|amount|per|days|code|text|severity|basis|dosage_form|title) = "))]
    return "\n".join(lines)


def a_number_for_a_text(text: Text, chance: random.Random) -> Text | None:
    """A text becomes a whole number."""
    return _one(text, chance, r'^\w+ = ".*"$', lambda line: f"{line.partition(' = ')[0]} = 12")


def a_text_for_a_number_or_flag(text: Text, chance: random.Random) -> Text | None:
    """true becomes "true"."""
    return _one(text, chance, r"^\w+ = (\d+|true|false)$", lambda line: re.sub(r" = (\w+)$", r' = "\1"', line))


def a_list_for_a_text(text: Text, chance: random.Random) -> Text | None:
    """A text becomes a list."""
    return _one(text, chance, r'^\w+ = ".*"$', lambda line: f"{line.partition(' = ')[0]} = [1, 2]")


def a_number_with_a_point(text: Text, chance: random.Random) -> Text | None:
    """NaN, infinity, 1.5, a date."""
    point = chance.choice(POINTS)
    return _one(text, chance, r'^\w+ = (\d+|"[^"]*")$', lambda line: f"{line.partition(' = ')[0]} = {point}")


def an_unknown_key(text: Text, chance: random.Random) -> Text | None:
    """A slip of the key."""
    return _one(text, chance, r"^\w+ = ", lambda line: f"x_{line}")


def a_key_more(text: Text, chance: random.Random) -> Text | None:
    """A key that nobody knows."""
    return _one(text, chance, r"^source = ", lambda line: f'{line}\ncolour = "blue"')


def a_key_twice(text: Text, chance: random.Random) -> Text | None:
    """The same key again."""
    return _one(text, chance, r'^\w+ = ("[^"]*"|\d+)$', lambda line: f"{line}\n{line}")


def a_source_taken_out(text: Text, chance: random.Random) -> Text | None:
    """A source that is cited is no longer listed."""
    blocks = re.split(r"\n(?=\[\[)", text)
    sources = [number for number, block in enumerate(blocks) if block.startswith("[[sources]]")]
    del blocks[chance.choice(sources)]
    return "\n".join(blocks)


def a_source_of_hearsay(text: Text, chance: random.Random) -> Text | None:
    """A source that is not listed."""
    return _one(text, chance, r"^source = ", lambda _: 'source = "hearsay"')


def a_hidden_character(text: Text, chance: random.Random) -> Text | None:
    """A character that nobody sees, inside a text."""
    hidden = chance.choice(HIDDEN)
    return _one(text, chance, r'^\w+ = "\w{4,}', lambda line: line.replace(' = "', f' = "a{hidden}b', 1))


def a_claim(text: Text, chance: random.Random) -> Text | None:
    """A sentence for patients that claims benefit."""
    claim = chance.choice(CLAIMS)
    assert claims_in(claim)
    places = [
        number for number in _lines(text, r'^text = ".*"$') if "[[sentences]]" in text.split("\n")[number - 2 : number]
    ]
    return _at(text, chance.choice(places), lambda _: f'text = "{claim}"') if places else None


def cut_off(text: Text, chance: random.Random) -> Text | None:
    """A file that ends too early."""
    return text[: chance.randrange(200, len(text) - 200)]


def a_wrong_unit(text: Text, chance: random.Random) -> Text | None:
    """An amount in a unit that is not known, or that cannot be meant."""
    unit, other = chance.choice(UNITS)
    keys = "amount|capacity|mark|above|below|least_strength|most_strength|basis"
    return _one(text, chance, rf'^({keys}) = "[\d.,]+ {unit}"$', lambda line: line.replace(f' {unit}"', f' {other}"'))


def an_amount_that_does_not_add_up(text: Text, chance: random.Random) -> Text | None:
    """A component of nine kilograms."""
    return _one(text, chance, r'^quantity = "[\d.,]+ (mg|g|micrograms)"$', lambda _: 'quantity = "9000 g"')


def no_amount(text: Text, chance: random.Random) -> Text | None:
    """A sign, an exponent, a word, nothing."""
    bad = chance.choice(("-1 mg", "1e3 mg", "low dose", "", "1,5 mg", "mg", "4.5"))
    return _one(text, chance, r'^(amount|per|basis) = "', lambda line: f'{line.partition(" = ")[0]} = "{bad}"')


def a_code_twice(text: Text, chance: random.Random) -> Text | None:
    """A shared row again."""
    blocks = re.split(r"\n(?=\[)", text)
    rows = [block for block in blocks if re.match(r"\[\[(sources|excipients|devices|sentences|screening)\]\]", block)]
    row = chance.choice(rows)
    return text.replace(row, f"{row}\n{row}", 1)


def a_code_that_is_absent(text: Text, chance: random.Random) -> Text | None:
    """A name under uses that no row has."""
    return _one(text, chance, r'^  "[a-z0-9/-]+",$', lambda _: '  "nowhere",')


def an_unused_row(text: Text, chance: random.Random) -> Text | None:
    """A sentence that no formulation uses."""
    return text + '\n[[sentences]]\ncode = "unused"\ntext = "Keep it closed."\nsource = "house-rule"\n'


def a_bracket_lost(text: Text, chance: random.Random) -> Text | None:
    """A header or a list that does not close."""
    return _one(text, chance, r"\]$", lambda line: line[:-1])


def a_quotation_mark_lost(text: Text, chance: random.Random) -> Text | None:
    """A text that does not close."""
    return _one(text, chance, r'^\w+ = "[^"\\]*"$', lambda line: line[:-1])


def deep_nesting(text: Text, chance: random.Random) -> Text | None:
    """Brackets without end."""
    opened = chance.choice(("[", "{ a = "))
    return f"{text}\nbomb = {opened * chance.randrange(20, 20000)}"


def no_text(text: Text, chance: random.Random) -> Text | None:
    """A byte that is no UTF-8."""
    place = chance.randrange(len(text))
    return text[:place] + "\ud800" + text[place:]


def another_format(text: Text, chance: random.Random) -> Text | None:
    """A format that this program does not know."""
    return text.replace("secundum-formulary/2", f"secundum-formulary/{chance.randrange(3, 99)}")


def a_number_changed(text: Text, chance: random.Random) -> Text | None:
    """A number that would be good in itself: the hash alone can tell."""
    return _one(text, chance, r"^days = \d+$", lambda line: f"{line}1")


def a_hash_changed(text: Text, chance: random.Random) -> Text | None:
    """The hash itself."""
    return re.sub(r'^sha256 = "..', 'sha256 = "zz', text, flags=re.MULTILINE)


KINDS: tuple[Callable[[Text, random.Random], Text | None], ...] = (
    a_line_deleted, a_needed_line_deleted, a_number_for_a_text, a_text_for_a_number_or_flag, a_list_for_a_text,
    a_number_with_a_point, an_unknown_key, a_key_more, a_key_twice, a_source_taken_out, a_source_of_hearsay,
    a_hidden_character, a_claim, cut_off, a_wrong_unit, an_amount_that_does_not_add_up, no_amount, a_code_twice,
    a_code_that_is_absent, an_unused_row, a_bracket_lost, a_quotation_mark_lost, deep_nesting, no_text, another_format,
    a_number_changed, a_hash_changed,
)  # fmt: skip
# Kinds that change one line in its place, so that this line has to be named.
IN_PLACE = (
    a_number_for_a_text, a_list_for_a_text, a_number_with_a_point, an_unknown_key, a_source_of_hearsay,
    a_hidden_character, a_claim, a_wrong_unit, no_amount, a_code_that_is_absent, another_format,
)  # fmt: skip
ONLY_THE_HASH_TELLS = (a_number_changed, a_hash_changed)


def first_changed_line(before: bytes, after: bytes) -> int:
    """The first line, counted from 1, in which two files differ."""
    pairs = zip(before.split(b"\n"), after.split(b"\n"), strict=False)
    return next((number for number, (one, other) in enumerate(pairs, 1) if one != other), 0)
