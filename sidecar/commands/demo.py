"""The command demo."""

import os
import sys

import click

from sidecar.commands.options import exit_on_error
from sidecar.demo import run_demo


@click.command()
@exit_on_error
def demo() -> None:
    """Load sample data into Elasticsearch and show the result.

    Uses the Elasticsearch at SIDECAR_ELASTICSEARCH_URL if it is set, or else starts one with Docker, or with Maven and Java.
    """
    sys.exit(run_demo(os.environ))
