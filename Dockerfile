# Three stages: what builds the pages and the environment stays behind.
FROM node:24-slim AS pages
WORKDIR /srv/web
COPY clients/web/package.json clients/web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY clients/web ./
RUN npm run build

FROM python:3.11-slim AS build
WORKDIR /srv
COPY requirements.lock .
RUN python -m venv /srv/venv \
 && /srv/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.11-slim
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SWEET17_DATABASE_URL=sqlite:////data/sweet17.db \
    SWEET17_KEYS_DIR=/data/keys
RUN useradd --system --uid 1700 --home-dir /srv --shell /usr/sbin/nologin sweet17 \
 && install --directory --owner sweet17 --group sweet17 --mode 700 /data
WORKDIR /srv/app
COPY --from=build /srv/venv /srv/venv
COPY alembic.ini ./
COPY alembic alembic
COPY app app
COPY api api
COPY --from=pages /srv/web/dist clients/web/dist
USER sweet17
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
# Migrations and first keys belong to `python -m app init`, a step of its own: a server never makes keys.
CMD ["uvicorn", "--factory", "api.main:create_app", "--host", "0.0.0.0", "--port", "8000", "--no-access-log"]
