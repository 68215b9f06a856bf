from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from candidates import leaving


class Command(BaseCommand):
    help = "Delete the account of somebody who asks by mail: in two weeks, or at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address with which they sign in")
        parser.add_argument(
            "--now", action="store_true", help="without the two weeks in which it can be undone"
        )

    def handle(self, *, email: str, now: bool, **options) -> None:
        try:
            user = User.objects.get(email=email.lower())
            day = leaving.ask(user).delete_after
            done = now and leaving.carry_out_at_once(user)
        except User.DoesNotExist:
            raise CommandError("Nobody signs in with this address.") from None
        except leaving.Tied as tied:
            raise CommandError(f"They are the only owner of: {tied}. That comes first.") from None
        self.stdout.write("Deleted." if done else f"Asked for. The worker deletes it on {day:%Y-%m-%d}.")
