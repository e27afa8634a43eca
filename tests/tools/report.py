"""What a report says, read from its XML without the program: figures, and all text that prints."""
import re
import xml.etree.ElementTree as ET
from pathlib import Path

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
BLOCKS = ("p", "h2", "h3", "li", "caption", "th", "td", "note", "signatory")


def tight(text):
    """Without white space: where a line ends, and which stray blanks print, is no matter here."""
    return re.sub(r"\s", "", text)


def outline(layout):
    """The headings of a layout, its own or those of the one that it extends."""
    root = ET.parse(LAYOUTS / f"{layout}.xml").getroot()
    found = [e.get("title") for e in root.findall("outline/*") if e.get("title")]
    return found or outline(root.get("extends"))


class Report:
    def __init__(self, path):
        self.root = ET.parse(path).getroot()

    def figures(self, form):
        """{"row/column": text} of a form."""
        return {f"{row.get('id')}/{name}": text
                for row in self.root.findall(f"form[@id='{form}']/row")
                for name, text in row.attrib.items() if name != "id"}

    def title(self):
        given = self.root.find("head/title")
        if given is not None:
            return "".join(given.itertext())
        organ, year = (self.root.findtext(f"head/{name}") for name in ("organ", "year"))
        return f"{organ}{year}年政府信息公开工作年度报告"

    def texts(self):
        """Every piece of text that must be found unbroken on the pages."""
        yield self.title()
        yield from outline(self.root.get("layout"))
        for block in self.root.iter():
            if block.tag in BLOCKS:
                yield "".join(block.itertext())
