#!/bin/sh
# What azd has to remember of a stage: that the app is built for Azure's host, and the month in which the budget began.
set -eu
azd env set FunctionsHost azure
[ -n "${BUDGET_START:-}" ] || azd env set BUDGET_START "$(date -u +%Y-%m-01)"
