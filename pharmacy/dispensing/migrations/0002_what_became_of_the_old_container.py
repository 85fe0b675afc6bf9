"""What became of the old bottle, where the strength changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dispensing", "0001_first_rows")]
    operations = [
        migrations.AddField(
            model_name="supply",
            name="old_container",
            field=models.CharField(
                blank=True,
                choices=[
                    ("returned", "brought back to the pharmacy"),
                    ("to-discard", "at home, to be thrown away"),
                    ("finished", "used up"),
                    ("none-left", "there is none"),
                ],
                default="",
                max_length=20,
            ),
            preserve_default=False,
        )
    ]
