import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('candidates', '0006_resting_handles'),
    ]

    operations = [
        migrations.AddField(
            model_name='candidate',
            name='feed_of_work',
            field=models.BooleanField(default=False, verbose_name='a feed of new pieces for anyone'),
        ),
        migrations.AddField(
            model_name='piece',
            name='added_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name='piece',
            name='changed_at',
            field=models.DateTimeField(auto_now=True),
        ),
    ]
