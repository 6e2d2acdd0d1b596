// Plain office files (ECMA-376): a workbook of sheets of texts and numbers with a bold first row, a document with a table. No library for it is among the packages that the build uses.

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const LONGEST = 32767;
const FIRST_WIDE = "\u2e80";

const escaped = text => text.slice(0, LONGEST).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
  .replace(/[&<>"]/g, one => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[one]);

const letters = index => (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + index % 26);

function cell(value, row, column) {
  const at = `r="${letters(column)}${row + 1}"${row === 0 ? ' s="1"' : ""}`;
  if (value === "" || value === null) return "";
  return typeof value === "number" ? `<c ${at}><v>${value}</v></c>` : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(String(value))}</t></is></c>`;
}

const width = text => [...String(text ?? "")].reduce((sum, one) => sum + (one >= FIRST_WIDE ? 2 : 1), 2);

function sheet(lines) {
  const widths = lines[0].map((_, index) => Math.min(60, Math.max(...lines.slice(0, 500).map(line => width(line[index])))));
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    + `<cols>${widths.map((one, index) => `<col min="${index + 1}" max="${index + 1}" width="${one}" customWidth="1"/>`).join("")}</cols>`
    + `<sheetData>${lines.map((line, row) => `<row r="${row + 1}">${line.map((value, column) => cell(value, row, column)).join("")}</row>`).join("")}</sheetData></worksheet>`;
}

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>`
  + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
  + '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>';

/** A workbook as a file. sheets: pairs of a name and its lines of cells, texts or numbers; a name has at most 31 letters */
export function workbook(sheets) {
  const parts = {
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>`
      + `${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join("")}</Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(([name], index) => `<sheet name="${escaped(name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31))}" sheetId="${index + 1}" r:id="r${index + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${RELATIONS}">${sheets.map((_, index) => `<Relationship Id="r${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join("")}`
      + `<Relationship Id="r${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": STYLES,
    ...Object.fromEntries(sheets.map(([, lines], index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet(lines)])),
  };
  return new Blob(zip(parts), {type: `${TYPE}.sheet`});
}

const WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PAGE = {upright: [11906, 16838], wide: [16838, 11906]};
const MARGIN = 1134;
/** So much stands beside each other on an upright page, in halves of a Chinese letter. */
const UPRIGHT = 100;

const run = (text, size, bold = false) => `<w:r><w:rPr>${bold ? "<w:b/>" : ""}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const paragraph = (content, align = "left") => `<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="${align}"/></w:pPr>${content}</w:p>`;

/** A document as a file: its title, a table whose head is repeated on each page, remarks below it, numbers of pages. lines: cells, the first of titles */
export function wordDocument(title, lines, remarks) {
  const widths = widthsOf(lines);
  const whole = widths.reduce((sum, one) => sum + one, 0);
  const wide = whole > UPRIGHT;
  const [across, down] = PAGE[wide ? "wide" : "upright"];
  const share = index => Math.floor((across - 2 * MARGIN) * widths[index] / whole);
  const row = (line, head) => `<w:tr><w:trPr><w:cantSplit/>${head ? "<w:tblHeader/>" : ""}</w:trPr>${line.map((value, index) =>
    `<w:tc><w:tcPr><w:tcW w:w="${share(index)}" w:type="dxa"/></w:tcPr>${paragraph(run(String(value ?? ""), 18, head), head ? "center" : typeof value === "number" ? "right" : "left")}</w:tc>`).join("")}</w:tr>`;
  const border = ["top", "left", "bottom", "right", "insideH", "insideV"].map(one => `<w:${one} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join("");
  const parts = {
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + `<Override PartName="/word/document.xml" ContentType="${DOCUMENT}.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="${DOCUMENT}.footer+xml"/></Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/footer" Target="footer1.xml"/></Relationships>`,
    "word/footer1.xml": `${XML}<w:ftr xmlns:w="${WORDS}">${paragraph(`${run("— ", 21)}<w:fldSimple w:instr="PAGE"/>${run(" —", 21)}`, "center")}</w:ftr>`,
    "word/document.xml": `${XML}<w:document xmlns:w="${WORDS}" xmlns:r="${OFFICE}"><w:body>${paragraph(run(title, 32, true), "center")}`
      + `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${border}</w:tblBorders></w:tblPr><w:tblGrid>${widths.map((_, index) => `<w:gridCol w:w="${share(index)}"/>`).join("")}</w:tblGrid>`
      + `${lines.map((line, index) => row(line, index === 0)).join("")}</w:tbl>${remarks.map(one => paragraph(run(one, 18))).join("")}`
      + `<w:sectPr><w:footerReference w:type="default" r:id="r1"/><w:pgSz w:w="${across}" w:h="${down}"${wide ? ' w:orient="landscape"' : ""}/>`
      + `<w:pgMar w:top="${MARGIN}" w:right="${MARGIN}" w:bottom="${MARGIN}" w:left="${MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  };
  return new Blob(zip(parts), {type: `${DOCUMENT}.document`});
}

/** How wide columns want to be, in halves of a Chinese letter; titles may take two lines. */
const widthsOf = lines => lines[0].map((title, index) => lines.slice(1).reduce((most, line) => Math.min(40, Math.max(most, width(line[index]))), Math.max(6, width(title) / 2)));

/** Whether a table needs a page on its side. */
export const isWide = lines => widthsOf(lines).reduce((sum, one) => sum + one, 0) > UPRIGHT;

const TABLE = Uint32Array.from({length: 256}, (_, index) => {
  let one = index;
  for (let bit = 0; bit < 8; bit++) one = one & 1 ? 0xedb88320 ^ one >>> 1 : one >>> 1;
  return one;
});

const crc32 = bytes => ~bytes.reduce((sum, one) => TABLE[(sum ^ one) & 0xff] ^ sum >>> 8, -1) >>> 0;

/** An archive without compression (APPNOTE 4.3); dated 1980-01-01, so that the same rows make the same file. */
function zip(parts) {
  const encoder = new TextEncoder();
  const chunks = [];
  const directory = [];
  let offset = 0;
  for (const [path, text] of Object.entries(parts)) {
    const [name, bytes] = [encoder.encode(path), encoder.encode(text)];
    const common = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
    const head = fields([[4, 0x04034b50], ...common]);
    directory.push(fields([[4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), name);
    chunks.push(head, name, bytes);
    offset += head.length + name.length + bytes.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const count = directory.length / 2;
  return [...chunks, ...directory, fields([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]])];
}

/** Numbers of so many bytes, the lowest first. */
function fields(list) {
  const bytes = new Uint8Array(list.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of list) {
    if (size === 4) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    at += size;
  }
  return bytes;
}
