FROM docker.io/library/python:3.11-slim-bookworm AS build
ARG UV_VERSION=0.13.9
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_CACHE=1 UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/venv
# uv trusts what pip trusts: one bundle to extend where a proxy has certificates of its own.
RUN pip install --no-cache-dir --root-user-action=ignore "uv==${UV_VERSION}" \
    && ln -s "$(python -c 'from pip._vendor.certifi import where; print(where())')" /etc/ssl/build.pem
ENV SSL_CERT_FILE=/etc/ssl/build.pem
WORKDIR /opt/briefwire
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project
COPY . .
RUN uv sync --frozen --no-dev && chmod -R a+rX . && python -m compileall -q briefwire scrapers dags console docker

FROM docker.io/library/python:3.11-slim-bookworm
# tini is process 1: a crawl whose task was killed is handed to it, and it reaps what Airflow would leave as a zombie.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 briefwire \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/briefwire --shell /usr/sbin/nologin briefwire \
    && install -d -o 10001 -g 10001 -m 0750 /var/lib/briefwire /var/lib/briefwire/archive /var/log/airflow
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/briefwire /opt/briefwire
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONPATH=/opt/briefwire \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LANG=C.UTF-8 \
    HOME=/tmp \
    BRIEFWIRE_HOME=/var/lib/briefwire \
    AIRFLOW_HOME=/tmp/airflow
WORKDIR /opt/briefwire
USER 10001:10001
ENTRYPOINT ["/usr/bin/tini", "--", "python", "/opt/briefwire/docker/entry.py"]
CMD ["--help"]
