#!/usr/bin/env python3
"""
Make what the fuzz targets verify, sign and der start from: keys and certificates of a test CA in
this folder, PDFs signed with them and DER in corpus/verify, corpus/sign and corpus/der. What it made
is kept: it is needed again only when these files are to be others.

  tests/slow/sign/make.py PROGRAM        PROGRAM: a built nianbao
"""
import os, pathlib, re, subprocess, sys, tempfile

here = pathlib.Path(__file__).resolve().parent
corpus = here.parent / "corpus"
program = os.path.abspath(sys.argv[1])
NEW_CURVE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
DAYS = ["-days", "36500"]
os.chdir(tempfile.mkdtemp())


def run(*args):
    subprocess.run(args, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def openssl(*args):
    run("openssl", *args)


def sign(source, to, *args, key=("--key", "k.key", "--cert", "k.pem")):
    run(program, "sign", source, "-o", to, "--time", "2027-01-15", *key, *args)


def read(name):
    return pathlib.Path(name).read_bytes()


def write(name, *parts):
    pathlib.Path(name).write_bytes(b"".join(p if isinstance(p, bytes) else p.encode() for p in parts))


def make_keys():
    openssl("req", "-x509", *NEW_CURVE, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=CA", *DAYS,
            "-addext", "keyUsage=keyCertSign,cRLSign")
    openssl("req", *NEW_CURVE, "-keyout", "k.key", "-out", "k.csr", "-subj", "/CN=K")
    write("k.ext", "keyUsage=digitalSignature\n")
    openssl("x509", "-req", "-in", "k.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", *DAYS,
            "-extfile", "k.ext", "-out", "k.pem")
    openssl("req", "-x509", *NEW_CURVE, "-keyout", "tsa.key", "-out", "tsa.pem", "-subj", "/CN=TSA", *DAYS,
            "-addext", "extendedKeyUsage=critical,timeStamping", "-addext", "keyUsage=digitalSignature")
    openssl("genpkey", "-algorithm", "SM2", "-out", "sm2.key")
    openssl("req", "-x509", "-new", "-key", "sm2.key", "-sm3", "-sigopt", "distid:1234567812345678",
            "-subj", "/CN=SM2", *DAYS, "-out", "sm2.pem", "-addext", "keyUsage=digitalSignature")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "rsa.key", "-out", "rsa.pem",
            "-subj", "/CN=R", *DAYS)
    for name in ("k.key", "k.pem", "ca.pem", "tsa.pem"):
        write(here / name, read(name))


def make_revocation():
    write("cnf", "[t]\nserial=serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\nsigner_key=tsa.key\n"
          "signer_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\nordering=yes\ntsa_name=no\n"
          "ess_cert_id_chain=no\n[c]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=30\n")
    serial = subprocess.run(["openssl", "x509", "-in", "k.pem", "-noout", "-serial"], check=True,
                            capture_output=True, text=True).stdout[7:].strip()
    write("index", f"V\t491231235959Z\t\t{serial}\tunknown\t/CN=K\n")
    write("number", "01\n")
    ca = ["-config", "cnf", "-name", "c", "-keyfile", "ca.key", "-cert", "ca.pem"]
    ocsp = ["ocsp", "-index", "index", "-CA", "ca.pem", "-rsigner", "ca.pem", "-rkey", "ca.key", "-issuer",
            "ca.pem", "-cert", "k.pem", "-noverify", "-no_nonce", "-respout"]
    openssl(*ocsp, "o.der")
    openssl("ca", *ca, "-revoke", "k.pem")
    openssl("ca", *ca, "-gencrl", "-out", "c.crl")
    openssl("crl", "-in", "c.crl", "-outform", "DER", "-out", "c.der")
    openssl(*ocsp, "revoked.der")


def table(offsets, free=()):
    text = f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n"
    for i, at in enumerate(offsets):
        text += f"{at:010} 00000 {'f' if i + 1 in free else 'n'} \n"
    return text


def pdf(name, bodies, hidden=()):
    """A file of these objects, 1 the catalog; hidden ones are in a stream beside the table."""
    text, offsets = "%PDF-1.7\n", []
    for i, body in enumerate(bodies):
        offsets.append(len(text))
        text += f"{i + 1} 0 obj\n{body}\nendobj\n"
    start, more = len(text), ""
    if hidden:
        rows = b"".join(b"\1" + offsets[n - 1].to_bytes(2, "big") + b"\0" for n in hidden)
        index = " ".join(f"{n} 1" for n in hidden)
        n = len(bodies) + 1
        text += (f"{n} 0 obj\n<</Type/XRef/W[1 2 1]/Size {n}/Index[{index}]/Length {len(rows)}>>\nstream\n"
                 f"{rows.decode('latin-1')}\nendstream\nendobj\n")
        more, start = f"/XRefStm {start}", len(text)
    text += table(offsets, hidden) + f"trailer\n<</Size {len(bodies) + 1}/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF\n"
    write(name, text.encode("latin-1"))


PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>"


def make_pdfs():
    pdf("plain.pdf", ["<</Type/Catalog/Pages 2 0 R>>", PAGES, "<</Type/Page/Parent 2 0 R>>"])
    pdf("hybrid.pdf", ["<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>", PAGES,
                       "<</Type/Page/Parent 2 0 R>>", "<</Fields[]>>"], hidden=[4])
    pdf("tagged.pdf", [
        "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/MarkInfo<</Marked true>>/AcroForm<</Fields[7 0 R]>>"
        "/Metadata 9 0 R/Dests<</nianbao.seal.organ[3 0 R/FitR 300 100 420 220]>>>>", PAGES,
        "<</Type/Page/Parent 2 0 R/Annots[7 0 R]/StructParents 0/Contents 8 0 R>>",
        "<</Type/StructTreeRoot/K[5 0 R]/ParentTree 6 0 R/ParentTreeNextKey 1>>",
        "<</S/Document/P 4 0 R/K[]>>", "<</Nums[0[5 0 R]]>>",
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/F 132/Rect[10 10 110 60]/P 3 0 R>>",
        "<</Length 7>>\nstream\nq 1 w Q\nendstream",
        "<</Type/Metadata/Subtype/XML/Length 76>>\nstream\n<pdfaid:part>1</pdfaid:part>"
        "<pdfaid:conformance>B</pdfaid:conformance>     \nendstream"])
    qpdf = ["qpdf", "--static-id", "--object-streams=generate", "tagged.pdf"]
    run(*qpdf, "packed.pdf")
    run(*qpdf, "--compress-streams=n", "loose.pdf")


def hex_range(name):
    data = read(name)
    start = data.index(b"/Contents <") + 11
    return data, start, data.index(b">", start)


def cms_of(name):
    data, start, end = hex_range(name)
    der = bytes.fromhex(data[start:end].decode())
    return der[:4 + int.from_bytes(der[2:4], "big")]


def stamp(source, to):
    """A reply for the signature: its query as nianbao makes it needs more room than a seed should have."""
    write("cms.der", cms_of(source))
    text = subprocess.run(["openssl", "asn1parse", "-inform", "DER", "-in", "cms.der"], check=True,
                          capture_output=True, text=True).stdout.splitlines()
    last = [line for line in text if "OCTET STRING" in line][-1]
    write("value", bytes.fromhex(last.split("[HEX DUMP]:")[1]))
    openssl("ts", "-query", "-data", "value", "-sha256", "-cert", "-no_nonce", "-out", "q.tsq")
    write("serial", "01\n")
    openssl("ts", "-reply", "-config", "cnf", "-section", "t", "-queryfile", "q.tsq", "-out", "r.tsr")
    run(program, "sign", source, "-o", to, "--tsa-reply", "r.tsr")


def keep(target, name, *parts):
    (corpus / target).mkdir(parents=True, exist_ok=True)
    write(corpus / target / name, *parts)


make_keys()
make_revocation()
make_pdfs()
for source in ("plain", "tagged", "packed", "loose", "hybrid"):
    sign(source + ".pdf", "s.pdf")
    keep("verify", source, read("s.pdf"))
    for how, options in (("unseen", 0), ("box", 1), ("seen", 2), ("seal-twice", 128 + 8 + 1)):
        keep("sign", f"{source}-{how}", bytes([options]), read(source + ".pdf"))
for source, name in (("plain.pdf", "twice"), ("tagged.pdf", "tagged-twice")):
    sign(source, "s.pdf")
    sign("s.pdf", "s2.pdf")
    keep("verify", name, read("s2.pdf"))
sign("plain.pdf", "s.pdf", key=("--key", "sm2.key", "--cert", "sm2.pem"))
keep("verify", "sm2", read("s.pdf"))
keep("der", "sm2", b"\0", cms_of("s.pdf"))
sign("plain.pdf", "s.pdf", key=("--key", "rsa.key", "--cert", "rsa.pem"))
keep("der", "rsa", b"\0", cms_of("s.pdf"))
sign("plain.pdf", "s.pdf", "--reserve", "2000")
write(here / "signed.pdf", read("s.pdf"))
keep("der", "cms", b"\0", cms_of("s.pdf"))
keep("der", "no-time", b"\0", re.sub(rb"\d\d(\d{10}Z)", rb"XX\1", cms_of("s.pdf")))
stamp("s.pdf", "t.pdf")
keep("der", "stamped", b"\0", cms_of("t.pdf"))
keep("der", "reply", b"\1", read("r.tsr"))
for i, (name, file) in enumerate((("cert", "ca.pem"), ("crl", "c.der"), ("ocsp", "o.der"), ("chain", "k.pem"))):
    keep("der", name, bytes([2 + i]), read(file))
keep("der", "ocsp-revoked", b"\4", read("revoked.der"))
sign("t.pdf", "l.pdf", "--dss-cert", "ca.pem", "--crl", "c.crl", "--ocsp", "o.der", key=())
keep("verify", "store", read("l.pdf"))
