"""Documents that the software prints: gather → render → print, one module a document.

`gather(...)` reads the database into a frozen dataclass without ORM objects, `render(sheet)` makes HTML of it, and
`printing.print_pdf(html)` a PDF, in a child process (child.py) that has no database, no network and no patience.
Nothing is imported here: the child goes through this package without Django.
"""
