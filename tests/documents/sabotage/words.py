"""Ways in which the words of a label can go wrong on their way to paper. ~: a space at which no line ends."""

from tests.documents.sabotage.bench import WAIT, put

DOSE = "Take 4.5~ml (4.5~mg) once a day, at bedtime."
WARNING = "Do not use with opioid medicines such as codeine or tramadol."
USE_BY = "2027~Feb~26"
MADE = "2026~Nov~22"

LOST = {
    "the name of the patient is lost": ("Ada Lindqvist", "", "element-missing"),
    "the medicine is lost": ("Naltrexone hydrochloride 1~mg/ml", "", "element-missing"),
    "the strength is lost": ("hydrochloride 1~mg/ml", "hydrochloride", "fact-differs"),
    "the salt is lost": ("Naltrexone hydrochloride 1~mg/ml", "Naltrexone 1~mg/ml", "fact-differs"),
    "the directions are lost": (f"<p>{DOSE}</p>", "", "fact-differs"),
    "what to measure with is lost": ('<p class="more">Measure with the 5~ml oral syringe.</p>', "", "words-lost"),
    "the use-by date is lost": (f"Use by {USE_BY}", "", "element-missing"),
    "the lot is lost": ("Lot 261122-001", "", "element-missing"),
    "the prescription number is lost": ("Rx 1042", "", "element-missing"),
    "the storage is lost": ("Keep in a refrigerator, 2~to~8~°C. Do not freeze. Protect from light. Shake well.", "",
                            "element-missing"),
    "a line of the storage is lost": ("Protect from light. ", "", "fact-differs"),
    "the life once opened is lost": ("Throw away 28 days after opening.", "", "fact-differs"),
    "the warning is lost": (WARNING, "", "fact-differs"),
    "the pharmacy is lost": ("Linden Pharmacy, 12 Linden Street, Testville", "", "element-missing"),
    "the pharmacy's street is lost": ("Linden Pharmacy, 12 Linden Street, ", "Linden Pharmacy, ", "fact-differs"),
    "the half of half an hour is lost": (WAIT, "Wait hour before you eat.", "fact-differs"),
    "a not is lost": ("Do not freeze", "Do freeze", "fact-differs"),
}  # fmt: skip
NUMBERS = {
    "4.5 is rounded to 4": ("4.5~ml (4.5~mg)", "4~ml (4~mg)", "number-foreign"),
    "4.5 is rounded to 5": ("4.5~ml (4.5~mg)", "5~ml (5~mg)", "number-foreign"),
    "4.5 loses its point": ("Take 4.5~ml", "Take 45~ml", "number-foreign"),
    "4.5 mg becomes 4.5 ml and the other way round": ("4.5~ml (4.5~mg)", "4.5~mg (4.5~ml)", "fact-differs"),
    "mg becomes g": ("(4.5~mg)", "(4.5~g)", "number-foreign"),
    "mg becomes micrograms": ("(4.5~mg)", "(4.5~micrograms)", "number-foreign"),
    "the strength is ten times too high": ("hydrochloride 1~mg/ml", "hydrochloride 10~mg/ml", "number-foreign"),
    "the strength is per 5 ml": ("hydrochloride 1~mg/ml", "hydrochloride 1~mg/5~ml", "fact-differs"),
    "the bottle holds a tenth": ("150~ml,", "15~ml,", "number-foreign"),
    "the wrong bottle of three": ("bottle~2~of~3", "bottle~1~of~3", "fact-differs"),
    "one bottle too many": ("bottle~2~of~3", "bottle~2~of~4", "fact-differs"),
    "the fridge is as warm as a pot": ("2~to~8~°C", "2~to~80~°C", "number-foreign"),
    "the fridge becomes a shelf": ("2~to~8~°C", "15~to~25~°C", "fact-differs"),
    "28 days become 82": ("28 days after", "82 days after", "number-foreign"),
    "once a day becomes 2 times": ("once a day", "2 times a day", "fact-differs"),
    "bedtime becomes morning": ("at bedtime", "in the morning", "words-foreign"),
}
IDENTITY = {
    "another patient's name": ("Ada Lindqvist", "Eda Lindqvist", "fact-differs"),
    "a name in capitals": ("Ada Lindqvist", "ADA LINDQVIST", "fact-differs"),
    "a name that is cut": ("Ada Lindqvist", "Ada Lindq…", "fact-differs"),
    "two names on one label": ("Ada Lindqvist", "Ada Lindqvist Bo Ek", "words-foreign"),
    "a look-alike medicine": ("Naltrexone hydrochloride 1~mg/ml", "Naloxone hydrochloride 1~mg/ml",
                              "fact-differs"),
    "another lot": ("261122-001", "261122-002", "fact-differs"),
    "digits of the lot swapped": ("261122-001", "261212-001", "number-foreign"),
    "the day of opening of the bottle after it": ("2026~December~20", "2027~January~17", "fact-differs"),
    "another prescription": ("Rx 1042", "Rx 1024", "number-foreign"),
    "another prescriber": ("Dr Mira Kovac", "Dr Mira Novak", "fact-differs"),
    "another route": ("by mouth", "on the skin", "words-foreign"),
    "another form": ("oral liquid</span>", "capsule</span>", "words-lost"),
    "the neighbour's code in letters": ("<p>3D4E5", "<p>3D4E6", "code-differs"),
    "a stale use-by date": (USE_BY, "2026~Dec~26", "fact-differs"),
    "use-by and making swapped": (f"Use by {USE_BY}", f"Use by {MADE}", "fact-differs"),
    "a value that was never filled in": ("Dr Mira Kovac", "{{ prescriber }}", "fact-differs"),
    "None for a value": ("Dr Mira Kovac", "None", "fact-differs"),
}  # fmt: skip
NOTATION = {
    "a zero at the end": ("(4.5~mg)", "(4.50~mg)", "notation"),
    "a bare point": ("(4.5~mg)", "(.5~mg)", "notation"),
    "a comma for the point": ("(4.5~mg)", "(4,5~mg)", "notation"),
    "the Greek letter for micro": ("(4.5~mg)", "(4.5~µg)", "notation"),
    "mcg": ("(4.5~mg)", "(4.5~mcg)", "notation"),
    "units as IU": ("(4.5~mg)", "(4.5~IU)", "notation"),
    "cc for ml": ("Take 4.5~ml", "Take 4.5~cc", "notation"),
    "teaspoons": ("Take 4.5~ml", "Take 1 teaspoon", "notation"),
    "no space before the unit": ("(4.5~mg)", "(4.5mg)", "notation"),
    "MG in capitals": ("(4.5~mg)", "(4.5~MG)", "notation"),
    "half as 1/2": ("½", "1/2", "notation"),
    "half with the fraction slash": ("½", "1\u20442", "notation"),
    "a Latin abbreviation": ("at bedtime", "HS", "notation"),
    "noon or midnight": ("at bedtime", "at 12 pm", "notation"),
    "a date in figures": (USE_BY, "02/03/2027", "ambiguous-date"),
    "a year of two digits": (USE_BY, "26~Feb~27", "ambiguous-date"),
    "a thousand that stands for one and a half": ("(4.5~mg)", "(4.500~mg)", "notation"),
    "a number before an amount, as in 12 150 ml": ("150~ml,", "12~150~ml,", "words-foreign"),
    "a dose below nothing": ("Take 4.5", "Take -4.5", "words-foreign"),
    "a minus sign before a dose": ("Take 4.5", "Take \u22124.5", "words-foreign"),
    "an amount from nowhere": (WAIT, f"{WAIT} Take 9~ml more.", "number-foreign"),
}
FOREIGN = {
    "a claim": (WAIT, "It cures you.", "claim"),
    "a sentence from nowhere": (WAIT, f"{WAIT} Take the whole bottle.", "words-foreign"),
}
CHARACTERS = {
    "digits reversed by U+202E": ("4.5~ml (4.5~mg)", "\u202e5.4\u202c~ml (4.5~mg)", "hidden-character"),
    "a zero-width space in a number": ("Take 4.5", "Take 4\u200b.5", "hidden-character"),
    "a joiner that nobody sees": ("Take 4.5", "Take 4\u200d.5", "hidden-character"),
    "a byte-order mark": ("Ada Lindqvist", "Ada\ufeff Lindqvist", "hidden-character"),
    "a left-to-right mark": ("Ada Lindqvist", "Ada\u200e Lindqvist", "hidden-character"),
    "a Cyrillic letter that looks Latin": ("Ada Lindqvist", "Ad\u0430 Lindqvist", "alphabets-mixed"),
    "a full-width digit": ("Take 4.5", "Take \uff14.5", "glyph-missing"),
    "a fraction that the type lacks": ("½", "⅓", "glyph-missing"),
    "Arabic-Indic digits": ("Take 4.5", "Take \u0664.\u0665", "glyph-missing"),
    "a superscript digit": ("Take 4.5", "Take 4.5\u00b2", "fact-differs"),
    "a soft hyphen in the medicine": ("Naltrexone hydro", "Nal\u00adtrexone hydro", "hidden-character"),
    "a picture of a pill for a word": ("by mouth", "by \U0001f48a", "glyph-missing"),
}
OF_EACH_GROUP = {
    "words": LOST | FOREIGN, "numbers": NUMBERS | NOTATION, "mix-ups": IDENTITY, "characters": CHARACTERS,
}  # fmt: skip
FAULTS = {name: put(*spoilt, group=group) for group, faults in OF_EACH_GROUP.items() for name, spoilt in faults.items()}
