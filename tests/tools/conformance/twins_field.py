"""Twins of the rules about signature fields."""
from pdfobject import Name, Ref, Stream
from twin import twin


def widget(t):
    """The field's widget and its reference."""
    for page, _ in t.file.pages():
        for ref in t.get(t.get(page).get("Annots", [])):
            return t.get(ref), ref
    raise AssertionError("the good file has no field")


def form(t):
    return t.at(t.catalog, "AcroForm")


@twin()
def widget_flags(t):
    widget(t)[0]["F"] = 2


@twin("1a")
def widget_flags__not_printed(t):
    widget(t)[0]["F"] = 0


@twin()
def widget_look(t):
    del widget(t)[0]["AP"]


@twin()
def widget_look__two(t):
    look = t.at(widget(t)[0], "AP")
    look["D"] = look["N"]


@twin()
def widget_name(t):
    del widget(t)[0]["TU"]


@twin(also=("parent-tree",))
def widget_form(t):
    t.get(t.element("Form"))["K"] = []


@twin()
def widget_form__other(t):
    t.get(t.element("Form"))["S"] = Name("P")


@twin()
def field_listed(t):
    form(t)["Fields"] = []


@twin()
def field_listed__flags(t):
    del form(t)["SigFlags"]


@twin()
def field_listed__page(t):
    widget(t)[0]["P"] = t.file.pages()[0][0]


@twin(also=("parent-tree-more",))
def parent_tree__widget(t):
    widget(t)[0]["StructParent"] = 0


@twin()
def drawn_object__annotation(t):
    t.page(1).update(Tabs=Name("S"), Annots=[{"Type": Name("Annot"), "Subtype": Name("Link")}])


@twin()
def operator__look(t):
    look = t.get(t.at(widget(t)[0], "AP")["N"])
    t.at(widget(t)[0], "AP")["N"] = t.add(Stream({**look.entries}, b"q Q nonsense"))


@twin()
def font_kind__look(t):
    """A look is content like a page's."""
    entries = {"Type": Name("XObject"), "Subtype": Name("Form"), "BBox": [0, 0, 9, 9],
               "Resources": {"Font": {"F": {"Type": Name("Font")}}}}
    look = t.add(Stream(entries, b"BT /F 9 Tf ET"))
    assert isinstance(look, Ref)
    t.at(widget(t)[0], "AP")["N"] = look
