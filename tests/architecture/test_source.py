"""What a reader may count on in every file."""

import re

from tests.architecture.source import (
    PACKAGES,
    calls,
    functions,
    imports,
    modules,
    name_of,
    public_definitions,
    templates,
    tree_of,
)

LONGEST_FUNCTION, LONGEST_FILE, LONGEST_TEST_FILE, MOST_POSITIONAL = 40, 300, 300, 2
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "handler", "handlers"}
PURE = {
    "collections", "collections.abc", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools",
    "importlib", "itertools", "math", "operator", "pkgutil", "re", "types", "typing",
}  # fmt: skip
# Signatures that Django calls with more positional arguments.
CALLED_BY_DJANGO = {"process_view", "from_db_value", "deconstruct", "run_from_argv"}
# Lengths on a page, in the floats of the layout engine; no amount comes here.
MEASURES_PAPER = {
    "pharmacy/documents/finishing/filled_syringe.py",
    "pharmacy/documents/finishing/known_forms.py",
    "pharmacy/documents/rendering/inside_weasyprint.py",
    "pharmacy/documents/rendering/layout.py",
    "pharmacy/documents/rendering/quick/lengths.py",
    "pharmacy/documents/rendering/quick/reading.py",
    "pharmacy/documents/papers/estimate.py",
    "pharmacy/documents/papers/label_trial.py",
    "pharmacy/printing/composing.py",
}
# The moment in the log of a failure, which happens before or without a pharmacy.
LOGS_A_MOMENT = {"pharmacy/exchange/incident.py"}
CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "timezone.localdate"}


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in modules(*PACKAGES, "tests")
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_too_long_to_read_at_once() -> None:
    limits = {"formulations": LONGEST_FILE, "pharmacy": LONGEST_FILE, "tests": LONGEST_TEST_FILE}
    long = [
        name_of(path)
        for folder, limit in limits.items()
        for path in modules(folder)
        if len(path.read_text().splitlines()) > limit
    ]
    assert long == []


def test_a_module_is_named_after_what_it_knows() -> None:
    names = [path for path in modules(*PACKAGES, "tests") if {path.stem, *path.parts} & FORBIDDEN_NAMES]
    assert [name_of(path) for path in names] == []


def test_at_most_two_arguments_go_by_place() -> None:
    crowded = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in modules(*PACKAGES)
        for node in functions(path)
        if _positional(node) > MOST_POSITIONAL and node.name not in CALLED_BY_DJANGO
    ]
    assert crowded == []


def _positional(node: object) -> int:
    places = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return len([name for name in places if name not in {"self", "cls", "request"}])


def test_everything_public_says_what_it_is() -> None:
    silent = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in modules(*PACKAGES)
        for node, _ in public_definitions(path)
        if node.name != "Meta" and not (node.body and _docstring(node))
    ]
    assert silent == []


def test_every_module_says_what_it_knows() -> None:
    silent = [
        name_of(path) for path in modules(*PACKAGES) if path.read_text().strip() and not _docstring(tree_of(path))
    ]
    assert silent == []


def _docstring(node: object) -> str:
    import ast

    return ast.get_docstring(node) or ""


def test_every_decision_of_the_science_names_its_source() -> None:
    unsourced = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in modules("formulations/science")
        for node, is_method in public_definitions(path)
        if not is_method and hasattr(node, "args") and "source:" not in _docstring(node).lower()
    ]
    assert unsourced == []


def test_science_imports_arithmetic_dates_and_dataclasses_alone() -> None:
    foreign = [
        f"{name_of(path)} imports {name}"
        for path in modules("formulations/science")
        for name in imports(path)
        if name not in PURE and not name.startswith("formulations.science")
    ]
    assert foreign == []


def test_no_amount_passes_through_a_binary_fraction() -> None:
    inexact = [
        name_of(path)
        for path in modules(*PACKAGES)
        if "FloatField" in path.read_text() or ("float" in set(calls(path)) and name_of(path) not in MEASURES_PAPER)
    ]
    assert inexact == []


def test_a_file_reads_the_pharmacys_clock_and_no_other() -> None:
    files = [path for path in modules(*PACKAGES) if name_of(path) not in LOGS_A_MOMENT]
    others = [f"{name_of(path)}: {call}" for path in files for call in calls(path) if call in CLOCKS]
    assert others == []


def test_no_text_is_declared_safe_unseen() -> None:
    unsafe = re.compile(r"mark_safe|SafeString|SafeText|\|\s*safe\b|autoescape off|html_safe")
    files = [*modules(*PACKAGES), *templates()]
    assert [name_of(path) for path in files if unsafe.search(path.read_text())] == []


def test_a_page_holds_no_script_or_style_of_its_own() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|hx-on", re.IGNORECASE)
    pages = [path for path in templates() if "print" not in path.parts]
    assert [name_of(path) for path in pages if inline.search(path.read_text())] == []


def test_a_page_asks_nothing_of_anybody_else() -> None:
    foreign = re.compile(r"(src|href|action|hx-get|hx-post)=[\"'](https?:)?//", re.IGNORECASE)
    assert [name_of(path) for path in templates() if foreign.search(path.read_text())] == []


def test_the_drug_is_data_and_no_code_is_about_it() -> None:
    about = [name_of(path) for path in modules(*PACKAGES) if "naltrexone" in path.read_text().lower()]
    assert about == []
