"""A dose may be ordered by the clock, every 8 hours, which is more than 3 times a day says."""

from django.db import migrations, models
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    dependencies = [
        ("prescriptions", "0010_days_ahead_that_cost_no_life"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderedstep",
            name="hours_apart",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="orderedstep",
            constraint=models.CheckConstraint(
                condition=models.Q(hours_apart__isnull=True)
                | models.Q(Exact(models.F("hours_apart") * models.F("times_a_day"), 24), every=1),
                name="step_by_the_clock_fills_the_day",
            ),
        ),
    ]
