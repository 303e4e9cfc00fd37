"""`comity`: the commands by name, and the one place that says what went wrong.

Exit codes: 0 all well, 1 something couldn't be read or done (said on stderr), 2 a wrong option or argument,
130 stopped by Ctrl-C.
"""

import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from comity import __version__
from comity.cli.output import say
from comity.errors import ComityError

# Command → module:function. A module is imported when its command is named, so that each starts on its own load only.
COMMANDS = {
    "read": "comity.cli.read:read",
    "actors": "comity.cli.actors:actors",
    "codebook": "comity.cli.codebook:codebook",
    "schema": "comity.cli.schema:schema",
}

STOPPED = 130


class OneLine(click.ClickException):
    """A fault in one line on stderr: `comity: what was found, where, what to do`."""

    def show(self, file: Any = None) -> None:
        say(self.message)


class Commands(click.Group):
    """The commands of COMMANDS, each imported when it is needed; turns Comity's errors into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ComityError as exc:
            raise OneLine(str(exc)) from exc
        except KeyboardInterrupt:
            stop(ctx)


def stop(ctx: click.Context) -> NoReturn:
    say("stopped")
    ctx.exit(STOPPED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="comity", message="%(prog)s %(version)s")
def cli() -> None:
    """Read official texts and press reports: who did what to whom, when, about what, with the exact words."""


def main() -> None:
    # A name in any script goes out whole where the terminal can't show it, rather than ending the run.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    cli(prog_name="comity")
