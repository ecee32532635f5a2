"""`make bench`: how fast the site is with many records, each measure beside another one of the same run.

    make bench                                  # 10,000, 100,000 and 1,000,000 assignments
    make bench ARGS="--sizes 10000 --json"      # JSON alone on stdout, what it is doing on stderr

`site.py` runs the servers, `history.py` invents the records, `loading.py` copies them into a database, `fastest.py` is
the SQL that the dashboard is measured against, `measures.py` takes the times and `promises.py` judges them. No test.
"""
