"""`python -m kgquiz` is `kgquiz`."""

from kgquiz.terminal.app import main

if __name__ == "__main__":
    main()
