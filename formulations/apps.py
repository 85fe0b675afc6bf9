"""The formulary as a Django app."""

from django.apps import AppConfig


class FormulationsConfig(AppConfig):
    """What may be made, of what, how much, and how it keeps."""

    name = "formulations"
    verbose_name = "Formulary"
