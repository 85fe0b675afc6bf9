"""The words of the patients who are on record already, so that a search finds them."""

from django.db import migrations

AT_ONCE = 2000


def write_words(apps, schema_editor):
    from pharmacy.prescriptions.name_words import words_of_patient

    patients = apps.get_model("prescriptions", "Patient")
    names = apps.get_model("prescriptions", "PatientName")
    last = 0
    while some := list(patients.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        names.objects.bulk_create(
            (
                names(patient=one, word=word)
                for one in some
                for word in sorted(words_of_patient(one.given_name, family_name=one.family_name, born=one.birth_date))
            ),
            ignore_conflicts=True,
            batch_size=AT_ONCE,
        )
        last = some[-1].pk


def forget_words(apps, schema_editor):
    apps.get_model("prescriptions", "PatientName").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("prescriptions", "0005_find_patients_by_words"),
    ]

    operations = [
        migrations.RunPython(write_words, forget_words),
    ]
