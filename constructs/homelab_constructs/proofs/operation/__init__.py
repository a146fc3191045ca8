"""Gates, outdated fields, retries."""
