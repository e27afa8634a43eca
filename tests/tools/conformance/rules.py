"""The rules, each with its clauses: UA1 is ISO 14289-1, A1 A2 A3 are the parts of ISO 19005, PDF is
ISO 32000-1, NB what this program promises beyond them. A small letter behind A1, A2 or A3 is the
level from which a rule holds (u: also a). Behind the clause stands the number that the rule has in
the profiles of veraPDF, or a letter where they have none.

X4 is ISO 15930-7; its text was not at hand, so behind it stands what the rule is about, and in brackets
the clause of ISO 32000-1 on which it builds. Such a file keeps nothing else.

A rule counts when one of its documents is claimed; PDF and NB always are.
"""
DOCUMENTS = {"UA1": "ISO 14289-1", "A1": "ISO 19005-1", "A2": "ISO 19005-2", "A3": "ISO 19005-3",
             "X4": "ISO 15930-7", "PDF": "ISO 32000-1", "NB": "nianbao"}
LEVELS = {"": "abu", "u": "au", "a": "a"}

TABLE = """
# the file
header            A23-6.1.2-1 UA1-6.1-1 A1-6.1.2-1 PDF-7.5.2-a | it does not begin with %PDF-1.n at byte 0
version           NB-file-d | its version is not that of the standard (1.4 for PDF/A-1, 1.6 for PDF/X-4, else 1.7)
binary-comment    A123-6.1.2-2 PDF-7.5.2-c | no comment of four bytes over 127 behind the header
eof               A123-6.1.3-3 PDF-7.5.5-a | it does not end with startxref and %%EOF
id                A123-6.1.3-1 PDF-14.4-a | the trailer has no ID of two strings
encrypt           A123-6.1.3-2 NB-file-a | it is encrypted
xref-space        A1-6.1.4-1 PDF-7.5.4-a | a subsection's numbers are not one space apart
xref-eol          A23-6.1.4-2 A1-6.1.4-2 PDF-7.5.4-b | not one end of line behind xref
xref              PDF-7.5.4-c | the cross-reference table is wrong
size              PDF-7.5.5-b | Size is not the last object's number + 1
xref-stream       A1-6.1.4-3 | a cross-reference stream
object-stream     A1-6.1.4-a | an object stream
hex-odd           A123-6.1.6-1 PDF-7.3.4.3-a | a hexadecimal string of odd length
hex-digits        A123-6.1.6-2 PDF-7.3.4.3-b | a hexadecimal string with other characters
stream-length     A1-6.1.7-1 A23-6.1.7.1-1 PDF-7.3.8.2-a | Length is not the length of the stream
stream-eol        A1-6.1.7-2 A23-6.1.7.1-2 PDF-7.3.8.1-a | no proper end of line at stream or endstream
stream-file       A1-6.1.7-3 A23-6.1.7.1-3 NB-file-b | a stream in another file
stream-data       PDF-7.4.4-a | a stream cannot be decoded
filter            A1-6.1.10-1 A23-6.1.7.2-1 NB-file-c | a filter that is forbidden
object-space      A1-6.1.8-1 A23-6.1.9-1 PDF-7.3.10-a | obj and endobj do not stand as they should
reference         PDF-7.3.10-b | a reference to an object that is not there
integer           A1-6.1.12-1 A23-6.1.13-1 PDF-C.2-a | an integer beyond 32 bits
real              A1-6.1.12-2 A23-6.1.13-2 | a number beyond the limits
string            A1-6.1.12-3 A23-6.1.13-3 | a string beyond the limit
name              A1-6.1.12-4 A23-6.1.13-4 PDF-C.2-b | a name longer than 127 bytes
array             A1-6.1.12-5 | an array of more than 8191
dictionary        A1-6.1.12-6 | a dictionary of more than 4095
page-size         A23-6.1.13-11 PDF-14.11.2-a | a page smaller than 3 or larger than 14400

# the catalog and what it must not lead to
mark-info         UA1-6.2-1 A1a-6.8.2.2-1 A23a-6.7.2.2-1 | MarkInfo does not say Marked
suspects          UA1-7.1-4 | MarkInfo says Suspects
display-title     UA1-7.1-10 | ViewerPreferences do not say DisplayDocTitle
lang              UA1-7.2-34 NB-lang-a | the catalog has no Lang
lang-tag          UA1-7.2-29 A1a-6.8.4-1 A23a-6.7.4-1 PDF-14.9.2.2-a | Lang is no language tag
page-tabs         UA1-7.18.3-1 | a page with annotations without Tabs S
action            A1-6.6.1-1 A23-6.5.1-1 NB-action | an action that is forbidden
named-action      A1-6.6.1-2 A23-6.5.1-2 | a named action that is forbidden
catalog-aa        A1-6.6.2-3 A23-6.5.2-1 NB-action-b | additional actions of the document
page-aa           A23-6.5.2-2 NB-action-c | additional actions of a page
field-aa          A1-6.6.2-1 A23-6.4.1-1 | actions of a form field
annotation        A1-6.5.2-1 A23-6.3.1-1 | an annotation of a type that is forbidden
widget-flags      A1-6.5.3-2 A23-6.3.2-2 NB-field-a | a field's widget is hidden, or does not print
widget-look       A1-6.5.3-4 A23-6.3.3-1 PDF-12.5.5-a | a field's widget has no appearance, or more than one
widget-name       UA1-7.18.1-3 NB-field-b | a field without TU
widget-form       UA1-7.18.4-1 PDF-14.7.4.3-a | a field's widget has no Form element
field-listed      PDF-12.7.2-a | a field does not stand in AcroForm as it should
xfa               A23-6.4.2-1 UA1-7.15-1 | a form in XFA
need-appearances  A1-6.9-1 A23-6.4.1-3 | NeedAppearances
needs-rendering   A23-6.4.2-2 | NeedsRendering
transfer          A1-6.2.8-1 A23-6.2.5-1 | a transfer function in a graphics state (TR)
transfer-2        A1-6.2.8-2 A23-6.2.5-2 | a transfer function in a graphics state (TR2)
halftone-phase    A23-6.2.5-3 | a halftone's origin in a graphics state (HTP)
halftone          A23-6.2.5-6 | a transfer function in a halftone
layers            A1-6.1.13-1 | optional content
soft-mask         A1-6.4-1 | a soft mask
group             A1-6.4-3 | a transparency group
blend             A1-6.4-4 | a blend mode
blend-unknown     A23-6.2.10-1 | a blend mode that there is not
alpha-stroke      A1-6.4-5 | CA is not 1
alpha-fill        A1-6.4-6 | ca is not 1
image             PDF-8.9.5.1-a | an image's data are not what its dictionary says
image-bits        A1-6.2.4-4 A23-6.2.8-4 PDF-8.9.5.1-b | an image of other than 1, 2, 4 or 8 bits
alternates        A1-6.2.4-1 A23-6.2.8-1 | an image with Alternates
opi               A1-6.2.4-2 A23-6.2.8-2 | OPI
interpolate       A1-6.2.4-3 A23-6.2.8-3 | an image that is interpolated
postscript        A1-6.2.7-1 A23-6.2.9-3 | PostScript
reference-xobject A1-6.2.6-1 A23-6.2.9-2 UA1-7.20-1 | an XObject in another file
alternate-pages   A23-6.10-1 | AlternatePresentations
pres-steps        A23-6.10-2 | PresSteps
requirements      A23-6.11-1 | Requirements
drawn-object      NB-writer-a | an inline image, annotation or other object that the checker does not know

# colour
intent            A1-6.2.3.3-3 A23-6.2.4.3-4 | colours of a device without a GTS_PDFA1 output intent
intent-entries    PDF-14.11.5-a | the output intent lacks an entry
intent-profiles   A1-6.2.2-2 A23-6.2.3-2 | two output intents have two profiles
profile           A1-6.2.2-1 A23-6.2.3-1 PDF-14.11.5-b | the output intent's profile is no ICC profile of a screen or printer
profile-version   A1-6.2.2-a | a profile of ICC version 3 or later
components        A1-6.2.3.2-2 A23-6.2.4.2-a PDF-8.6.5.5-a | N is not the profile's number of components
rgb               A1-6.2.3.3-1 A23-6.2.4.3-2 | RGB without an intent for it
cmyk              A1-6.2.3.3-2 A23-6.2.4.3-3 | CMYK without an intent for it
colour            NB-colour-a | text or rules have other colours than grey and the red of red heads
rendering-intent  A1-6.2.9-1 A23-6.2.6-1 | a rendering intent that there is not

# print shops
x4-version        X4-identification-a | XMP does not say GTS_PDFXVersion PDF/X-4
x4-metadata       X4-metadata-a | XMP lacks what identifies the document and its version (14.3.2)
x4-trapped        X4-trapping-a | Trapped is not said, or Info and XMP differ (14.11.6.2)
x4-intent         X4-intent-a | not one GTS_PDFX output intent, or it lacks an entry (14.11.5)
x4-profile        X4-intent-b | the intent's profile is none of a CMYK printer (14.11.5)
x4-boxes          X4-boxes-a | TrimBox, BleedBox and MediaBox are not nested, or there is an ArtBox (14.11.2)
x4-files          X4-files-a | files are embedded (7.11.4)
press-bleed       X4-boxes-b | the bleed is less than 3 mm
press-image       X4-colour-a | an image in other than DeviceGray or DeviceCMYK (8.6.4)
press-colour      X4-colour-b | type or rules in other than black ink and the red of GB/T 9704 (8.6.4.4)
press-overprint   X4-colour-c | black that is not printed over other colours (8.6.7)
press-stroke      X4-strokes-a | a stroke thinner than 0.25 pt

# metadata
metadata          UA1-7.1-8 A1-6.7.2-1 A23-6.6.2.1-1 | no metadata stream
metadata-filter   A1-6.7.2-2 NB-xmp-a | the metadata are compressed
xmp               A1-6.7.9-1 A23-6.6.2.1-4 PDF-14.3.2-a | XMP is not well-formed
xmp-utf8          A23-6.6.2.1-5 NB-xmp-b | XMP is not in UTF-8
xmp-bytes         A1-6.7.5-1 A23-6.6.2.1-2 | the packet's header says bytes
xmp-encoding      A1-6.7.5-2 A23-6.6.2.1-3 | the packet's header says encoding
pdfa-id           A1-6.7.11-1 A23-6.6.4-1 | XMP does not claim PDF/A
pdfa-part         A1-6.7.11-2 A23-6.6.4-2 | pdfaid:part is not the part
pdfa-conformance  A1-6.7.11-3 A23-6.6.4-3 | pdfaid:conformance is not the level
pdfa-prefix       A1-6.7.11-4 A23-6.6.4-4 | the prefix of PDF/A identification is not pdfaid
pdfua-id          UA1-5-1 | XMP does not claim PDF/UA
pdfua-part        UA1-5-2 | pdfuaid:part is not 1
pdfua-prefix      UA1-5-3 | the prefix of PDF/UA identification is not pdfuaid
claim             NB-xmp-c | XMP claims a standard that was not asked for
xmp-undeclared    A1-6.7.9-2 A23-6.6.2.3.1-1 | a property that is neither predefined nor declared
xmp-type          A1-6.7.9-3 A23-6.6.2.3.1-2 | a property's value is not of its type
xmp-schema        A1-6.7.8-a A23-6.6.2.3.3-a | an extension schema lacks a field
dc-title          UA1-7.1-9 | XMP has no dc:title
info-Title        A1-6.7.3-2 NB-info-Title | Title in Info and dc:title differ
info-Author       A1-6.7.3-3 NB-info-Author | Author in Info and dc:creator differ
info-Subject      A1-6.7.3-4 NB-info-Subject | Subject in Info and dc:description differ
info-Keywords     A1-6.7.3-5 NB-info-Keywords | Keywords in Info and pdf:Keywords differ
info-Creator      A1-6.7.3-6 NB-info-Creator | Creator in Info and xmp:CreatorTool differ
info-Producer     A1-6.7.3-7 NB-info-Producer | Producer in Info and pdf:Producer differ
info-CreationDate A1-6.7.3-1 NB-info-CreationDate | CreationDate in Info and xmp:CreateDate differ
info-ModDate      A1-6.7.3-8 NB-info-ModDate | ModDate in Info and xmp:ModifyDate differ
date              PDF-7.9.4-a | a date is not written as one

# embedded files, labels, outline
embedded-file     A1-6.1.11-1 A2-6.8-5 | a file is embedded that may not be
embedded-tree     A1-6.1.11-2 | a tree of embedded files
associated        NB-file-e | AF, which parts 1 and 2 do not know
file-names        A23-6.8-2 UA1-7.11-1 | an embedded file without F and UF
file-type         A3-6.8-1 | an embedded file without its MIME type
file-relation     A3-6.8-3 | an embedded file without a proper AFRelationship
file-associated   A3-6.8-4 | an embedded file that AF does not name
file-listed       PDF-7.11.4-a | an embedded file that the name tree lacks
file-size         PDF-7.11.4-b | Params Size is not the file's size
file-checksum     PDF-7.11.4-c | Params CheckSum is not the file's MD5
name-tree         PDF-7.9.6-a | a name tree is not in order, or its Limits are wrong
number-tree       PDF-7.9.7-a | a number tree is not in order, or its Limits are wrong
page-labels       PDF-12.4.2-a | page labels are wrong
outline           PDF-12.3.3-a | the outline's links or counts are wrong
outline-title     PDF-12.3.3-b | an outline entry without a title
outline-target    PDF-12.3.2.2-a | an outline entry does not lead to a page

# fonts
font-kind         NB-writer-b | a font that is not Type0 with Identity-H: the checker knows no other
font-type         A1-6.3.2-1 A23-6.2.11.2-1 PDF-9.7.6.1-a | a font dictionary is not one
font-subtype      A1-6.3.2-2 A23-6.2.11.2-2 PDF-9.7.4.1-a | a CIDFont of unknown type
font-name         A1-6.3.2-3 A23-6.2.11.2-3 PDF-9.7.6.1-b | a font has no name
font-name-differs PDF-9.8.1-a | a font has different names in different places
subset-tag        PDF-9.6.4-a | a subset's name has no tag of six letters
subset-tag-twice  PDF-9.6.4-b | two subsets have one name
system-info       PDF-9.7.3-a | CIDSystemInfo is missing or incomplete
descriptor        PDF-9.8.1-b | a font descriptor lacks an entry
font-embedded     UA1-7.21.4.1-1 A1-6.3.4-1 A23-6.2.11.4.1-1 NB-font-a | a font is not embedded
font-program      A1-6.3.2-7 A23-6.2.11.2-7 PDF-9.9-a | the font program cannot be read or is of another kind
gid-map           UA1-7.21.3.2-1 A1-6.3.3.2-1 A23-6.2.11.3.2-1 PDF-9.7.4.2-a | a TrueType CIDFont has no good CIDToGIDMap
code-length       PDF-9.7.6.2-a | a string of odd length in a font of two-byte codes
notdef            UA1-7.21.8-1 A23-6.2.11.8-1 NB-font-b | .notdef is shown
glyph             UA1-7.21.4.1-2 A1-6.3.5-1 A23-6.2.11.4.1-2 PDF-9.9-b | a glyph is shown that the program lacks
glyph-blank       NB-font-c | a glyph of a visible character has no ink
width             UA1-7.21.5-1 A1-6.3.6-1 A23-6.2.11.5-1 PDF-9.7.4.3-a | a width is not that of the program
cid-set           A1-6.3.5-3 | CIDSet is missing or not the CIDs of the program
cid-set-wrong     UA1-7.21.4.2-2 A23-6.2.11.4.2-2 | CIDSet is not the CIDs of the program
cid-set-needless  NB-font-d | CIDSet, which only part 1 asks for
to-unicode        UA1-7.21.7-1 A1a-6.3.8-1 A23u-6.2.11.7.2-1 NB-font-e | a code has no Unicode text
to-unicode-value  UA1-7.21.7-2 A23u-6.2.11.7.2-2 NB-font-f | a code means U+0000, U+FEFF or U+FFFE
to-unicode-form   PDF-9.10.3-a | a ToUnicode CMap is not one
private-use       A23a-6.2.11.7.3-1 | a private-use character without ActualText

# content
operator          A1-6.2.10-1 A23-6.2.2-1 PDF-7.8.2-a | an operator that there is not
operands          PDF-7.8.2-b | an operator with wrong operands
resource          A23-6.2.2-2 PDF-7.8.3-a | a resource that the page lacks
nesting           A1-6.1.12-8 A23-6.1.13-8 PDF-C.2-c | q and Q are nested too deep
balance           PDF-8.4.2-a | q and Q, BT and ET or their contents do not balance
marks-balance     PDF-14.6.1-a | marked content does not balance
no-font           PDF-9.3.1-a | text is shown without a font
artifact-in-tag   UA1-7.1-1 PDF-14.8.2.2-a | an artifact inside tagged content
tag-in-artifact   UA1-7.1-2 PDF-14.8.2.2-b | tagged content inside an artifact
unmarked          UA1-7.1-3 PDF-14.8.2.2-c | content that is neither tagged nor an artifact
nested-marks      NB-mark-a | a tag inside a tag, an artifact inside an artifact
artifact-type     PDF-14.8.2.2.2-a | an artifact of a type that there is not
mcid-twice        PDF-14.7.4.2-a | a number of marked content is used twice on a page
mcid-unclaimed    PDF-14.7.4.2-b | marked content that no structure element has
mcid-missing      PDF-14.7.4.2-c | a structure element has marked content that is not there
mcid-shared       PDF-14.7.4.2-d | two structure elements have the same marked content

# structure
tree              UA1-7.1-11 A1a-6.8.3.3-1 A23a-6.7.3.3-1 | no structure tree
root              NB-tree-a | the tree is not one Document
element           PDF-14.7.2-a | a structure element is malformed or reached twice
element-parent    UA1-7.1-12 PDF-14.7.2-b | a structure element does not lead back to its parent
element-type      UA1-7.1-5 A1a-6.8.3.4-1 A23a-6.7.3.4-1 PDF-14.8.4-a | a structure type that is not standard
role-circle       UA1-7.1-6 A1a-6.8.3.4-2 A23a-6.7.3.4-2 PDF-14.7.3-a | a role map that goes round
role-standard     UA1-7.1-7 A23a-6.7.3.4-3 | a standard type is mapped to another
element-id        PDF-14.7.2-c | two elements have one ID
id-tree           PDF-14.7.2-d | IDTree is not the IDs of the elements
struct-parents    PDF-14.7.4.4-a | a page with marked content has no StructParents of its own
parent-tree       PDF-14.7.4.4-b | ParentTree does not lead from marked content to its element
parent-tree-more  PDF-14.7.4.4-c | ParentTree has an entry for no page
parent-tree-next  PDF-14.7.4.4-d | ParentTreeNextKey is not beyond all keys
attribute         PDF-14.7.5.1-a | an attribute object without a proper owner
heading           UA1-7.4.2-1 PDF-14.8.4.3.5-a | headings do not begin with H1 or skip a level
heading-mixed     UA1-7.4.4-3 | H and H1 to H6 are mixed
figure            UA1-7.3-1 NB-tree-b | a figure without Alt
figure-box        PDF-14.8.5.4.3-a | a figure without BBox, or with one that is not on its page
table-kids        UA1-7.2-3 PDF-14.8.4.3.4-a | a Table has other children than rows, groups of rows and a caption
tr-parent         UA1-7.2-4 PDF-14.8.4.3.4-b | a TR outside of a table
thead-parent      UA1-7.2-5 PDF-14.8.4.3.4-c | a THead outside of a table
tbody-parent      UA1-7.2-6 PDF-14.8.4.3.4-d | a TBody outside of a table
tfoot-parent      UA1-7.2-7 PDF-14.8.4.3.4-e | a TFoot outside of a table
th-parent         UA1-7.2-8 PDF-14.8.4.3.4-f | a TH outside of a row
td-parent         UA1-7.2-9 PDF-14.8.4.3.4-g | a TD outside of a row
tr-kids           UA1-7.2-10 PDF-14.8.4.3.4-h | a TR has other children than TH and TD
thead-one         UA1-7.2-11 PDF-14.8.4.3.4-i | a table of two heads
tfoot-one         UA1-7.2-12 PDF-14.8.4.3.4-j | a table of two feet
tfoot-alone       UA1-7.2-13 PDF-14.8.4.3.4-k | a TFoot without a TBody
thead-alone       UA1-7.2-14 PDF-14.8.4.3.4-l | a THead without a TBody
caption-place     UA1-7.2-16 PDF-14.8.4.3.4-m | a caption in the middle of its table
caption-one       UA1-7.2-39 PDF-14.8.4.3.4-n | a table of two captions
thead-kids        UA1-7.2-36 PDF-14.8.4.3.4-o | a THead has other children than TR
tbody-kids        UA1-7.2-37 PDF-14.8.4.3.4-p | a TBody has other children than TR
tfoot-kids        UA1-7.2-38 PDF-14.8.4.3.4-q | a TFoot has other children than TR
cell-overlap      UA1-7.2-15 | cells of a table overlap
cell-below        UA1-7.2-41 | a cell spans rows that are not there
row-width         UA1-7.2-42 | rows of a table have different numbers of columns
li-parent         UA1-7.2-17 PDF-14.8.4.3.3-a | an LI outside of a list
lbody-parent      UA1-7.2-18 PDF-14.8.4.3.3-b | an LBody outside of an LI
list-kids         UA1-7.2-19 PDF-14.8.4.3.3-c | an L has other children than items
li-kids           UA1-7.2-20 PDF-14.8.4.3.3-d | an LI has other children than Lbl and LBody
span              PDF-14.8.5.7-a | a span that is no positive integer
scope             UA1-7.5-a NB-table-a | a TH without Scope
scope-value       PDF-14.8.5.7-b | a Scope that there is not
headers           UA1-7.5-b NB-table-b | a TD without Headers
headers-unknown   UA1-7.5-2 PDF-14.8.5.7-c | Headers name no TH of the same table
"""


class Rule:
    def __init__(self, line):
        left, self.sentence = line.split(" | ")
        self.slug, *names = left.split()
        self.names = [name for name in names for name in self.each_part(name)]

    @staticmethod
    def each_part(name):
        """("A2", "", "6.1.2-1") and ("A3", …) of "A23-6.1.2-1"."""
        document, number = name.split("-", 1)
        if document[0] != "A":
            return [(document, "", number)]
        level = document[-1] if document[-1] in "au" else ""
        return [("A" + part, level, number) for part in document.strip("Aau")]

    def name(self, claims):
        """"UA1-7.1-3 ISO 14289-1 7.1" of the first document that is claimed, None if none is."""
        for document, level, number in self.names:
            if claims.has(document, level):
                clause = number.rsplit("-", 1)[0]
                return f"{document}-{number} {DOCUMENTS[document]} {clause}"
        return None


RULES = {rule.slug: rule for rule in map(Rule, (
    line for line in TABLE.splitlines() if line and line[0] != "#"))}


class Claims:
    """What a file shall keep: "3a,ua1", "none"."""

    def __init__(self, text):
        self.part, self.level, self.is_ua = 0, "", False
        self.is_press = text == "x4"
        for word in text.split(","):
            if word == "ua1":
                self.is_ua = True
            elif word in ("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u"):
                self.part, self.level = int(word[0]), word[1]
            elif word not in ("none", "x4"):
                raise SystemExit(f"no standard {word}")

    def has(self, document, level=""):
        if document in ("PDF", "NB"):
            return True
        if document == "UA1":
            return self.is_ua
        if document == "X4":
            return self.is_press
        return document == f"A{self.part}" and self.level in LEVELS[level]

    @property
    def version(self):
        return "1.4" if self.part == 1 else "1.6" if self.is_press else "1.7"

    @property
    def is_tagged(self):
        return self.is_ua or self.level == "a"


class Report:
    """What was found, in order; a rule that no claimed document has is not broken."""

    def __init__(self, claims):
        self.claims, self.found = claims, []
        self.is_tagged = claims.is_tagged   # or the file has a tree all the same

    def say(self, slug, detail=""):
        if RULES[slug].name(self.claims):
            self.found.append((slug, str(detail)))

    def lines(self, most=5):
        """One line a rule, with the first of the places."""
        places = {}
        for slug, detail in self.found:
            places.setdefault(slug, []).append(detail)
        for slug, details in places.items():
            more = f" (and {len(details) - most} more)" if len(details) > most else ""
            said = "; ".join(d for d in details[:most] if d)
            yield f"{RULES[slug].name(self.claims)}: {RULES[slug].sentence}{': ' if said else ''}{said}{more}"
