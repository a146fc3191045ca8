"""What Flux sees: the lab, its apps and components, releases and chart sources, variables."""
