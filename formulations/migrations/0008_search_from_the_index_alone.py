"""One index that answers which formulations a word finds; components told from words by a colon."""

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr


def mark_components(apps, schema_editor):
    terms = apps.get_model("formulations", "SearchTerm").objects.filter(kind="component")
    terms.exclude(term__startswith=":").update(term=Concat(Value(":"), F("term")))


def unmark_components(apps, schema_editor):
    terms = apps.get_model("formulations", "SearchTerm").objects.filter(kind="component", term__startswith=":")
    terms.update(term=Substr("term", 2))


class Migration(migrations.Migration):

    dependencies = [
        ("formulations", "0007_find_what_waits"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="searchterm", name="search_term_stands_once"),
        migrations.AlterField(
            model_name="searchterm",
            name="term",
            field=models.CharField(max_length=200),
        ),
        migrations.AddConstraint(
            model_name="searchterm",
            constraint=models.UniqueConstraint(
                fields=("formulation", "term", "kind"), name="search_term_stands_once"
            ),
        ),
        migrations.AddIndex(
            model_name="searchterm",
            index=models.Index(
                fields=["term", "formulation"],
                name="search_term_finds",
                opclasses=["varchar_pattern_ops", "int8_ops"],
            ),
        ),
        migrations.RunPython(mark_components, unmark_components),
    ]
