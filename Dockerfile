# claimx with its model and all extras but Ray, for an ordinary user:
#   docker build -t claimx .
#   docker run --rm -v "$PWD/articles:/texts:ro" claimx extract /texts
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements-run.lock pyproject.toml README.md LICENSE ./
COPY src ./src
RUN python -m venv /opt/claimx \
    && /opt/claimx/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements-run.lock \
    && /opt/claimx/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
COPY --from=build /opt/claimx /opt/claimx
RUN useradd --create-home --uid 10001 claimx
USER claimx
WORKDIR /texts
ENV PATH="/opt/claimx/bin:$PATH" PYTHONUNBUFFERED=1
ENTRYPOINT ["claimx"]
CMD ["--help"]
