# The image of `sidecar serve`. It runs as an unprivileged user, with a read-only root file system:
#   docker run --read-only -v sidecar:/var/lib/siren-sidecar -e SIDECAR_ELASTICSEARCH_URL=... -p 9280:9280 siren-sidecar
ARG BASE=python:3.13-slim

# A stage of its own, so that only a change of the native encoder builds it again.
FROM ${BASE} AS native
# Set it to nothing to build an image without the native encoder, which needs cargo.
ARG NATIVE=yes
WORKDIR /src
RUN mkdir /wheels && if [ -n "$NATIVE" ]; then apt-get update && apt-get install -y --no-install-recommends cargo gcc libc6-dev; fi
COPY sidecar/native .
RUN if [ -n "$NATIVE" ]; then pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .; fi

FROM ${BASE} AS build
# Set it to yes for an image that can read through JDBC drivers, which needs Java.
ARG JDBC=
RUN if [ -n "$JDBC" ]; then apt-get update && apt-get install -y --no-install-recommends default-jdk-headless; fi
ARG EXTRAS=postgresql,mysql,mariadb,duckdb,sqlserver,oracle,dask,otel
WORKDIR /src
RUN python -m venv /opt/sidecar
COPY setup.cfg pyproject.toml constraints.txt README.md LICENSE ./
COPY sidecar sidecar
COPY mappings mappings
COPY deploy deploy
COPY --from=native /wheels /wheels
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
 && /opt/sidecar/bin/pip install --no-cache-dir --constraint constraints.txt \
    "$(echo /wheels/siren_sidecar-*.whl)[${EXTRAS}]" $(ls /wheels/siren_sidecar_native-*.whl 2>/dev/null)
# The list of the Python packages in the image, in CycloneDX. The tool that makes it stays in this stage.
ARG SBOM_TOOL=cyclonedx-bom==7.5.0
RUN python -m venv /opt/sbom && /opt/sbom/bin/pip install --no-cache-dir "$SBOM_TOOL" \
 && /opt/sbom/bin/cyclonedx-py environment --spec-version 1.6 --output-reproducible --output-format JSON --output-file /opt/sidecar/sbom.cdx.json /opt/sidecar

FROM ${BASE}
ARG JDBC=
RUN if [ -n "$JDBC" ]; then apt-get update && apt-get install -y --no-install-recommends default-jre-headless && rm -rf /var/lib/apt/lists/*; fi
COPY --from=build /opt/sidecar /opt/sidecar
RUN useradd --uid 10001 --home-dir /var/lib/siren-sidecar --shell /usr/sbin/nologin sidecar \
 && install -d -o 10001 -g 10001 -m 0700 /var/lib/siren-sidecar
# With a read-only root, only the volume and /dev/shm are writable.
ENV PATH=/opt/sidecar/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    TMPDIR=/dev/shm \
    SIDECAR_DATA_DIR=/var/lib/siren-sidecar \
    SIDECAR_BIND=0.0.0.0:9280
USER 10001
WORKDIR /var/lib/siren-sidecar
VOLUME /var/lib/siren-sidecar
EXPOSE 9280
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['SIDECAR_BIND'].rpartition(':')[2] + '/_siren/live', timeout=4)"]
ENTRYPOINT ["sidecar"]
CMD ["serve"]
# Set them to the commit and the time (RFC 3339) of the build. After all else, because they change with each build.
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="siren-sidecar" \
      org.opencontainers.image.description="Loads rows of SQL databases into Elasticsearch and records every run there." \
      org.opencontainers.image.version="0.2.0" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
