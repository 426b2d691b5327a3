"""Kyrgyz text rules: normal form, keyboard fold, inflection, numbers and dates by value."""
