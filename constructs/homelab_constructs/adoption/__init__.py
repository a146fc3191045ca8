"""What becomes of an app that runs already when a lab takes it over."""
