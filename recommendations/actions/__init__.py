"""Writes that cross models: keyword-only, `by=` who acts, `on=` the day it happened, one transaction each."""
