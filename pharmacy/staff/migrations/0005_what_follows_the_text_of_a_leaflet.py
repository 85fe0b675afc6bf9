"""A pharmacy chooses what follows the text of its leaflets, and in which order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0004_papers_of_a_training_pharmacy_say_so")]

    operations = [
        migrations.AddField("pharmacy", "leaflet_blocks", models.CharField(default="page calendar", max_length=60)),
    ]
