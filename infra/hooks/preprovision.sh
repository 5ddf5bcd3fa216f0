#!/bin/sh
# What azd has to remember of a stage: that the app is built with the live channel's package, the month in which the budget began, and that a vault
# which is there again is not to be brought back, should the run that did it have failed afterwards.
set -eu
azd env set SignalRService package
[ -n "${BUDGET_START:-}" ] || azd env set BUDGET_START "$(date -u +%Y-%m-01)"
if [ "${RECOVER_VAULT:-false}" = true ] &&
  [ -n "$(az keyvault list --resource-group "rg-$AZURE_ENV_NAME" ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"} --query "[].name" --output tsv 2>/dev/null || true)" ]; then
  azd env set RECOVER_VAULT false
fi
