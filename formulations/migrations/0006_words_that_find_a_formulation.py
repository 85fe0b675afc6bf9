"""Search words also for the components, an order by name, and the words of what is on record already."""

from django.db import migrations, models


def index_what_is_on_record(apps, schema_editor):
    from formulations.search_terms import terms_of

    formulations = apps.get_model("formulations", "Formulation")
    terms = apps.get_model("formulations", "SearchTerm")
    for formulation in formulations.objects.iterator():
        versions = formulation.specifications.order_by("-version")
        row = versions.filter(approved_at__isnull=False).first() or versions.first()
        content = row.content if row else {
            "formulation": {"name": formulation.name, "code": formulation.code},
            "active": {"name": formulation.substance.name, "code": formulation.substance.code},
        }
        terms.objects.filter(formulation=formulation).delete()
        found = sorted(terms_of(content))
        terms.objects.bulk_create(
            (terms(formulation=formulation, kind=kind, term=term) for kind, term in found), batch_size=1000
        )


def forget_them(apps, schema_editor):
    apps.get_model("formulations", "SearchTerm").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("formulations", "0005_where_facts_come_from"),
    ]

    operations = [
        migrations.AlterField(
            model_name="searchterm",
            name="kind",
            field=models.CharField(
                choices=[
                    ("name", "Name"),
                    ("synonym", "Synonym"),
                    ("code", "Code"),
                    ("active", "Active"),
                    ("excipient", "Excipient"),
                    ("brand", "Brand"),
                    ("component", "Component"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="formulation",
            index=models.Index(fields=["name"], name="formulation_by_name"),
        ),
        migrations.RunPython(index_what_is_on_record, forget_them),
    ]
