from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    def __init__(self):
        super().__init__(min_length=12)

    def get_error_message(self) -> str:
        return "Use at least 12 characters. Three random words work well."

    def get_help_text(self) -> str:
        return self.get_error_message()
