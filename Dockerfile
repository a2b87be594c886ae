# The Marsad image: one image for every role. Build: docker build -t marsad .
# A digest pins it for good: --build-arg PYTHON_IMAGE=python:3.13-slim@sha256:... (`make pin-images` finds it).
ARG PYTHON_IMAGE=python:3.13-slim

FROM ${PYTHON_IMAGE} AS build
WORKDIR /build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# BROWSER=1 adds Chromium and what drives it, for feeds with `render`.
ARG BROWSER=
COPY requirements.txt requirements-build.txt requirements-browser.txt ./
RUN python3 -m venv /opt/marsad \
 && /opt/marsad/bin/pip install --only-binary :all: --require-hashes -r requirements.txt \
 && if [ -n "$BROWSER" ]; then \
      /opt/marsad/bin/pip install --only-binary :all: --require-hashes -r requirements-browser.txt; fi \
 && python3 -m venv /opt/build \
 && /opt/build/bin/pip install --only-binary :all: --require-hashes -r requirements-build.txt
COPY pyproject.toml README.md LICENSE ./
COPY alerts alerts
COPY archive archive
COPY config config
COPY gateway gateway
COPY scheduler scheduler
COPY scrapers scrapers
COPY watchlist watchlist
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/marsad/bin/pip install --no-deps --no-index /wheels/*.whl \
 && /opt/marsad/bin/pip uninstall --yes pip

FROM ${PYTHON_IMAGE}
ARG BROWSER=
RUN if [ -n "$BROWSER" ]; then \
      apt-get update && apt-get install --yes --no-install-recommends chromium && rm -rf /var/lib/apt/lists/*; fi
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin marsad \
 && install --directory --owner marsad --group marsad --mode 0700 /data
COPY --from=build /opt/marsad /opt/marsad
ENV PATH=/opt/marsad/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp \
    MARSAD_DATA=/data MARSAD_CONFIG=/config
WORKDIR /data
VOLUME /data
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=4 CMD ["marsad", "health"]
ENTRYPOINT ["marsad"]
CMD ["run"]
