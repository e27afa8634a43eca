#!/usr/bin/env python3
"""Fill the forms of a report with figures as long as offices have published them.

  full_forms.py IN.xml OUT.xml

二: 8 digits, decimals, and notes in cells; 三: 6 digits; 四: 3 digits. The sums do not hold.
"""
import itertools
import sys
import xml.etree.ElementTree as ET

DISCLOSURE = ("12345678", "22（其中修订16件）", "98765432", "55（含自然失效29件）", "11398889")
SPECIAL = {"change": "-1234567", "amount": "59237.2449", "projects": "11398889"}


def figures(form):
    if form == "disclosure":
        return itertools.cycle(DISCLOSURE)
    return itertools.cycle(("123456", "987654", "100000", "340771") if form == "applications"
                           else ("170", "999", "77"))


def main(source, target):
    tree = ET.parse(source)
    for form in tree.getroot().iter("form"):
        long = figures(form.get("id"))
        for row in form.iter("row"):
            for name in row.attrib:
                if name != "id":
                    row.set(name, SPECIAL.get(name, next(long)))
    tree.write(target, encoding="utf-8", xml_declaration=True)


main(*sys.argv[1:])
