"""The quick way for labels: WeasyPrint reads the form once, and each label only has its words set into it.

What it does not know goes the full way, and so does every form on which both ways differ: docs/fast-labels.md.
"""
