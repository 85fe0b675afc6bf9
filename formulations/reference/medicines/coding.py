"""Reads codes from other systems: ATC and RxNorm for medicines, ICD-10 and SNOMED CT for conditions."""

import re

_ATC = re.compile(r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?", re.ASCII)
_ATC_MAIN_GROUPS = "ABCDGHJLMNPRSV"
_ATC_SYSTEMS = ("http://www.whocc.no/atc", "urn:oid:2.16.840.1.113883.6.73", "atc")
_RXNORM_URI = "http://www.nlm.nih.gov/research/umls/rxnorm"
_RXNORM_SYSTEMS = ("urn:oid:2.16.840.1.113883.6.88", "2.16.840.1.113883.6.88", "rxnorm")
_ICD10_OIDS = ("2.16.840.1.113883.6.3", "2.16.840.1.113883.6.90", "1.2.276.0.76.5.409")
_SUBSTANCE_LEVEL = 7


def atc_code(system: str, *, code: str) -> str:
    """Return an ATC code in capitals, or "" when the system is another or the code is none.

    Source: WHO Collaborating Centre for Drug Statistics Methodology, structure of the ATC index (levels 1 to 5).
    """
    tidy = "".join(code.split()).upper()
    if system.strip().lower().rstrip("/") not in _ATC_SYSTEMS or not _ATC.fullmatch(tidy):
        return ""
    return tidy if tidy[0] in _ATC_MAIN_GROUPS else ""


def names_one_substance(atc: str) -> bool:
    """Return whether an ATC code has all five levels, and so names one medicine and not a group. Source: as above."""
    return len(atc) == _SUBSTANCE_LEVEL


def icd10_code(system: str, *, code: str) -> str:
    """Return an ICD-10 code in capitals without its point, or "" when the system is another.

    Any national edition counts (ICD-10-CM, ICD-10-GM). Source: WHO ICD-10, structure of the codes.
    """
    asked = system.lower()
    if "icd-10" not in asked and "icd10" not in asked and not any(oid in asked for oid in _ICD10_OIDS):
        return ""
    return code.replace(".", "").strip().upper()


def snomed_code(system: str, *, code: str) -> str:
    """Return a SNOMED CT concept, or "" when the system is another. Source: HL7 FHIR R4, code systems."""
    asked = system.lower()
    return code.strip() if "snomed" in asked or "2.16.840.1.113883.6.96" in asked else ""


def rxnorm_code(system: str, *, code: str) -> str:
    """Return an RxNorm code, or "" when the system is another or the code is no number.

    Source: HL7 FHIR R4, using RxNorm (its URI); HL7 OID registry, 2.16.840.1.113883.6.88.
    """
    asked = system.strip().lower().rstrip("/")
    is_rxnorm = asked in _RXNORM_SYSTEMS or asked.startswith(_RXNORM_URI)
    tidy = code.strip()
    return tidy.lstrip("0") if is_rxnorm and tidy.isascii() and tidy.isdecimal() else ""
