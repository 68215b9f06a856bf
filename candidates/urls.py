from django.urls import path

from candidates import views

urlpatterns = [
    # Find my fit
    path("match/", views.platforms, name="match"),
    path("match/skills/", views.skills, name="match_skills"),
    path("match/wishes/", views.wishes, name="match_wishes"),
    path("match/results/", views.results, name="match_results"),
    path("match/save/", views.save_skills, name="save_skills"),
    path("how-matching-works/", views.how_matching_works, name="how_matching_works"),
]
