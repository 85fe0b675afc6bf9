"""Sources with how many facts rest on them, and editions of law with who adopted them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formulations', '0004_what_was_submitted_never_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KnownSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('code', models.CharField(db_index=True, max_length=80)),
                ('title', models.TextField()),
                ('how_sure', models.CharField(max_length=30)),
                ('url', models.CharField(blank=True, max_length=400)),
                ('reviewed_on', models.DateField(null=True)),
                ('facts', models.PositiveIntegerField(default=0)),
                ('deciding', models.PositiveIntegerField(default=0)),
                ('unargued', models.PositiveIntegerField(default=0)),
                ('places', models.PositiveIntegerField(default=0)),
                ('sections', models.JSONField(default=dict)),
                ('newest_review', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='formulations.sourcereview')),
            ],
            options={
                'ordering': ['-deciding', '-facts', 'code'],
            },
        ),
        migrations.CreateModel(
            name='LawEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('law', models.CharField(max_length=10)),
                ('valid_from', models.DateField()),
                ('edition', models.TextField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('first_seen_on', models.DateField()),
                ('adopted_at', models.DateTimeField(null=True)),
                ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['law', '-valid_from', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SourcedPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('formulation', 'Formulation'), ('law', 'Law'), ('reference', 'Reference')], max_length=12)),
                ('code', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['kind', 'code'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'code'), name='sourced_place_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='SourceUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facts', models.PositiveIntegerField()),
                ('deciding', models.PositiveIntegerField()),
                ('unargued', models.PositiveIntegerField()),
                ('sections', models.JSONField(default=dict)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='formulations.sourcedplace')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='formulations.knownsource')),
            ],
            options={
                'ordering': ['source', '-deciding', 'place'],
            },
        ),
        migrations.AddIndex(
            model_name='knownsource',
            index=models.Index(fields=['-deciding', '-facts', 'code'], name='known_source_by_weight'),
        ),
        migrations.AddConstraint(
            model_name='lawedition',
            constraint=models.UniqueConstraint(fields=('law', 'valid_from', 'sha256'), name='law_edition_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='lawedition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adopted_at__isnull', False), ('adopted_by__isnull', False)), models.Q(('adopted_at__isnull', True), ('adopted_by__isnull', True)), _connector='OR'), name='law_edition_adopted_at_and_by_together'),
        ),
        migrations.AddIndex(
            model_name='sourceuse',
            index=models.Index(fields=['source', '-deciding', 'place'], name='source_use_by_weight'),
        ),
        migrations.AddConstraint(
            model_name='sourceuse',
            constraint=models.UniqueConstraint(fields=('place', 'source'), name='source_use_is_counted_once'),
        ),
    ]
