"""The structure tree: its elements, how it hangs together with the pages, and its tables."""
import fields
from pdffile import is_signature_widget
from pdfobject import Ref
from trees import entries

# the standard structure types of ISO 32000-1 14.8.4; those that PDF 1.4 did not have
YOUNG = set("Annot Ruby RB RT RP Warichu WT WP THead TBody TFoot".split())
STANDARD = YOUNG | set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
    " P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD"
    " Span Quote Note Reference BibEntry Code Link Figure Formula Form".split())
PARENTS = {  # type: the rule, what it may stand in
    "TR": ("tr-parent", ("Table", "THead", "TBody", "TFoot")),
    "THead": ("thead-parent", ("Table",)),
    "TBody": ("tbody-parent", ("Table",)),
    "TFoot": ("tfoot-parent", ("Table",)),
    "TH": ("th-parent", ("TR",)),
    "TD": ("td-parent", ("TR",)),
    "LI": ("li-parent", ("L",)),
    "LBody": ("lbody-parent", ("LI",)),
}
KIDS = {  # type: the rule, what may stand in it; none of them content of its own
    "Table": ("table-kids", ("TR", "THead", "TBody", "TFoot", "Caption")),
    "TR": ("tr-kids", ("TH", "TD")),
    "THead": ("thead-kids", ("TR",)),
    "TBody": ("tbody-kids", ("TR",)),
    "TFoot": ("tfoot-kids", ("TR",)),
    "L": ("list-kids", ("L", "LI", "Caption")),
    "LI": ("li-kids", ("Lbl", "LBody")),
}
OWNERS = ("Layout", "List", "PrintField", "Table", "XML-1.00", "HTML-3.20", "HTML-4.01", "OEB-1.00",
          "RTF-1.05", "CSS-1.00", "CSS-2.00", "UserProperties")


class Element:
    """What NonStruct holds counts as its parent's: that is how files for PDF 1.4 group rows."""

    def __init__(self, ref, entries_, kind, outer):
        self.ref, self.entries, self.kind = ref, entries_, kind
        self.outer = outer   # the element that it stands in
        self.inner = []      # Element
        self.marks = []      # (page reference, MCID)
        self.objects = []    # references of annotations
        self.attributes = {}
        self.id = entries_.get("ID")

    def __str__(self):
        return f"{self.kind} (object {self.ref.num})"

    @property
    def parent(self):
        above = self.outer
        while above and above.kind == "NonStruct":
            above = above.outer
        return above

    @property
    def kids(self):
        return [k for e in self.inner for k in (e.kids if e.kind == "NonStruct" else [e])]

    def all(self):
        yield self
        for element in self.inner:
            yield from element.all()

    def span(self, key):
        n = self.attributes.get(key, 1)
        return n if isinstance(n, int) and 0 < n < 1000 else 1


class Tree:
    def __init__(self, file, report):
        self.file, self.report = file, report
        self.root = file.dict_of(file.catalog.get("StructTreeRoot"))
        self.root_ref = file.catalog.get("StructTreeRoot")
        self.roles = file.dict_of(self.root.get("RoleMap"))
        self.seen = set()
        kids = file.get(self.root.get("K"))
        kids = kids if isinstance(kids, list) else [self.root.get("K")]
        self.elements = [e for e in (self.read(kid, None) for kid in kids) if e]
        if [e.kind for e in self.elements] != ["Document"]:
            report.say("root", ", ".join(map(str, self.elements)))

    def all(self):
        for element in self.elements:
            yield from element.all()

    def kind(self, name):
        """The standard type behind the role map."""
        known, seen = STANDARD - (YOUNG if self.report.claims.part == 1 else set()), []
        while name not in known and name in self.roles and name not in seen:
            seen.append(name)
            name = self.roles[name]
        if name not in known and name not in seen:
            self.report.say("element-type", name)
        return str(name)

    def read(self, ref, outer):
        entries_ = self.file.dict_of(ref)
        if not isinstance(ref, Ref) or ref in self.seen or "S" not in entries_ \
                or entries_.get("Type", "StructElem") != "StructElem":
            self.report.say("element", f"{ref} in {outer}")
            return None
        self.seen.add(ref)
        element = Element(ref, entries_, self.kind(entries_["S"]), outer)
        if entries_.get("P") != (outer.ref if outer else self.root_ref):
            self.report.say("element-parent", element)
        self.read_attributes(element)
        self.read_kids(element)
        return element

    def read_attributes(self, element):
        value = self.file.get(element.entries.get("A"))
        for item in value if isinstance(value, list) else [value] if value is not None else []:
            attributes = self.file.dict_of(item)
            if attributes.get("O") not in OWNERS:
                self.report.say("attribute", element)
            element.attributes.update({k: self.file.get(v) for k, v in attributes.items()})

    def read_kids(self, element):
        value = element.entries.get("K", [])
        page = element.entries.get("Pg")
        several = self.file.get(value)
        for kid in several if isinstance(several, list) else [value]:
            found = self.file.get(kid)
            if isinstance(found, int):
                element.marks.append((page, found))
            elif isinstance(found, dict) and found.get("Type") == "MCR":
                element.marks.append((found.get("Pg", page), found.get("MCID")))
            elif isinstance(found, dict) and found.get("Type") == "OBJR":
                element.objects.append(found.get("Obj"))
                if not is_signature_widget(self.file.dict_of(found.get("Obj"))):
                    self.report.say("drawn-object", f"an OBJR in {element}")
            else:
                below = self.read(kid, element)
                if below:
                    element.inner.append(below)


def check_types(tree, report):
    for name in tree.roles:
        if name in STANDARD and tree.roles[name] != name:
            report.say("role-standard", name)
        seen, behind = {name}, tree.roles[name]
        while behind in tree.roles and behind not in seen:
            seen.add(behind)
            behind = tree.roles[behind]
        if behind in seen and behind not in STANDARD:
            report.say("role-circle", name)
    for element in tree.all():
        rule, wanted = PARENTS.get(element.kind, ("", ()))
        if rule and (element.parent is None or element.parent.kind not in wanted):
            report.say(rule, f"{element} in {element.parent}")
        rule, wanted = KIDS.get(element.kind, ("", ()))
        if rule and (element.marks or any(kid.kind not in wanted for kid in element.kids)):
            report.say(rule, f"{element}: {' '.join(kid.kind for kid in element.kids)[:60]}")
        if element.kind in ("Figure", "Formula"):
            check_figure(tree, report, element)


def check_figure(tree, report, element):
    if not (element.entries.get("Alt") or element.entries.get("ActualText")):
        report.say("figure", element)
    pages = {ref: page for ref, page in tree.file.pages()}
    page = pages.get(element.marks[0][0] if element.marks else None)
    box = tree.file.array_of(element.attributes.get("BBox"))
    if page and not is_inside(box, tree.file.array_of(page.get("MediaBox"))):
        report.say("figure-box", f"{element}: {box}")


def is_inside(box, page):
    return len(box) == 4 and all(page[i] <= box[i] < box[i + 2] <= page[i + 2] for i in (0, 1))


def check_headings(tree, report):
    level, kinds = 0, {e.kind for e in tree.all()}
    for element in tree.all():
        if element.kind in ("H1", "H2", "H3", "H4", "H5", "H6"):
            if int(element.kind[1]) > level + 1:
                report.say("heading", f"{element} behind H{level}")
            level = int(element.kind[1])
    if "H" in kinds and level:
        report.say("heading-mixed")


def check_content(tree, report, contents):
    """Marks of the pages and elements lead to each other, each to one."""
    file, owner = tree.file, {}
    pages = [ref for ref, _ in file.pages()]
    at = {(ref, mcid): i for i, ref in enumerate(pages) for mcid in contents[i].mcids}
    for element in tree.all():
        for mark in element.marks:
            if mark in owner:
                report.say("mcid-shared", f"MCID {mark[1]} in {element} and {owner[mark]}")
            if mark not in at:
                report.say("mcid-missing", f"MCID {mark[1]} in {element}")
            owner.setdefault(mark, element)
    for (ref, mcid), i in at.items():
        if (ref, mcid) not in owner:
            report.say("mcid-unclaimed", f"page {i + 1}, MCID {mcid}")
    return owner


def check_parents(tree, report, contents, owner):
    file = tree.file
    found = dict(entries(file, report, tree.root.get("ParentTree"), "Nums", "number-tree"))
    used = {}
    for i, (ref, page) in enumerate(file.pages()):
        key, mcids = page.get("StructParents"), contents[i].mcids
        if key is None and not mcids:
            continue
        if not isinstance(key, int) or key in used:
            report.say("struct-parents", f"page {i + 1}: {key}")
            continue
        used[key] = i
        row = file.array_of(found.get(key))
        owners = [owner.get((ref, n)) for n in range(max(mcids, default=-1) + 1)]
        wanted = [element.ref if element else None for element in owners]
        if key not in found or row != wanted:
            report.say("parent-tree", f"page {i + 1}")
    for key, element in fields.parent_keys(file, tree).items():
        if key in used or found.get(key) != element:
            report.say("parent-tree", f"the widget with StructParent {key}")
        used[key] = element
    if set(found) - set(used):
        report.say("parent-tree-more", sorted(set(found) - set(used))[:5])
    if found and not tree.root.get("ParentTreeNextKey", 0) > max(found):
        report.say("parent-tree-next", tree.root.get("ParentTreeNextKey"))


def check_ids(tree, report):
    ids, named = {}, entries(tree.file, report, tree.root.get("IDTree"), "Names", "name-tree")
    for element in tree.all():
        if element.id is None:
            continue
        if element.id in ids:
            report.say("element-id", element.id.decode("latin-1"))
        ids[element.id] = element.ref
    for key in set(ids.items()) ^ set(named):
        report.say("id-tree", str(key[0]))


def check(file, report, contents):
    """The tree, or None when the file has none."""
    if not isinstance(file.catalog.get("StructTreeRoot"), Ref):
        report.say("tree")
        return None
    tree = Tree(file, report)
    check_types(tree, report)
    check_headings(tree, report)
    owner = check_content(tree, report, contents)
    check_parents(tree, report, contents, owner)
    check_ids(tree, report)
    return tree
