"""A side label that was asked for can be done without, by a person and with a reason."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compounding', '0005_find_what_is_in_date'),
        ('documents', '0005_each_of_two_labels_has_a_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='given_up_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='given_up_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='document',
            name='given_up_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('given_up_at__isnull', False), ('given_up_by__isnull', False)), models.Q(('given_up_at__isnull', True), ('given_up_by__isnull', True)), _connector='OR'), name='document_given_up_at_and_by_together'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('given_up_at__isnull', True), ('given_up_reason', '')), models.Q(('given_up_at__isnull', False), ('kind__in', ('auxiliary', 'bag', 'batch', 'flag')), models.Q(('given_up_reason', ''), _negated=True)), _connector='OR'), name='document_given_up_is_a_side_label_with_a_reason'),
        ),
    ]
