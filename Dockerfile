# A small image that runs as nobody: docker run --rm -v "$PWD:/src" cognito-lint infra
FROM python:3.13-slim AS build
WORKDIR /build
COPY . .
# The wheel carries the rules compiled and the grammar's table, so that a first run is as fast as the second.
RUN pip wheel --no-cache-dir --wheel-dir /wheels .

FROM python:3.13-slim
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --no-index --find-links /wheels /wheels/cognito_lint-*.whl \
 && rm -r /wheels \
 && useradd --system --uid 65532 --create-home cognito-lint
USER 65532
WORKDIR /src
ENTRYPOINT ["cognito-lint"]
CMD ["."]
