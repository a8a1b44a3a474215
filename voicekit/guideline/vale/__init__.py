"""Reads the rules of Vale styles and says in our terms what they say, or why we cannot take them.

It reads YAML files only: no configuration of Vale, no script, and nothing here judges a text.
"""
