"""Signature fields: their widgets on the pages, how these look, and their places in the structure."""
from content import Content
from pdffile import is_signature_widget
from pdfobject import Ref, Stream

HIDDEN = 1 | 2 | 32 | 256   # Invisible, Hidden, NoView, ToggleNoView
PRINT = 4


class Look(Content):
    """An appearance: the Form element speaks for it, so nothing in it is marked."""
    needs_marks = False


def widgets(file):
    """(reference, widget, page) of every signature field's widget."""
    for page, entries in file.pages():
        for ref in file.array_of(entries.get("Annots")):
            widget = file.dict_of(ref)
            if is_signature_widget(widget):
                yield ref, widget, page


def has_area(file, widget):
    box = file.array_of(widget.get("Rect"))
    return len(box) == 4 and box[0] != box[2] and box[1] != box[3]


def looks(file, report, shown):
    """The contents of all appearances."""
    found = []
    for ref, widget, _ in widgets(file):
        where = f"object {ref.num}"
        look = file.dict_of(widget.get("AP"))
        normal = look.get("N")
        if not isinstance(file.get(normal), Stream):
            if look or has_area(file, widget):
                report.say("widget-look", where)
            continue
        if set(look) != {"N"}:
            report.say("widget-look", f"{where} {' '.join(look)}")
        resources = file.dict_of(normal).get("Resources")
        page = {"Contents": normal, "Resources": resources}
        found.append(Look(file, report, page, f"appearance of {where}", shown))
    return found


def check(file, report, tree):
    form = file.dict_of(file.catalog.get("AcroForm"))
    listed = file.array_of(form.get("Fields"))
    elements = {ref: e for e in tree.all() for ref in e.objects} if tree else {}
    for ref, widget, page in widgets(file):
        where = f"object {ref.num}"
        flags = widget.get("F", 0)
        if flags & HIDDEN or not flags & PRINT:
            report.say("widget-flags", f"{where} F {flags}")
        if not (isinstance(widget.get("TU"), bytes) and widget["TU"]):
            report.say("widget-name", where)
        if ref not in listed or not widget.get("T"):
            report.say("field-listed", where)
        if widget.get("P", page) != page:
            report.say("field-listed", f"{where} is on another page than P")
        if not form.get("SigFlags", 0) & 1:
            report.say("field-listed", f"{where}, but SigFlags say that there is none")
        if not tree:
            continue
        element = elements.get(ref)
        if element is None or element.kind != "Form":
            report.say("widget-form", f"{where} in {element}")


def parent_keys(file, tree):
    """{key: what the parent tree must have there} of widgets."""
    elements = {ref: e.ref for e in tree.all() for ref in e.objects}
    return {widget["StructParent"]: elements.get(ref) for ref, widget, _ in widgets(file)
            if isinstance(widget.get("StructParent"), int) and isinstance(ref, Ref)}
