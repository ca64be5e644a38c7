"""Lists of workers that employers send: from a file to people ready to be recorded.

`reading` gives the cells of a spreadsheet or text, `columns` finds the list
and its columns, `people` makes people of its rows, `sorting` says which are
ready, and `answer` is the table that goes back to the employer. Nothing here
knows a database.
"""
