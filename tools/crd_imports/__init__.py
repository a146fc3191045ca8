"""Generates `imports/` from CRDs: sources -> catalog -> schemas -> cdk8s CLI -> tree.

`sources` reads CRDs (pinned upstream URLs or a folder), `catalog` says which kinds are wanted, `schemas`
turns a CRD into a schema file and pruned input, `cdk8s_cli` runs `cdk8s import`, `kubernetes` cuts the schemas of
Kubernetes' own kinds out of a package, `tree` builds the whole, compares it with `imports/` and puts it there.
"""
