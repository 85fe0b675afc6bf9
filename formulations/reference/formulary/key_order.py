"""The order of keys in a drug file: what a row is first, what it says next, why and from where last."""

KEYS = (
    "format", "sha256", "signature", "algorithm", "public_key", "value",
    # what a row is
    "code", "variant", "section", "excipient", "property", "name", "patient_name", "labelled_as",
    "labelling_rule", "title",
    "how_sure", "url", "reviewed_on", "reviewed_by", "category", "kind", "dosage_form", "route", "text", "summary",
    "stays_draft", "unavailable_reason", "unii", "cas", "e_number", "molar_mass", "synonyms", "brands", "never_say",
    # what it says
    "severity", "overridable", "looks_at", "titration_exempt", "above", "below", "from_days", "within_days",
    "atc", "ingredients", "terms", "icd10", "snomed", "message",
    "function", "functions", "quantity", "grade", "choice", "is_default", "condition_met", "effect", "finding_code",
    "scope", "amount", "per", "least", "most", "least_celsius", "most_celsius", "basis", "currency",
    "vehicle", "vehicle_name",
    "law_category", "dose_unit", "shake", "free_from", "weigh_as", "factor", "labelled_mass_per_unit", "contains",
    "avoid_terms", "release_modifying", "density", "protect_from_light", "do_not_freeze",
    "fills", "counted", "capacity", "mark", "dead_space", "nominal_units_per_ml", "nominal_amount_per_stroke",
    "most_units",
    "days", "applies", "preservative", "light", "state", "least_strength",
    "most_strength", "microbial_evidence", "assay_method", "result", "assessed_by", "assessed_on",
    "steps", "required", "minutes", "pharmacist_only", "limits", "protection", "reason",
    # the parts of a file and of a formulation
    "uses", "active", "actives", "further_actives", "preparation", "strengths", "strengths_on_request", "components",
    "source_materials", "excipients", "restrictions", "hazard", "equipment", "method", "appearance", "quality_checks",
    "storage_conditions", "storage", "temperature", "container", "stays_behind", "in_use", "other_packs", "studies",
    "house_limits", "devices", "dose_limits", "protocols", "screening", "label_warnings", "leaflet", "sentences",
    "price", "own",
    # the parts of a leaflet
    "key-facts", "what-it-is", "before-you-take", "how-to-take", "what-if", "side-effects", "storing", "contents",
    "questions", "who-to-ask",
    # why, and from where
    "why", "source", "sources", "formulations",
)  # fmt: skip
RANK = {key: rank for rank, key in enumerate(KEYS)}


def in_order(keys: "list[str]") -> "list[str]":
    """Return keys as a drug file lists them: those known by their place, any other after them by the alphabet."""
    return sorted(keys, key=lambda key: (RANK.get(key, len(RANK)), key))
