"""Tables of the structure tree: parts, grid, and which heads a cell has."""

SCOPES = ("Row", "Column", "Both")


def rows_of(table):
    """(part, TR) in order: the part is THead, TBody, TFoot or Table."""
    for kid in table.kids:
        if kid.kind == "TR":
            yield "Table", kid
        elif kid.kind in ("THead", "TBody", "TFoot"):
            for row in kid.kids:
                if row.kind == "TR":
                    yield kid.kind, row


def check_parts(table, report):
    kinds = [kid.kind for kid in table.kids]
    for kind, one, alone in (("THead", "thead-one", "thead-alone"),
                             ("TFoot", "tfoot-one", "tfoot-alone")):
        if kinds.count(kind) > 1:
            report.say(one, table)
        if kind in kinds and "TBody" not in kinds:
            report.say(alone, table)
    if kinds.count("Caption") > 1:
        report.say("caption-one", table)
    elif "Caption" in kinds[1:-1]:
        report.say("caption-place", table)


def grid_of(table, report):
    """{(row, column): cell}; overlaps, holes and rows that are not there are reported."""
    grid, rows = {}, [row for _, row in rows_of(table)]
    for y, row in enumerate(rows):
        x = 0
        for cell in (kid for kid in row.kids if kid.kind in ("TH", "TD")):
            while (y, x) in grid:
                x += 1
            for key in ("RowSpan", "ColSpan"):
                if cell.attributes.get(key, 1) != cell.span(key):
                    report.say("span", f"{cell}: {key} {cell.attributes[key]}")
            if y + cell.span("RowSpan") > len(rows):
                report.say("cell-below", cell)
            for dy in range(min(cell.span("RowSpan"), len(rows) - y)):
                for dx in range(cell.span("ColSpan")):
                    if (y + dy, x + dx) in grid:
                        report.say("cell-overlap", f"{cell} and {grid[y + dy, x + dx]}")
                    grid.setdefault((y + dy, x + dx), cell)
            x += cell.span("ColSpan")
    width = max((x + 1 for _, x in grid), default=0)
    for y, row in enumerate(rows):
        missing = [x for x in range(width) if (y, x) not in grid]
        if missing:
            report.say("row-width", f"{row} of {table} lacks {len(missing)} of {width} columns")
    return grid


def places(grid):
    """{cell: (first row, first column)}"""
    found = {}
    for (y, x), cell in sorted(grid.items(), key=lambda item: item[0]):
        found.setdefault(cell, (y, x))
    return found


def check_heads(table, report, grid):
    heads = {cell.id for cell in grid.values() if cell.kind == "TH" and cell.id is not None}
    for cell, (y, x) in places(grid).items():
        if cell.kind == "TH":
            if "Scope" not in cell.attributes:
                report.say("scope", cell)
            elif cell.attributes["Scope"] not in SCOPES:
                report.say("scope-value", f"{cell}: {cell.attributes['Scope']}")
        named = cell.attributes.get("Headers", [])
        unknown = [h for h in named if h not in heads] if isinstance(named, list) else [named]
        if unknown:
            report.say("headers-unknown", f"{cell}: {unknown[0]}")
        # a note in the corner of the heads has none above and none before it
        above = any(grid.get((i, x)) is not None and grid[i, x].kind == "TH" for i in range(y))
        before = any(grid.get((y, i)) is not None and grid[y, i].kind == "TH" for i in range(x))
        if cell.kind == "TD" and not named and (above or before):
            report.say("headers", cell)


def check(tree, report):
    for table in tree.all():
        if table.kind == "Table":
            check_parts(table, report)
            check_heads(table, report, grid_of(table, report))
