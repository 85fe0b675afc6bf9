"""A leaflet may have a page of its own, and every paper keeps the versions of what made it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_reports_with_codes")]

    operations = [
        migrations.AddField("document", "made_with", models.JSONField(default=dict)),
        migrations.AddField(
            "document",
            "page",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shown_by",
                to="documents.archivedfile",
            ),
        ),
        migrations.AddField(
            "document",
            "page_token",
            models.CharField(blank=True, editable=False, max_length=26, null=True, unique=True),
        ),
    ]
