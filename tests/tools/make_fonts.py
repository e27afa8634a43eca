#!/usr/bin/env python3
"""Small fonts under the names that offices use, cut from the standard set: what the tests of a
user's own fonts are made with.

  make_fonts.py FONT_DIR OUT_DIR TEXT_FILE...

The fonts have the characters of the texts. What each one is for stands in main().
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

WINDOWS, UNICODE, CHINESE, ENGLISH = 3, 1, 0x804, 0x409
PRIVATE = 0xE000  # a character of private use, which fonts of our own making have
RESTRICTED, EDITABLE, NO_SUBSET, BITMAP = 0x0002, 0x0008, 0x0100, 0x0200


def cut(path, characters):
    """The font with these characters alone, without features."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True,
                             drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "FFTM"])
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    return font


def rename(font, chinese, english, postscript, rights=0):
    """Other names, in Chinese ("": none) and English, and other rights."""
    name = font["name"]
    name.names = []
    for language, family in (CHINESE, chinese), (ENGLISH, english):
        for number, text in (1, family), (2, "Regular"), (4, family), (6, postscript):
            if family:
                name.setName(text, number, WINDOWS, UNICODE, language)
    font["OS/2"].fsType = rights
    if "CFF " in font:
        font["CFF "].cff.fontNames = [postscript]
    return font


def build(source, characters, pen_of):
    """A font of our own making with outlines of another: names of glyphs, cmap and widths."""
    glyphs, cmap = source.getGlyphSet(), source.getBestCmap()
    order = [".notdef"] + sorted({cmap[ord(c)] for c in characters if ord(c) in cmap})
    names = {name: f"glyph{i}" for i, name in enumerate(order)}
    names[".notdef"] = ".notdef"
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=pen_of is TTGlyphPen)
    builder.setupGlyphOrder([names[name] for name in order])
    builder.setupCharacterMap({ord(c): names[cmap[ord(c)]]
                               for c in characters if ord(c) in cmap} |
                              {PRIVATE: names[cmap[ord("年")]]})
    outlines = {}
    for name in order:
        width = glyphs[name].width
        pen = TTGlyphPen(None) if pen_of is TTGlyphPen else T2CharStringPen(width, None)
        glyphs[name].draw(pen)
        outlines[names[name]] = pen.glyph() if pen_of is TTGlyphPen else pen.getCharString()
    if pen_of is TTGlyphPen:
        builder.setupGlyf(outlines)
    else:
        builder.setupCFF("Keyed", {}, outlines, {})
    builder.setupHorizontalMetrics({names[name]: (glyphs[name].width, 0) for name in order})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({})
    builder.setupOS2()
    builder.setupPost()
    return builder


def main():
    """All fonts."""
    fonts, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(exist_ok=True)
    text = "".join(sorted(set("".join(Path(p).read_text("utf-8") for p in sys.argv[3:]))))
    fang, hana = fonts / "FandolFang-Regular.otf", fonts / "HanaMinA.ttf"

    def save(font, file):
        (font if isinstance(font, TTCollection) else font).save(str(out / file))

    # CFF keyed by CID, found by its Chinese name; by its English one, or PostScript's
    font = cut(fang, text)
    save(rename(font, "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0"), "title.otf")
    # the rights that fsType may give
    for file, name, rights in (("restricted", "禁", RESTRICTED), ("bitmap", "点", BITMAP),
                               ("whole", "整", NO_SUBSET | EDITABLE),
                               ("older", "旧", RESTRICTED | EDITABLE)):
        save(rename(font, f"{name}字体", f"Rights {file}", f"Rights-{file}", rights),
             f"{file}.otf")
    # a GB 2312 font lacks characters of names
    save(rename(cut(out / "title.otf", text.replace("旗", "").replace("访", "")), "仿宋_GB2312",
                "FangSong_GB2312", "FangSong_GB2312"), "body.otf")
    # TrueType that says its English name alone; a collection; whole ones
    font = cut(hana, text)
    save(rename(font, "", "KaiTi_GB2312", "KaiTi_GB2312"), "kai.ttf")
    save(rename(font, "整楷", "Whole Kai", "WholeKai", NO_SUBSET), "whole.ttf")
    group = TTCollection()
    group.fonts = [rename(TTFont(out / "kai.ttf"), "宋体", "SimSun", "SimSun"),
                   rename(TTFont(out / "kai.ttf"), "黑体", "SimHei", "SimHei", NO_SUBSET)]
    save(group, "pair.ttc")
    # CFF keyed by name, whose codes are its glyph ids; and with axes
    source = TTFont(out / "title.otf")
    save(rename(build(source, text, T2CharStringPen).font, "名键宋", "Name Keyed", "NameKeyed"),
         "keyed.otf")
    builder = build(TTFont(out / "kai.ttf"), "年报", TTGlyphPen)
    builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    builder.setupGvar({})
    save(rename(builder.font, "可变", "Variable", "Variable"), "variable.ttf")
    # no fonts
    good = (out / "body.otf").read_bytes()
    (out / "cut.otf").write_bytes(good[:len(good) // 3])
    (out / "garbage.otf").write_bytes(bytes(range(256)) * 64)
    (out / "empty.otf").write_bytes(b"")


main()
