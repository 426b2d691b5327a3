"""The face: commands, views and keys; the only place that knows typer, rich and prompt_toolkit."""
