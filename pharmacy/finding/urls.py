"""The address of finding; what is looked for never stands in it."""

from django.urls import path

from pharmacy.finding import views

app_name = "finding"
urlpatterns = [path("", views.find, name="find")]
