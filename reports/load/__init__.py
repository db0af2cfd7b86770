"""Invented provinces of any size, written in bulk: for measurements, and to try an installation.

Structure (units, programmes, owners) goes through the product's own verbs; what there are millions
of (figures, lines of reports, ledger entries) is written as those verbs would have left it.
"""
