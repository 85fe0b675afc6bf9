"""Drafts with their revisions, withdrawal, reviews of sources, and the words that find a formulation.

SQLite builds the table anew, which drops its triggers: they are taken off first and put back at the end.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

earlier = import_module("formulations.migrations.0002_approved_specifications_never_change")


class Migration(migrations.Migration):

    dependencies = [
        ('formulations', '0002_approved_specifications_never_change'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(earlier.unlock, earlier.lock),
        migrations.CreateModel(
            name='DraftRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('saved_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['specification', 'number'],
            },
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('name', 'Name'), ('synonym', 'Synonym'), ('code', 'Code'), ('active', 'Active'), ('excipient', 'Excipient'), ('brand', 'Brand')], max_length=12)),
                ('term', models.CharField(db_index=True, max_length=200)),
            ],
            options={
                'ordering': ['term'],
            },
        ),
        migrations.CreateModel(
            name='SourceReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_code', models.SlugField(max_length=80)),
                ('title', models.CharField(max_length=400)),
                ('how_sure', models.CharField(max_length=30)),
                ('verdict', models.CharField(choices=[('confirmed', 'Confirmed'), ('changed', 'Changed'), ('doubtful', 'Doubtful')], max_length=12)),
                ('note', models.TextField(blank=True)),
                ('reviewed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['source_code', '-reviewed_at'],
            },
        ),
        migrations.AlterModelOptions(
            name='excipient',
            options={'ordering': ['name']},
        ),
        migrations.AlterModelOptions(
            name='substance',
            options={'ordering': ['name']},
        ),
        migrations.AddField(
            model_name='excipient',
            name='brands',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='excipient',
            name='cas',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='excipient',
            name='density',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='excipient',
            name='e_number',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='excipient',
            name='functions',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='excipient',
            name='release_modifying',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='excipient',
            name='source',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='excipient',
            name='synonyms',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='excipient',
            name='unii',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='specification',
            name='based_on',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafted_from_it', to='formulations.specification'),
        ),
        migrations.AddField(
            model_name='specification',
            name='change_note',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='specification',
            name='discarded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='specification',
            name='discarded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='specification',
            name='origin',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='specification',
            name='revision',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='specification',
            name='submitted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='specification',
            name='submitted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='specification',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='specification',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='specification',
            name='withdrawn_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='substance',
            name='brands',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='substance',
            name='cas',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='substance',
            name='molar_mass',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='substance',
            name='synonyms',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='specification',
            name='sha256',
            field=models.CharField(db_index=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), _connector='OR'), name='specification_submitted_at_and_by_together'),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), _connector='OR'), name='specification_withdrawn_at_and_by_together'),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('discarded_at__isnull', False), ('discarded_by__isnull', False)), models.Q(('discarded_at__isnull', True), ('discarded_by__isnull', True)), _connector='OR'), name='specification_discarded_at_and_by_together'),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(('submitted_by__isnull', True), ('approved_by__isnull', True), models.Q(('submitted_by', models.F('approved_by')), _negated=True), _connector='OR'), name='specification_submitted_by_is_not_approved_by'),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), ('effective_from__isnull', False), _connector='OR'), name='specification_approved_from_a_day'),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('approved_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='specification_withdrawn_was_approved_and_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='specification',
            constraint=models.CheckConstraint(condition=models.Q(('discarded_at__isnull', True), ('approved_at__isnull', True), _connector='OR'), name='specification_discarded_was_never_approved'),
        ),
        migrations.AddField(
            model_name='draftrevision',
            name='saved_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='draftrevision',
            name='specification',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='formulations.specification'),
        ),
        migrations.AddField(
            model_name='searchterm',
            name='formulation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_terms', to='formulations.formulation'),
        ),
        migrations.AddField(
            model_name='sourcereview',
            name='reviewed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='draftrevision',
            constraint=models.UniqueConstraint(fields=('specification', 'number'), name='draft_revision_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='searchterm',
            constraint=models.UniqueConstraint(fields=('formulation', 'kind', 'term'), name='search_term_stands_once'),
        ),
        migrations.RunPython(earlier.lock, earlier.unlock),
    ]
