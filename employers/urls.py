from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from employers.views import company, proof, team


class KindOfCode(StringConverter):
    """Where a code can be put."""

    regex = "dns|file"


register_converter(KindOfCode, "code_kind")

urlpatterns = [
    # A company's page
    path("employer/company/new/", company.new_company, name="new_company"),
    path("employer/company/<slug:slug>/", company.edit_company, name="edit_company"),
    path("employer/company/<slug:slug>/logo/", company.set_logo, name="set_logo"),
    path("employer/company/<slug:slug>/logo/remove/", company.remove_logo, name="remove_logo"),
    re_path(r"^logos/(?P<name>[0-9a-f]{32})\.webp$", company.company_logo, name="company_logo"),
    # Proof
    path("employer/company/<slug:slug>/proof/", proof.company_proof, name="company_proof"),
    path("employer/company/<slug:slug>/proof/mail/", proof.ask_by_mail, name="ask_by_mail"),
    path("employer/company/<slug:slug>/proof/mail/<str:token>/", proof.prove_by_mail, name="prove_by_mail"),
    path("employer/company/<slug:slug>/proof/staff/", proof.ask_staff, name="ask_staff"),
    path("employer/company/<slug:slug>/proof/<code_kind:kind>/ask/", proof.ask_for_code, name="ask_for_code"),
    path("employer/company/<slug:slug>/proof/<code_kind:kind>/check/", proof.check_proof, name="check_proof"),
    # Team
    path("employer/company/<slug:slug>/team/", team.team, name="team"),
    path("employer/company/<slug:slug>/team/invite/", team.invite, name="invite"),
    path("employer/company/<slug:slug>/team/leave/", team.leave_company, name="leave_company"),
    path("employer/company/<slug:slug>/team/hand-over/", team.hand_over, name="hand_over"),
    path("employer/company/<slug:slug>/team/<int:number>/role/", team.change_role, name="change_role"),
    path("employer/company/<slug:slug>/team/<int:number>/remove/", team.remove_member, name="remove_member"),
    path(
        "employer/company/<slug:slug>/team/invitations/<int:number>/cancel/",
        team.cancel_invitation,
        name="cancel_invitation",
    ),
    # Being invited
    path("employer/invitations/<int:number>/accept/", team.accept_mine, name="accept_mine"),
    path("employer/invitation/<str:token>/", team.invitation, name="invitation"),
    path("employer/invitation/<str:token>/accept/", team.accept_invitation, name="accept_invitation"),
]
