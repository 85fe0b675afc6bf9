from django.db import migrations, models


def give_reports_a_code(apps, schema_editor):
    """What lint and read-back found was plain text; it becomes a table of code, severity, text and source."""
    document = apps.get_model("documents", "Document")
    for row in document.objects.exclude(lint=[], read_back=[]):
        row.lint = [_report(text, code="found-by-lint") for text in row.lint]
        row.read_back = [_report(text, code="found-by-read-back") for text in row.read_back]
        row.save(update_fields=["lint", "read_back"])


def leave_the_text(apps, schema_editor):
    document = apps.get_model("documents", "Document")
    for row in document.objects.exclude(lint=[], read_back=[]):
        row.lint = [report["text"] for report in row.lint]
        row.read_back = [report["text"] for report in row.read_back]
        row.save(update_fields=["lint", "read_back"])


def _report(text, *, code):
    return {"code": code, "severity": "stop", "text": text, "source": ""}


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_first_rows")]

    operations = [
        migrations.AddField(model_name="document", name="notes", field=models.JSONField(default=list)),
        migrations.RunPython(give_reports_a_code, leave_the_text),
    ]
