"""Names and days of birth in number, with as many alike as real ones have. Nobody here is real; a seed repeats them."""

import random
from datetime import date, timedelta


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    """
    Maria Mary Martin Margaret Matthew Mark Magdalena Manuel Marie Mario Max James John Robert Patricia Jennifer
    Linda Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Christopher Karen Daniel Lisa Nancy
    Anthony Betty Sandra Donald Ashley Steven Kimberly Andrew Emily Paul Donna Joshua Michelle Kenneth Carol Kevin
    Amanda Brian Dorothy George Melissa Timothy Deborah Ronald Stephanie Jason Rebecca Edward Sharon Jeffrey Laura
    Ryan Cynthia Jacob Kathleen Gary Amy Nicholas Angela Eric Shirley Jonathan Anna Stephen Brenda Larry Pamela
    Justin Emma Nicole Scott Helen Brandon Samantha Benjamin Katherine Samuel Christine Gregory Debra Alexander
    Rachel Frank Carolyn Patrick Janet Raymond Jack Ruth Dennis Jerry Heather Tyler Diane Aaron Virginia José Julie
    Adam Joyce Nathan Victoria Henry Olivia Zachary Kelly Douglas Christina Peter Lauren Kyle Joan Noah Evelyn Ethan
    Judith Jürgen Zoë Łukasz Søren Chloé Björn Ingrid Fatima Omar Aisha Wei Mei Hiroshi Yuki Olga Ivan Natalia
    Dmitri
    """
)
FAMILY = _words(
    """
    Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson
    Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson
    Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell
    Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris
    Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward
    Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers
    Long Ross Foster Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Mayer Maier Mann
    Marx Maurer May Madsen O’Brien O’Neill MacDonald MacLeod Mahoney Malone Marsh Marshall Mason Matthews Maxwell
    Lindqvist Haddad Kowalski
    """
)
BEGIN = _words(
    """
    Ab Bar Cal Dor El Far Gol Hal Is Jar Kal Lan Mor Nar Ol Par Quin Ros San Tor Ul Var Wes Yar Zel
    """
)
MIDDLE = _words(
    """
    a e i o u an en in on un ar er or al el il
    """
)
END = _words(
    """
    berg ford gren holm kov lund man mark nen ners ovic poulos quist rud sen ski son stad strom ton tti ville wall
    """
)
FIRST_BIRTH, DAYS_OF_BIRTHS = date(1930, 1, 1), 34_000


def person(number: int) -> tuple[str, str, date]:
    """Return the given name, family name and day of birth of the person with a number; the same every time."""
    chance = random.Random(number)
    given = chance.choice(GIVEN) if chance.random() > 0.12 else f"{chance.choice(GIVEN)} {chance.choice(GIVEN)}"
    family = _family(chance) if chance.random() > 0.06 else f"{_family(chance)}-{_family(chance)}"
    return given, family, FIRST_BIRTH + timedelta(days=chance.randrange(DAYS_OF_BIRTHS))


def _family(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(FAMILY)
    return f"{chance.choice(BEGIN)}{chance.choice(MIDDLE)}{chance.choice(BEGIN).lower()}{chance.choice(END)}"
