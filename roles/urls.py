from django.urls import path

from roles import views

urlpatterns = [
    # Careers
    path("careers/", views.careers, name="careers"),
    path("careers/compare/", views.compare_roles, name="compare_roles"),
    path("careers/<slug:slug>/", views.category, name="category"),
    path("careers/<slug:category>/<slug:slug>/", views.role, name="role"),
    # Skills
    path("skills/", views.skills, name="skills"),
    path("skills/<slug:slug>/", views.skill, name="skill"),
    # Platforms
    path("platforms/", views.platforms, name="platforms"),
    path("platforms/compare/", views.compare_platforms, name="compare_platforms"),
    path("platforms/practice/", views.practice, name="practice"),
    path("platforms/<slug:slug>/", views.platform, name="platform"),
]
