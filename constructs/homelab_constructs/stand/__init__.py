"""A cluster for a lab: real API server, Flux, CloudNativePG admission and charts, on loopback, for as long as a run."""
