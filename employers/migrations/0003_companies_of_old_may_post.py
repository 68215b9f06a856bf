from django.db import migrations
from django.db.models import F


def confirm(apps, schema_editor):
    """Who hired here before proofs were asked for goes on. Nothing is said to be proved."""
    companies = apps.get_model("employers", "Company").objects
    with_members = companies.exclude(memberships=None).values("pk")
    companies.filter(pk__in=with_members, confirmed_at=None).update(confirmed_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("employers", "0002_proofs_and_teams")]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop)]
