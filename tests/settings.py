"""The product's settings as the tests run them: no collected static files, quick passwords."""

import os
import tempfile

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="lo-trinh-tests-"))

from tracker.settings import *  # noqa: F403
from tracker.settings import MIDDLEWARE as _MIDDLEWARE
from tracker.settings import STORAGES as _STORAGES

MIDDLEWARE = [name for name in _MIDDLEWARE if "whitenoise" not in name]
STORAGES = _STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
