"""Let the database itself refuse to change or remove an approved specification."""

from django.db import migrations

from formulations.approved_never_change import lock, unlock


class Migration(migrations.Migration):
    dependencies = [("formulations", "0001_first_rows")]
    operations = [migrations.RunPython(lock, unlock)]
