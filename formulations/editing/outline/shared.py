"""Fields that stand in many sections."""

from dataclasses import replace

from formulations.editing.field import Field, Kind

WHY = Field("why", "Why", Kind.LONG, span=12)
SOURCE = Field("source", "Source", Kind.SOURCE, required=True, span=6)
SOURCE_COLUMN = replace(SOURCE, column=True)
SOURCES = Field("sources", "Sources", Kind.SOURCES, required=True, span=12)


def code(*, made_from: str, hint: str = "Left empty, it is made from the name.", span: int = 4) -> Field:
    """Return the field of a row's code. made_from: the field that names the row."""
    return Field("code", "Code", Kind.CODE, made_from=made_from, hint=hint, span=span)


def inside(group: str, *fields: Field) -> tuple[Field, ...]:
    """Return fields that stand in a table inside the row. group: the key of that table."""
    return tuple(replace(field, key=f"{group}.{field.key}") for field in fields)
