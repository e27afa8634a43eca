#!/usr/bin/env python3
"""Write tests/layouts/long-table.xml and tests/fixtures/long-table.xml: a form of 200 rows that
breaks over several pages, with group labels of 3 to 90 rows. Run it after changing it."""
from pathlib import Path

TESTS = Path(__file__).parent
GROUPS = [3, 5, 12, 30, 7, 4, 90, 11, 8, 6, 9, 10, 4]  # rows r1 to r199; r200 is the total
FIELDS = ["town", "village", "street"]
WIDTHS = ["22mm", "54mm"] + ["20mm"] * 4
LAST = sum(GROUPS) + 1


def figures(n):
    """Figures of row n: made, but not all alike."""
    row = [n * 7 % 13, n * n % 101, 12345 if n % 40 == 0 else n % 3]
    return row + [sum(row)]


def layout():
    ids = [f"r{n}" for n in range(1, LAST + 1)]
    lines = ["            " + " ".join(ids[i:i + 20]) for i in range(0, LAST, 20)]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<!-- Written by tests/make_long_table.py. -->"
    yield '<layout id="long-table" name="长表（测试）" extends="gbt9704">'
    yield '  <title style="title" pattern="{organ}{year}年长表"><phrase>{organ}</phrase><phrase>{year}年</phrase></title>'
    yield "  <outline>"
    yield '    <section id="before" title="一、表前的文字" style="h1"/>'
    yield '    <table form="long" title="二、长表" style="h1" required="yes"/>'
    yield '    <section id="after" title="三、表后的文字" style="h1"/>'
    yield "  </outline>"
    yield '  <form id="long" rule="0.5pt" head-style="form-head" label-style="form-label" figure-style="form-figure" note-style="note">'
    yield "    " + "".join(f'<col width="{w}"/>' for w in WIDTHS)
    yield '    <record id="' + "\n".join(lines).strip() + '"'
    yield f'            fields="{" ".join(FIELDS)} total"/>'
    yield "    <head>"
    yield '      <tr height="20pt"><th rowspan="2">组别</th><th rowspan="2">项目</th><th colspan="4">数量</th></tr>'
    yield '      <tr height="20pt"><th>乡镇</th><th>村</th><th>街道</th><th>合计</th></tr>'
    yield "    </head>"
    yield "    <body>"
    n = 0
    for g, size in enumerate(GROUPS, 1):
        for i in range(size):
            n += 1
            group = f'<th rowspan="{size}" style="form-group">第{g}组<br/>共{size}行</th>' if i == 0 else ""
            text = f"{n}.第{g}组第{i + 1}项"
            if n % 17 == 0:  # some labels need two lines
                text += "，名称很长，一行放不下，要折成两行甚至三行才能写完"
            yield f'      <tr height="20pt">{group}<th>{text}</th><each record="r{n}"/></tr>'
    yield f'      <tr height="20pt"><th colspan="2">总计</th><each record="r{LAST}"/></tr>'
    yield "    </body>"
    yield "  </form>"
    yield f'  <check id="L1" form="long" per="record" addends="{" ".join(FIELDS)}" total="total"/>'
    addends = "\n".join(lines).rsplit(" ", 1)[0].strip()
    yield f'  <check id="L2" form="long" per="field"\n         addends="{addends}"\n         total="r{LAST}"/>'
    yield "</layout>"


def report():
    rows = [figures(n) for n in range(1, LAST)]
    rows.append([sum(column) for column in zip(*rows)])
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<!-- Written by tests/make_long_table.py. -->"
    yield '<report layout="long-table">'
    yield "  <head>"
    yield "    <organ>示例县统计局</organ>"
    yield "    <year>2024</year>"
    yield "  </head>"
    yield '  <section id="before"><p>表从这一页的中部开始，在行间分页。</p></section>'
    yield '  <form id="long">'
    for n, row in enumerate(rows, 1):
        figure = " ".join(f'{f}="{v}"' for f, v in zip(FIELDS + ["total"], row))
        yield f'    <row id="r{n}" {figure}/>'
    yield "    <note>注：本表只用于测试。</note>"
    yield "  </form>"
    yield '  <section id="after"><p>表后的文字回到每页22行的位置。</p></section>'
    yield "</report>"


for name, lines in (("layouts", layout()), ("fixtures", report())):
    (TESTS / name / "long-table.xml").write_text("\n".join(lines) + "\n", encoding="utf-8")
