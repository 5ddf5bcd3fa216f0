#!/bin/sh
# A vault is brought back once only. Then the secrets that are not there yet are asked for, where somebody can answer.
set -eu
azd env set RECOVER_VAULT false
if [ -t 0 ] && [ -z "${CI:-}" ]; then
  infra/secrets --missing
else
  echo "Secrets are not asked for here: run infra/secrets where you can type."
fi
