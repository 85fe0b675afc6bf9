"""Addresses of the staff room."""

from django.urls import path

from pharmacy.staff import views

app_name = "staff"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("password/", views.password, name="password"),
]
