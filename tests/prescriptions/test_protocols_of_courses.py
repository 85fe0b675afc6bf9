"""A protocol of the formulary whose steps name what they are made as fills in a course."""

import html

import pytest
from django.test import Client

from formulations.actions import approve_specification, start_draft, submit
from formulations.models import Formulation
from pharmacy.staff.clock import today
from tests.formulations.written import complete
from tests.prescriptions.test_entry_page import ADDRESS, CAPSULES

LIQUID = "naltrexone-oral-liquid"
ORDER = CAPSULES | {"formulation": LIQUID, "strength": "", "days": "84", "shorthand": ""}


def _protocol(code: str, *steps: str) -> dict[str, object]:
    made_up = {"why": "Made up for this test.", "sources": ["house-rule: no source names it"]}
    return {"code": code, "name": code.replace("-", " "), "steps": list(steps), **made_up}


@pytest.fixture
def anna(world):
    protocols = [
        _protocol(
            "liquid-then-capsules",
            "1.5 mg once a day at bedtime for 14 days",
            "2.25 mg once a day at bedtime for 14 days, made as naltrexone-capsule 2.25 mg",
            "4.5 mg once a day at bedtime, made as naltrexone-capsule 4.5 mg",
        ),
        _protocol("then-a-patch", "1.5 mg once a day, made as naltrexone-transdermal-patch"),
    ]
    content = complete(LIQUID, protocols=protocols)
    draft = start_draft(formulation=Formulation.objects.get(code=LIQUID), by=world.fay, content=content)
    row = submit(specification=draft, by=world.fay)
    approve_specification(specification=row, by=world.ben, effective_from=today(), today=today())
    client = Client()
    client.force_login(world.anna)
    return client


def _text(answer) -> str:
    return " ".join(html.unescape(answer.content.decode()).replace("\xa0", " ").split())


def test_choosing_it_fills_in_what_each_step_is_made_as_and_each_part_is_planned(anna):
    offered = _text(anna.post(ADDRESS, ORDER | {"do": "plan"}))
    assert "4.5 mg once a day at bedtime, made as naltrexone capsule 4.5 mg" in offered
    answer = anna.post(ADDRESS, ORDER | {"do": "protocol-liquid-then-capsules"})
    first, second, third = answer.context["page"].steps.forms
    assert [first["product"].value(), second["product"].value(), third["product"].value()] == [
        None, "naltrexone-capsule on-request", "naltrexone-capsule 4.5 mg",
    ]  # fmt: skip
    assert second["strength"].value() == "2.25 mg"
    page = _text(answer)
    assert "Then, part 2 of 3: days 15 to 28" in page
    assert "Then, part 3 of 3: days 29 to 84" in page
    assert "56 capsules" in page  # days 29 to 84, one a day


def test_a_product_that_may_not_be_made_here_is_refused_by_name_and_nothing_is_filled_in(anna):
    answer = anna.post(ADDRESS, ORDER | {"do": "protocol-then-a-patch"})
    assert "step 1 of it is made as naltrexone-transdermal-patch, which may not be made here now" in _text(answer)
    assert [form["dose"].value() for form in answer.context["page"].steps.forms] == ["3"]
