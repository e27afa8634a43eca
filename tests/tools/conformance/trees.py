"""Name trees and number trees."""
from pdfobject import Ref


def entries(file, report, root, key, rule):
    """The (key, value) pairs of a tree whose leaves have `key` (Names or Nums), in order; whatever
    is wrong with its order or its Limits is reported."""
    found, seen = [], set()

    def leaf(node):
        items = file.array_of(node.get(key))
        if len(items) % 2:
            report.say(rule, f"{key} has {len(items)} items")
        return list(zip(items[::2], items[1::2]))

    def walk(ref, is_root):
        node = file.dict_of(ref)
        if isinstance(ref, Ref):
            if ref in seen:
                report.say(rule, "a node is reached twice")
                return []
            seen.add(ref)
        if (key in node) == ("Kids" in node) and not (is_root and not node):
            report.say(rule, f"a node needs {key} or Kids")
        below = leaf(node)
        for kid in file.array_of(node.get("Kids")):
            below += walk(kid, False)
        limits = file.array_of(node.get("Limits"))
        if is_root:
            if "Limits" in node:
                report.say(rule, "the root has Limits")
        elif not below or limits != [below[0][0], below[-1][0]]:
            keys = [key for key, _ in below]
            report.say(rule, f"Limits {limits}, the keys are {keys[:1]} to {keys[-1:]}")
        return below

    if root is None:
        return found
    found = walk(root, True)
    kind = bytes if key == "Names" else int
    keys = [k for k, _ in found]
    if not all(isinstance(k, kind) for k in keys):
        report.say(rule, f"a key is no {kind.__name__}")
    elif any(a >= b for a, b in zip(keys, keys[1:])):
        report.say(rule, "the keys do not ascend")
    return found
