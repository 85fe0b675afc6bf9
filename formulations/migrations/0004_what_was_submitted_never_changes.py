"""Let a submission be sent back with a reason, and let the database keep what was submitted, approved or saved."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from formulations.approved_never_change import lock, unlock

earlier = import_module("formulations.migrations.0002_approved_specifications_never_change")


class Migration(migrations.Migration):

    dependencies = [
        ('formulations', '0003_drafts_reviews_and_search_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(earlier.unlock, earlier.lock),
        migrations.AddField(
            model_name='specification',
            name='returned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='specification',
            name='returned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='specification',
            name='returned_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='specification',
            name='withdrawn_on',
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('returned_at__isnull', False), ('returned_by__isnull', False)), models.Q(('returned_at__isnull', True), ('returned_by__isnull', True)), _connector='OR'), name='specification_returned_at_and_by_together'),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(('discarded_at__isnull', True), ('submitted_at__isnull', True), _connector='OR'), name='specification_discarded_was_a_draft'),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_on__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_on__isnull', False)), _connector='OR'), name='specification_withdrawn_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), models.Q(('returned_reason', ''), _negated=True), _connector='OR'), name='specification_returned_has_a_reason'),
        ),
        # Last, since SQLite builds the table anew for each constraint and drops its triggers with the old one.
        migrations.RunPython(lock, unlock),
    ]
