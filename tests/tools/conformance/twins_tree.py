"""Twins of the rules about the structure tree."""
from pdfobject import Name, Real, Ref
from twin import twin


def cell_with(t, key, kind=None):
    """The first cell that has this attribute."""
    for ref in t.elements():
        entries = t.get(ref)
        is_cell = entries["S"] in ((kind,) if kind else ("TH", "TD"))
        if is_cell and key in t.get(entries.get("A", {})):
            return entries
    raise AssertionError(f"no cell has {key}")


@twin()
def tree(t):
    del t.catalog["StructTreeRoot"]


@twin()
def root(t):
    top = t.at(t.catalog, "StructTreeRoot")
    ref = t.add({"S": Name("Part"), "P": t.catalog["StructTreeRoot"]})
    top["K"] = [top["K"] if isinstance(top["K"], Ref) else top["K"][0], ref]


@twin()
def element(t):
    """An element that stands in its parent twice."""
    document = t.element("Document")
    t.get(document)["K"].append(t.kids(document)[0])


@twin()
def element_parent(t):
    t.get(t.element("H1"))["P"] = t.element("P")


@twin()
def element_type(t):
    t.get(t.element("P"))["S"] = Name("Paragraph")


@twin("1a")
def element_type__part_1(t):
    """PDF 1.4 had no Annot."""
    t.put(t.element("Document"), "Annot")


@twin()
def role_circle(t):
    t.get(t.element("P"))["S"] = Name("Paragraph")
    roles = {"Paragraph": Name("Para"), "Para": Name("Paragraph")}
    t.at(t.catalog, "StructTreeRoot")["RoleMap"] = roles


@twin()
def role_standard(t):
    t.at(t.catalog, "StructTreeRoot")["RoleMap"] = {"Code": Name("P")}


@twin()
def element_id(t):
    t.get(t.element("H1"))["ID"] = t.get(t.element("TH"))["ID"]


@twin()
def id_tree(t):
    t.put(t.element("Document"), "P", ID=b"other")


@twin()
def name_tree__limits(t):
    t.leaf("IDTree")["Limits"][1] = b"z"


@twin()
def name_tree__order(t):
    names = t.leaf("IDTree")["Names"]
    names[2:4], names[4:6] = names[4:6], names[2:4]


@twin()
def number_tree(t):
    leaf = t.leaf("ParentTree")
    leaf.setdefault("Limits", [0, 0])
    leaf["Limits"][1] += 1


@twin()
def number_tree__order(t):
    nums = t.leaf("ParentTree")["Nums"]
    nums[2:4], nums[4:6] = nums[4:6], nums[2:4]


@twin(also=("parent-tree-more",))
def struct_parents(t):
    del t.page(1)["StructParents"]


@twin(also=("parent-tree-more",))
def struct_parents__twice(t):
    t.page(1)["StructParents"] = 0


@twin()
def parent_tree(t):
    row = t.get(t.leaf("ParentTree")["Nums"][1])
    other = next(i for i, ref in enumerate(row) if ref != row[0])
    row[0], row[other] = row[other], row[0]


@twin()
def parent_tree__short(t):
    t.get(t.leaf("ParentTree")["Nums"][1]).pop()


@twin()
def parent_tree_more(t):
    """An entry for a page that there is not."""
    leaf = t.leaf("ParentTree")
    last = leaf["Nums"][-2] + 1
    leaf["Nums"] += [last, []]
    if "Limits" in leaf:
        leaf["Limits"][1] = last
    t.at(t.catalog, "StructTreeRoot")["ParentTreeNextKey"] = last + 1


@twin()
def parent_tree_next(t):
    t.at(t.catalog, "StructTreeRoot")["ParentTreeNextKey"] = 0


@twin()
def attribute(t):
    del t.get(cell_with(t, "Scope")["A"])["O"]


@twin()
def heading(t):
    t.get(t.element("H1"))["S"] = Name("H2")


@twin()
def heading__skip(t):
    t.get(t.element("H3"))["S"] = Name("H4")


@twin()
def heading_mixed(t):
    t.get(t.element("P"))["S"] = Name("H")


@twin()
def figure(t):
    t.get(t.element("Figure"))["Alt"] = b""


@twin()
def figure_box(t):
    del t.get(t.get(t.element("Figure"))["A"])["BBox"]


@twin()
def figure_box__beyond(t):
    t.get(t.get(t.element("Figure"))["A"])["BBox"][2] = 900


@twin()
def table_kids(t):
    t.put(t.element("Table"), "P")


@twin()
def tr_parent(t):
    t.put(t.element("Document"), "TR")


@twin()
def thead_parent(t):
    t.put(t.element("Document"), "THead")


@twin()
def tbody_parent(t):
    t.put(t.element("Document"), "TBody")


@twin()
def tfoot_parent(t):
    t.put(t.element("Document"), "TFoot")


@twin()
def th_parent(t):
    t.put(t.element("Document"), "TH")


@twin()
def td_parent(t):
    t.put(t.element("Document"), "TD")


@twin()
def tr_kids(t):
    t.put(t.element("TR"), "P")


@twin()
def thead_one(t):
    t.put(t.table(True), "THead")


@twin()
def tfoot_one(t):
    for _ in range(2):
        t.put(t.element("Table"), "TFoot")


def only_group(t, kind):
    table = t.table(False)
    for ref in t.kids(table):
        t.get(ref)["S"] = Name(kind)


@twin()
def tfoot_alone(t):
    only_group(t, "TFoot")


@twin()
def thead_alone(t):
    only_group(t, "THead")


@twin()
def caption_place(t):
    t.put(t.table(True), "Caption", 1)


@twin()
def caption_one(t):
    t.put(t.table(True), "Caption", 0)
    t.put(t.table(True), "Caption")


@twin()
def thead_kids(t):
    t.put(t.element("THead"), "P")


@twin()
def tbody_kids(t):
    t.put(t.element("TBody"), "P")


@twin()
def tfoot_kids(t):
    t.put(t.put(t.element("Table"), "TFoot"), "P")


@twin()
def li_parent(t):
    t.put(t.element("Document"), "LI")


@twin()
def lbody_parent(t):
    t.put(t.element("Document"), "LBody")


@twin()
def list_kids(t):
    t.put(t.put(t.element("Document"), "L"), "P")


@twin()
def li_kids(t):
    t.put(t.put(t.put(t.element("Document"), "L"), "LI"), "P")


@twin()
def cell_overlap(t):
    """In the third row of a head the last cell grows into one that comes down from the second."""
    row = t.kids(next(ref for ref in t.kids(t.table(True)) if t.get(ref)["S"] == "THead"))[2]
    t.get(t.get(t.kids(row)[-1])["A"])["ColSpan"] = 2


@twin()
def cell_below(t):
    """The last cell of all spans two rows."""
    cell = [ref for ref in t.elements() if t.get(ref)["S"] == "TD"][-1]
    t.get(t.get(cell)["A"])["RowSpan"] = 2


@twin()
def row_width(t):
    del t.get(cell_with(t, "ColSpan", "TD")["A"])["ColSpan"]


@twin()
def row_width__more(t):
    """A row with a cell too many."""
    row = t.kids(next(ref for ref in t.elements() if t.get(ref)["S"] == "TBody"))[-1]
    attributes = t.get(t.get(t.kids(row)[-1])["A"])
    t.put(row, "TD", A={"O": Name("Table"), "Headers": attributes["Headers"]})


@twin()
def span(t):
    t.get(t.get(t.element("TH"))["A"])["RowSpan"] = Real(1.5)


@twin()
def scope(t):
    del t.get(cell_with(t, "Scope")["A"])["Scope"]


@twin()
def scope_value(t):
    t.get(cell_with(t, "Scope")["A"])["Scope"] = Name("Col")


@twin()
def headers(t):
    del t.get(cell_with(t, "Headers")["A"])["Headers"]


@twin()
def headers_unknown(t):
    t.get(cell_with(t, "Headers")["A"])["Headers"][0] = b"nobody"


@twin()
def headers_unknown__other_table(t):
    """A head of another table."""
    last = [t.get(ref) for ref in t.elements() if t.get(ref)["S"] == "TH"][-1]
    t.get(cell_with(t, "Headers")["A"])["Headers"][0] = last["ID"]
