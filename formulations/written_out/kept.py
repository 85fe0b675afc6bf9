"""How a preparation is kept and how long, line by line."""

from collections.abc import Iterable

from formulations.reference.loader import law, law_codes
from formulations.written_out.document import Cited, Document, Line


def keeping(document: Document) -> Iterable[Line]:
    """Yield temperature, conditions and container."""
    storage, container = document.content["storage"], document.content["container"]
    degrees = storage["temperature"]
    place = storage["code"].replace("-", " ")
    value = f"{place}, {degrees['least_celsius']} to {degrees['most_celsius']} °C"
    yield document.line("Temperature", value, row=degrees)
    light = "protect from light" if storage["protect_from_light"] else "light does no harm"
    frost = "do not freeze" if storage["do_not_freeze"] else "frost does no harm"
    yield document.line("Conditions", f"{light}; {frost}", row=storage)
    yield document.line("Container", f"{container['name']}: {', '.join(container['fills'])}", row=container)


def limits(document: Document) -> Iterable[Line]:
    """Yield how long it keeps: law, house limits, studies, in use."""
    category = document.content["preparation"]["law_category"]
    for code in law_codes():
        for ceiling in (one for one in law(code).ceilings if one.category == category):
            source = Cited(ceiling.source.title, "", ceiling.source.how_sure.replace("-", " "))
            yield Line(f"Law {code}: {ceiling.code}", f"{ceiling.days} days", ceiling.why, (source,))
    for row in document.rows("house_limits"):
        when = "always" if row["applies"] == "always" else "where the law sets none"
        yield document.line(f"House limit: {row['code']}", f"{row['days']} days, {when}", row=row)
    for row in document.rows("studies"):
        strengths = f"{row['least_strength']} to {row['most_strength']}"
        holds = f"{row['days']} days: {row['vehicle']}, {row['container']}, {row['storage']}, {strengths}"
        yield document.line(f"Study: {row['code']}", holds, row=row, why=row["summary"])
    if opened := document.content.get("in_use"):
        yield document.line("Once opened", f"{opened['days']} days", row=opened)
