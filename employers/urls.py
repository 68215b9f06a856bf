from django.urls import path

from employers import views

urlpatterns = [
    path("employer/company/new/", views.new_company, name="new_company"),
    path("employer/company/<slug:slug>/", views.edit_company, name="edit_company"),
]
