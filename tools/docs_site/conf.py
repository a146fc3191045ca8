"""How Sphinx builds the site: `make site` calls it, with the folder that source.py fills."""

from __future__ import annotations

from importlib.metadata import version as version_of

project = "homelab-constructs"
author = "the authors of homelab-constructs"
project_copyright = "the authors of homelab-constructs, Apache-2.0"
version = release = version_of("homelab-constructs")
language = "en"

extensions = ["myst_parser", "sphinx_argparse_cli"]
root_doc = "index"
nitpicky = True
smartquotes = False  # what stands in quotes is often code

# What GitHub reads besides CommonMark: tables and alerts. Colons and attributes are for the pages that are made here.
myst_enable_extensions = ["alert", "attrs_block", "colon_fence"]
myst_heading_anchors = 6

html_theme = "furo"
html_title = "homelab-constructs"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_favicon = "static/favicon.svg"
html_use_index = False  # the API's first page lists every name, and what it is
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "navigation_with_keys": False,
    # Nothing from elsewhere: the fonts of the reader's own machine, and no icon sets.
    "light_css_variables": {"color-brand-primary": "#34569b", "color-brand-content": "#34569b"},
    "dark_css_variables": {"color-brand-primary": "#8fb0ea", "color-brand-content": "#8fb0ea"},
}
pygments_style = "tango"
pygments_dark_style = "github-dark"

# Addresses that stand for the reader's own.
linkcheck_ignore = [r"https?://[^/]*example\.(org|com|net)\b", r"https?://(localhost|127\.0\.0\.1)\b"]
linkcheck_timeout = 15
linkcheck_retries = 1
linkcheck_anchors = False
