from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def with_confirmed_address(self, email: str) -> "User | None":
        """Who has answered a mail there; also one that is not their login."""
        return self.filter(emailaddress__email__iexact=email, emailaddress__verified=True).first()

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. The e-mail address is the login and is kept in lower case."""

    email = models.EmailField(
        "email address", unique=True, error_messages={"unique": "This address is taken."}
    )
    name = models.CharField("your name", max_length=100, blank=True)
    is_staff = models.BooleanField("may enter the admin", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_email_is_lower_case", condition=Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def confirmed_emails(self) -> set[str]:
        """Addresses at which this person has answered a mail, in lower case."""
        confirmed = self.emailaddress_set.filter(verified=True)
        return {email.lower() for email in confirmed.values_list("email", flat=True)}

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
