#!/usr/bin/env bash
# What the GitHub Action runs: installs this version of cognito-lint beside the job's own Python, and lints.
set -euo pipefail

venv="$RUNNER_TEMP/cognito-lint"
if [ ! -x "$venv/bin/cognito-lint" ]; then
  python=$(command -v python3 || command -v python)
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "::error title=cognito-lint::Python 3.11 or later is needed: add actions/setup-python before this step"
    exit 2
  fi
  "$python" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
fi

arguments=(check)
each_line() { # the lines of $1 that are not empty, as further arguments
  local line
  while IFS= read -r line; do
    line="${line#"${line%%[![:space:]]*}"}"
    line="${line%"${line##*[![:space:]]}"}"
    [ -z "$line" ] || arguments+=("$line")
  done <<<"$1"
}
option() { [ -z "$2" ] || arguments+=("$1" "$2"); }

if [ "${CL_ANNOTATIONS:-true}" = true ]; then arguments+=(--format github); fi
option --plan-file "${CL_PLAN_FILE:-}"
option --profile "${CL_PROFILE:-}"
option --fail-on "${CL_FAIL_ON:-}"
option --changed-since "${CL_CHANGED_SINCE:-}"
if [ -n "${CL_SARIF:-}" ]; then arguments+=(-o "sarif=$CL_SARIF"); fi
if [ -n "${CL_HTML:-}" ]; then arguments+=(-o "html=$CL_HTML"); fi
if [ -n "${CL_COMMENT:-}" ]; then arguments+=(-o "markdown=$CL_COMMENT"); fi
summary="$RUNNER_TEMP/cognito-lint-summary.md"
rm -f "$summary" # another step's, which this one may not get as far as replacing
if [ "${CL_SUMMARY:-true}" = true ]; then arguments+=(-o "markdown=$summary"); fi
each_line "${CL_ARGUMENTS:-}"
arguments+=(--)
each_line "${CL_PATHS:-.}"

code=0
# Without GITHUB_STEP_SUMMARY the program leaves the job's summary to the lines below, so that it is written once or not.
env -u GITHUB_STEP_SUMMARY "$venv/bin/cognito-lint" "${arguments[@]}" || code=$?
if [ -f "$summary" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
