"""Settings. Every one that a pharmacy may change is read from the environment here; docs/installing.md lists them."""

import sqlite3
from pathlib import Path

from csp.constants import NONE, SELF

from pharmacy import env, nightly

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", default=str(BASE_DIR / "var")))
PRODUCTION = env.choice("ENVIRONMENT", default="local", choices=("local", "production")) == "production"

# Who may talk to it
DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.secret_key("SECRET_KEY", kept_in=None if PRODUCTION else VAR_DIR / "secret-key")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=None if PRODUCTION else "127.0.0.1,localhost,[::1]")
if PRODUCTION and DEBUG:
    message = "DEBUG shows patients' data in error pages. Unset DEBUG where ENVIRONMENT=production."
    raise env.BadSetting(message)
if PRODUCTION and any("*" in host for host in ALLOWED_HOSTS):
    message = "ALLOWED_HOSTS=* lets anybody pose as this site. Name the host, such as ALLOWED_HOSTS=pharmacy.example."
    raise env.BadSetting(message)

# Rooms
ROOMS = [
    "ledger",
    "staff",
    "languages",
    "prescriptions",
    "compounding",
    "documents",
    "printing",
    "dispensing",
    "exchange",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "formulations",
    "pharmacy",
    *[f"pharmacy.{room}" for room in ROOMS],
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pharmacy.staff.middleware.AccessMiddleware",
]
ROOT_URLCONF = "pharmacy.urls"
WSGI_APPLICATION = "pharmacy.wsgi.application"
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
            ],
        },
    },
]

# Rows. The journal mode follows SQLite's version: before 3.51.3 WAL could lose a commit (the WAL-reset bug).
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'secundum.sqlite3'}")}
SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
SQLITE_JOURNAL = "journal_mode=WAL; PRAGMA synchronous=FULL"
if sqlite3.sqlite_version_info < (3, 51, 3):
    SQLITE_JOURNAL = "journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA"
if SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA foreign_keys=ON; PRAGMA {SQLITE_JOURNAL}",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The queue is rows; the broker only rings a bell, so its messages may be lost
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", default="filesystem://")
BROKER_DIR = VAR_DIR / "broker"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {}
if CELERY_BROKER_URL == "filesystem://":
    CELERY_BROKER_TRANSPORT = "pharmacy.embedded_broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = nightly.SCHEDULE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "nightly-duties")

# People
AUTH_USER_MODEL = "staff.User"
LOGIN_URL = "staff:login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_IDLE_SECONDS = 60 * env.whole_number("SESSION_IDLE_MINUTES", default=15, least=1)
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "pharmacy.staff.views.csrf_failure"
TRUSTED_ADDRESS_HEADER = env.text("TRUSTED_ADDRESS_HEADER", default="REMOTE_ADDR")

# What browsers are told
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"  # for browsers too old for frame-ancestors, which goes before it
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.boolean("SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    if env.boolean("BEHIND_TLS_PROXY", default=True):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_HANDLERS = [
    "pharmacy.prescriptions.scans.upload.ScanUploadHandler",
    "pharmacy.exchange.upload.FhirUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a section of the formulary with fifty rules is one form

# Looks and words
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "pharmacy.drawn_widgets.DrawnWidgets"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"

# Logs say where something failed, never what values it had: values may be a patient's
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "pharmacy.log_format.WithoutValues", "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "celery": {"level": "WARNING"},
        "kombu.connection": {"level": "ERROR"},  # it warns that the embedded broker has no host name
    },
}

# The formulary knows no pharmacy: it is told here who keeps the record of what was done to it.
FORMULARY_EVENTS = "pharmacy.ledger.actions.append_event"
