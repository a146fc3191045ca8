"""The dependency graph as a Mermaid flowchart, which GitHub and GitLab draw in Markdown."""

from __future__ import annotations

from .reading import LabGraph

__all__ = ["mermaid"]


def mermaid(lab: LabGraph) -> str:
    """The lab as a Mermaid flowchart: arrows lead from what waits to what it waits for, dashed ones out of the lab."""
    lines = ["flowchart TB"]
    outside = set(lab.outside)
    for app in lab.apps:
        lines.append(f'  subgraph {_id("app", app.name)}["{app.name}"]')
        for part in app.parts:
            rows = [f"<b>{part.name}</b>", *(kind if count == 1 else f"{kind} x{count}" for kind, count in part.kinds)]
            label = "<br/>".join(rows)
            lines.append(f'    {_id("ks", part.name)}["{label}"]')
        lines.append("  end")
    lines += [f'  {_id("ks", name)}["{name}"]:::outside' for name in lab.outside]
    for app in lab.apps:
        for part in app.parts:
            for name in part.waits_for:
                arrow = "-.->" if name in outside else "-->"
                lines.append(f"  {_id('ks', part.name)} {arrow} {_id('ks', name)}")
    if outside:
        lines.append("  classDef outside stroke-dasharray: 5 5")
    return "\n".join(lines) + "\n"


def _id(kind: str, name: str) -> str:
    """A name as Mermaid takes it for a node. Names have no upper case, so no two of them meet in one id."""
    return f"{kind}_{name}".replace("-", "_").replace(".", "D").replace("/", "N")
