"""Published figures: frozen with the list behind them (freezing.py), compared with what is known today (drift.py), and
called by their own name (labels.py). The entries are `recommendations.models.PublishedFigure`; what writes them stands
in `recommendations/actions/ledger.py`.
"""
