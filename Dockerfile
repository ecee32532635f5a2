# One image for every process of the site; which one it is, NPM_PROCESS and the command say (docker-compose.yml).

FROM python:3.13-slim-trixie AS build
WORKDIR /app
COPY requirements/uv.txt requirements/base.txt requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/uv.txt \
    && /venv/bin/uv pip sync --no-cache --require-hashes --python /venv/bin/python requirements/base.txt
COPY . .
# No setting is needed to compile translations and collect static files, and no secret is left in the image.
RUN STATIC_ROOT=/app/static-collected /venv/bin/python manage.py compilemessages \
    && STATIC_ROOT=/app/static-collected /venv/bin/python manage.py collectstatic --no-input \
    && /venv/bin/python -m compileall -q npm_tracker visits recommendations

FROM python:3.13-slim-trixie
# Pango draws the PDFs' text. Versions follow the base image's Debian release.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin npm \
    && install --directory --owner=npm --group=npm --mode=0700 /files
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/static-collected
USER 10001
EXPOSE 8000
CMD ["gunicorn", "npm_tracker.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--worker-tmp-dir", "/dev/shm", "--preload", "--no-control-socket"]
