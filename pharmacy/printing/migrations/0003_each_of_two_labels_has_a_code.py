"""A print of two labels remembers which of the two was scanned first."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_each_of_two_labels_has_a_code'),
        ('printing', '0002_keep_printers_and_place_labels_on_sheets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='printjob',
            name='label_seen',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name='printjob',
            constraint=models.CheckConstraint(condition=models.Q(('label_seen__in', (0, 1, 2))), name='print_job_label_seen_is_of_two'),
        ),
    ]
