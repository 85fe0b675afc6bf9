"""The next batch is ready some days before a patient has nothing left."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0001_first_rows'),
    ]

    operations = [
        migrations.AddField(
            model_name='pharmacy',
            name='lead_days',
            field=models.PositiveSmallIntegerField(default=2),
        ),
    ]
