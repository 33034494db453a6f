"""Builds one corpus with several static site generators and compares what that costs.

`benches/compare.py` is the command; `benches/README.md` says how to read what it prints.
"""
