"""Apps: what runs on the datastores. A release of any chart, and a typed face for bjw-s app-template."""
