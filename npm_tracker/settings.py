"""Settings of every process. Each variable is read here, through npm_tracker.env; a missing one stops the start."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from npm_tracker import env, profiles

BASE_DIR = Path(__file__).resolve().parent.parent

PROCESS = env.process()
env.refuse_foreign_secrets(PROCESS)
PORTAL = PROCESS if PROCESS in env.PORTALS else ""
SECRET_KEY = env.secret_key()
# What this process signs the user of a transaction with, per connection (npm_tracker/identity.py).
CONTEXT_KEYS = {"default": env.secret_key("CONTEXT_KEY")} if PROCESS in (*env.PORTALS, "worker") else {}
try:
    PROFILE = profiles.load(env.text("PROFILE", "morocco"))
except ValueError as unknown:
    raise env.Stop(str(unknown)) from None
DEMO = env.flag("DEMO")
BIND = env.text("BIND", "")
if DEMO and BIND and not all(env.on_loopback(each) for each in BIND.split(",")):
    raise env.Stop(f"demonstration mode runs on this machine only, and {BIND} can be reached from outside.")
FILES_DIR = Path(env.text("FILES_DIR", "")) if PROCESS != "dispatcher" else None
if PORTAL and str(FILES_DIR) == ".":
    raise env.Stop("the setting FILES_DIR is missing.")
REDIS_URL = env.text("REDIS_URL") if PROCESS in ("dispatcher", "worker") else ""
STAFF_URL = env.text("STAFF_URL", "http://staff.localhost:8000")
PARTNER_URL = env.text("PARTNER_URL", "http://partner.localhost:8001")

DEBUG = False  # not a setting: no variable switches it on
ALLOWED_HOSTS = [host for host in env.text("ALLOWED_HOSTS", "").split(",") if host]
if PORTAL and (not ALLOWED_HOSTS or any(host.startswith(("*", ".")) for host in ALLOWED_HOSTS)):
    raise env.Stop("ALLOWED_HOSTS must name the hosts of this portal, each in full.")
if PORTAL and not DEMO and not (STAFF_URL if PORTAL == "staff" else PARTNER_URL).startswith("https://"):
    raise env.Stop(f"{PORTAL.upper()}_URL must begin with https://: cookies are not sent over a plain connection.")

DATABASES = {"default": env.database("DATABASE_URL", login=env.LOGIN_OF.get(PROCESS), process_name=PROCESS)}
if PROCESS == "worker":
    # A partner's document is gathered with what the partner login may read, and nothing more.
    DATABASES["partner"] = env.database("PARTNER_DATABASE_URL", login="npm_partner", process_name="worker")
    CONTEXT_KEYS["partner"] = env.secret_key("PARTNER_CONTEXT_KEY")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "npm_tracker",
    "visits",
    "recommendations",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "npm_tracker.middleware.CompressedPages",
    "npm_tracker.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "npm_tracker.middleware.session_in_use",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "npm_tracker.middleware.database_context",
    "npm_tracker.middleware.account_language",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "npm_tracker.once.form_sent_once",
]
ROOT_URLCONF = f"npm_tracker.urls.{PORTAL or 'staff'}"
WSGI_APPLICATION = "npm_tracker.wsgi.application"
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
                "npm_tracker.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "npm_tracker.templatetags.npm",
                "npm_tracker.templatetags.fields",
                "npm_tracker.templatetags.charts",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "npm_tracker.User"
AUTHENTICATION_BACKENDS = ["npm_tracker.accounts.PortalBackend"]
# The same address may hold one account in each portal; the constraint on (portal, email) makes it unique.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "npm_tracker.passwords.KnownWordsValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]

SECURE = not DEMO
# Cookies ignore ports: each portal has its own name, and in production the __Host- prefix.
_COOKIE = "__Host-" if SECURE else "demo-"
SESSION_ENGINE = "npm_tracker.sessions"
SESSION_COOKIE_NAME = f"{_COOKIE}{PORTAL or 'session'}"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax" if PORTAL == "partner" else "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60  # after that everybody signs in again
SESSION_IDLE_SECONDS = (30 if PORTAL == "partner" else 15) * 60  # without anything being done
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# What a page says once ("Transmitted: …") waits in the session, never in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_USE_SESSIONS = True
CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "npm_tracker.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [url for url in (STAFF_URL, PARTNER_URL) if url.startswith("https://")]
SECURE_SSL_REDIRECT = SECURE and bool(PORTAL)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 63072000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# The cache holds limits and marks of the portal alone, in a table of its own: no web request talks to Redis.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": f"npm_cache_{PORTAL or 'staff'}",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

LANGUAGES = [
    (code, name)
    for code, name in (("ar", _("Arabic")), ("fr", _("French")), ("en", _("English")))
    if code in PROFILE.languages
]
LANGUAGE_CODE = PROFILE.languages[0]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = f"{_COOKIE}language-{PORTAL or 'session'}"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = ["npm_tracker.formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = PROFILE.time_zone

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# The staff enter letters about a hundred recommendations, and tick as many to transmit or verify them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500 if PORTAL == "partner" else 5000
FILE_UPLOAD_PERMISSIONS = 0o600

# The worker alone makes mails: a demonstration writes them into a directory, others name a server that speaks TLS from
# the first byte. Without either there are none.
MAILS = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if PROCESS == "worker" and DEMO and env.text("MAILS_DIR", ""):
    MAILS, EMAIL_FILE_PATH = True, env.text("MAILS_DIR")
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    DEFAULT_FROM_EMAIL = "npm-tracker@localhost"
elif PROCESS == "worker" and not DEMO and env.text("EMAIL_HOST", ""):
    MAILS, EMAIL_HOST, EMAIL_PORT = True, env.text("EMAIL_HOST"), env.number("EMAIL_PORT", 465)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_USER", ""), env.text("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_SSL, EMAIL_TIMEOUT = True, 20  # seconds
    DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM")
    if not all(url.startswith("https://") for url in (STAFF_URL, PARTNER_URL)):
        raise env.Stop("STAFF_URL and PARTNER_URL must begin with https://: mails lead people there.")

# How long a worker may be silent before another takes its job over.
JOB_LEASE_SECONDS = env.number("JOB_LEASE_SECONDS", 60)
CELERY = {
    "broker_url": REDIS_URL or "memory://",
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "worker_max_tasks_per_child": 40,
    "worker_prefetch_multiplier": 1,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    "worker_hijack_root_logger": False,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "npm_tracker.logs.LineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "npm_tracker.logs.JsonFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line" if DEMO else "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
