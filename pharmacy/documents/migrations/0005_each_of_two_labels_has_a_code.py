"""A paper of two labels says on each which of the two it is; those made before do not."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compounding', '0005_find_what_is_in_date'),
        ('documents', '0004_more_kinds_of_labels'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='has_code_on_each',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('has_code_on_each', False), models.Q(('kind', 'label'), ('pages', 2)), _connector='OR'), name='document_code_on_each_of_two'),
        ),
    ]
