"""From a result to what is shown: rich for people, plain values for --json."""
