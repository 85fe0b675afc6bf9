"""A print of replaced papers remembers who said that it never came out or was destroyed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0006_side_labels_can_be_given_up'),
        ('printing', '0003_each_of_two_labels_has_a_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='printjob',
            name='gone_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='printjob',
            name='gone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='printjob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('gone_at__isnull', False), ('gone_by__isnull', False)), models.Q(('gone_at__isnull', True), ('gone_by__isnull', True)), _connector='OR'), name='print_job_gone_at_and_by_together'),
        ),
        migrations.AddConstraint(
            model_name='printjob',
            constraint=models.CheckConstraint(condition=models.Q(('gone_at__isnull', True), ('state', 'void'), _connector='OR'), name='print_job_gone_is_void'),
        ),
    ]
