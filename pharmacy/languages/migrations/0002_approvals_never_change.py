"""What reviewers approved is kept as it was written."""

from django.db import migrations

from pharmacy.languages.written_once import OFFERS, REVIEWS


class Migration(migrations.Migration):
    dependencies = [("languages", "0001_first_rows")]
    operations = [
        migrations.RunPython(REVIEWS.lock, REVIEWS.unlock),
        migrations.RunPython(OFFERS.lock, OFFERS.unlock),
    ]
