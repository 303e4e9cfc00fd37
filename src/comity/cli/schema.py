"""`comity schema`: the JSON Schema of what `comity read --format jsonl` prints."""

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of one line of `comity read --format jsonl`."""
    from comity.export.json import read_schema

    click.echo(read_schema(), nl=False)
