"""A pharmacy may let its leaflets be opened on a screen, under its own address; it starts switched off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0002_batches_are_ready_some_days_ahead")]

    operations = [
        migrations.AddField("pharmacy", "web_address", models.CharField(blank=True, max_length=200, default="")),
        migrations.AddField("pharmacy", "leaflet_pages", models.BooleanField(default=False)),
        migrations.AlterField("pharmacy", "web_address", models.CharField(blank=True, max_length=200)),
        migrations.AddField("pharmacy", "logo_sha256", models.CharField(blank=True, max_length=64, default="")),
        migrations.AlterField("pharmacy", "logo_sha256", models.CharField(blank=True, max_length=64)),
        migrations.AddConstraint(
            "pharmacy",
            models.CheckConstraint(
                condition=models.Q(("leaflet_pages", False), models.Q(("web_address", ""), _negated=True), _connector="OR"),
                name="pharmacy_leaflet_pages_have_an_address",
            ),
        ),
    ]
