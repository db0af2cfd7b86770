# What an installation adds (SETTINGS_INCLUDE): its own file, run in the namespace of the settings.
# Passwords cost nothing, pages need no collected files, and the schedule is in a hurry.
INSTALLED_APPS += ["tests.faults.plug.Plug"]  # noqa: F821
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F821
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
CELERY_BEAT_SCHEDULE["jobs"]["schedule"] = 0.5  # noqa: F821
CELERY_BEAT_SCHEDULE["worker-heartbeat"]["schedule"] = 1.0  # noqa: F821
CELERY_BEAT_SCHEDULE["reminders"]["schedule"] = 0.5  # noqa: F821
EXTRA_ADDRESSES = [("faults/", "tests.faults.addresses")]
# E-mails are files in a folder; every job of the day is due at any hour.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ.get("FAULTS_MAIL")  # noqa: F821
