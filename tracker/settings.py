"""Settings: everything that differs between installations comes from environment variables.

The defaults run the product on one machine without Redis, PostgreSQL or Docker; .env.example
lists each variable with its meaning.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from tracker.common.content_policy import DIRECTIVES
from tracker.watching.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _secret(name: str) -> str:
    """The variable, else the content of the file that NAME_FILE names (as Docker gives secrets)."""
    path = os.environ.get(f"{name}_FILE", "")
    return os.environ.get(name) or (Path(path).read_text().strip() if path else "")


def _secret_keys() -> list[str]:
    """SECRET_KEY, a key a line: the first counts, those below it are being replaced and still open
    what they have closed. Without any: one made at the first start, in var/ for its owner only."""
    if keys := _secret("SECRET_KEY").splitlines():
        return keys
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().splitlines()


DEMONSTRATION = _flag("DEMONSTRATION")
"""Whether demonstration accounts exist, may sign in and are shown on the sign-in page."""
DEBUG = _flag("DEBUG")
_HTTPS = _flag("HTTPS")
SECRET_KEY, *SECRET_KEY_FALLBACKS = _secret_keys()
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tables2",
    "csp",
    "tracker.common",
    "tracker.operations",
    "tracker.accounts",
    "tracker.audit",
    "indicators",
    "assignments",
    "reports",
]

MIDDLEWARE = [
    "tracker.watching.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tracker.common.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tracker.common.front_door.FrontDoor",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "assignments.people.gate.SignInGate",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tracker.common.error_pages.SentenceErrorMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reports.views.shell.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- Database: SQLite unless DATABASE_URL says otherwise -------------------------------------
_SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock at the start of a transaction: no deadlock between two
    # that read first and write later (docs/adr/0003).
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
_default_url = f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(_secret("DATABASE_URL") or _default_url)}
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS
else:
    DATABASES["default"]["PASSWORD"] = DATABASES["default"]["PASSWORD"] or _secret(
        "POSTGRES_PASSWORD"
    )
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # A connection is looked at before it is given out: after a restart of the server none of the
    # old ones reaches a page.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Those of the address, as ?sslmode=verify-full, come after ours.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        # The default of 4 is of turning disks: it makes the planner read whole tables where a few
        # hundred rows by their keys are a fifth of the work.
        "options": "-c random_page_cost=1.1",
        # Who waits longer than 5 s waits for a database that is gone: threads and health checks
        # must not pile up behind it. Its own attempts, with pauses that double, end soon, so that
        # the next request tries at once.
        "pool": {"min_size": 1, "max_size": 10, "timeout": 5, "reconnect_timeout": 3},
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
_OWN_BACKEND = "tracker.accounts.backends.AccountBackend"
AUTHENTICATION_BACKENDS = (os.environ.get("AUTHENTICATION_BACKENDS") or _OWN_BACKEND).split(",")
EXTRA_ADDRESSES: list[tuple[str, str]] = []
"""Prefix and module of addresses that a directory's sign-in needs (docs/accounts.md)."""
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": "tracker.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SECOND_FACTOR_REQUIRED = (
    _flag("SECOND_FACTOR_REQUIRED") if os.environ.get("SECOND_FACTOR_REQUIRED") else _HTTPS
)
"""Whether reviewers and administrators get in with a second factor only: on a public installation
unless it says no."""
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES") or 0)
"""How many proxies of ours stand before the server, each adding to X-Forwarded-For."""

# --- Language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["tracker.common.formats"]
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- Kept pages ------------------------------------------------------------------------------
# What pages keep until somebody does something (docs/adr/0012): in the memory of each process, the
# oldest third goes when there are more.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 90},
    },
    "names": {  # folded for the search, some 100 KB for each programme (docs/adr/0013)
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "names",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

# --- Static files ----------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or VAR_DIR / "static")
MANUALS_DIR = BASE_DIR / "docs/huong-dan"
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [BASE_DIR / "static"]
if (MANUALS_DIR / "hinh").is_dir():  # the manual's pictures; the application runs without them
    STATICFILES_DIRS.append(("huong-dan", MANUALS_DIR / "hinh"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Uploads: cut off at the limit, kept where no server looks ---------------------------------
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
# A reorganisation of all districts of a province asks once for each person and each sole lead.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["tracker.common.uploads.BoundedUploadHandler"]
EVIDENCE_DIR = VAR_DIR / "evidence"
EVIDENCE_MAX_FILES = 20

# --- Security --------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
if _HTTPS:
    # A browser takes a cookie of such a name from this very host and over TLS only.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_ENGINE = "tracker.accounts.sessions"
SESSION_COOKIE_AGE = int(os.environ.get("SESSION_IDLE_MINUTES") or 30) * 60
SESSION_MAX_AGE = int(os.environ.get("SESSION_HOURS") or 12) * 3600
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS
if _HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": DIRECTIVES}

# --- Background work: a folder serves as broker unless REDIS_URL names a server ---------------
_QUEUE_DIR = VAR_DIR / "queue"
_FOLDER_BROKER = "filesystem://localhost"
CELERY_BROKER_URL = _secret("REDIS_URL") or _FOLDER_BROKER
if CELERY_BROKER_URL == _FOLDER_BROKER:
    _QUEUE_DIR.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_QUEUE_DIR),
        "data_folder_out": str(_QUEUE_DIR),
        "control_folder": str(VAR_DIR / "queue-control"),
        "polling_interval": 0.1,
    }
else:
    # Whoever asks for a job waits at most so many seconds for the broker, and tries once: the job
    # is a row, and the schedule tells the workers of it later.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_connect_timeout": 1,
        "socket_timeout": 1.5,
        "max_retries": 0,
    }
CELERY_BROKER_CONNECTION_TIMEOUT = 1
# Worker and beat look for their broker as long as they live.
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_IGNORE_RESULT = True
# The log of worker and beat is that of LOGGING below, in the same form as that of the pages.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "tracker.common.schedule:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "worker-heartbeat": {"task": "reports.record_heartbeat", "schedule": 30.0},
    "reminders": {"task": "reports.deliver_reminders", "schedule": 60.0},
    # What nobody took within its time is of no use: the next one says the same.
    "jobs": {"task": "reports.tend_jobs", "schedule": 10.0, "options": {"expires": 10}},
}
BACKUP_DIR = os.environ.get("BACKUP_DIR", "")
"""Where the nightly backup goes; empty: no backup by the product itself."""
BACKUP_KEY = os.environ.get("BACKUP_KEY", "")
"""The age public key to which it is encrypted; empty: it is not."""

# --- E-mail: none is sent unless a server is named ----------------------------------------------
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = _flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
"""Seconds that the mail server may take for each answer."""
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or "lotrinh@localhost"
SITE_URL = os.environ.get("SITE_URL", "").rstrip("/")
"""The address that people type; those in e-mails begin with it."""

# --- Product ---------------------------------------------------------------------------------
STATUS_ON_TRACK_FROM = os.environ.get("STATUS_ON_TRACK_FROM", "0.95")
STATUS_BEHIND_FROM = os.environ.get("STATUS_BEHIND_FROM", "0.60")
DJANGO_TABLES2_TEMPLATE = "components/table.html"

# --- Watching ----------------------------------------------------------------------------------
METRICS_TOKEN = _secret("METRICS_TOKEN")
DISK_FREE_AT_LEAST = 200 * 1024 * 1024
"""Below this the product says that it is not ready."""
_AS_JSON = os.environ.get("LOG_FORMAT", "") == "json"
LOGGING = logging_settings(as_json=_AS_JSON, level=os.environ.get("LOG_LEVEL", "INFO"))

# --- What an installation adds: a Python file that may read and change all of the above ---------
if _include := os.environ.get("SETTINGS_INCLUDE"):
    exec(compile(Path(_include).read_text(), _include, "exec"))  # noqa: S102 - the owner's own file
