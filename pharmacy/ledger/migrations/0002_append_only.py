"""Let the database itself refuse to change or remove events."""

from django.db import migrations

from pharmacy.ledger.append_only import lock, unlock


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_first_rows")]
    operations = [migrations.RunPython(lock, unlock)]
