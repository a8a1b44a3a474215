"""The page in the browser: a thin surface over the service, built with Gradio.

Must never hold a rule of the product, keep a draft outside the tab, or let a request leave the machine.
"""

from __future__ import annotations

import os

# Gradio and its hub client read these when they are imported; left alone they look up addresses on the network.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
