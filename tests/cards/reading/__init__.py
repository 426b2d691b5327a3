"""Tests of reading written answers, and the script that trains it."""
