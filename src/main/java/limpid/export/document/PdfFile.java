package limpid.export.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import limpid.export.document.Block.Align;
import limpid.export.document.Block.Grid;
import limpid.export.document.Block.Heading;
import limpid.export.document.Block.Note;
import limpid.export.document.Block.Paragraph;
import limpid.export.document.Block.Run;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.HeaderFooter;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfChunk;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** A document to print, PDF: A4, with the letters it uses enclosed. */
public final class PdfFile {
    /** Media type of the file. */
    public static final String TYPE = "application/pdf";

    /** Fonts with Chinese letters where systems have them. */
    private static final List<String> KNOWN = List.of(
            "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
            "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
            "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
            "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
            "/usr/share/fonts/truetype/arphic/uming.ttc",
            "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
            "/System/Library/Fonts/STHeiti Light.ttc",
            "C:\\Windows\\Fonts\\simsun.ttc",
            "C:\\Windows\\Fonts\\simhei.ttf");

    private static final float TITLE = 20;
    private static final float HEAD = 14;
    private static final float TEXT = 12;
    private static final float CELL = 9;
    private static final float LEADING = 20;
    private static final float INDENT = 2 * TEXT;
    private static final float GAP = 10;
    private static final float PADDING = 4;
    private static final int FULL = 100;
    private static final char FIRST_WIDE = 0x2E80;
    private static final String NOT_AT_THE_BEGINNING = "，。；：、？！）》」』”’％%)";
    private static final String NOT_AT_THE_END = "（《「『“‘(";

    private PdfFile() {}

    /** A font of the system that has Chinese letters; empty where none of those that are known is there. */
    public static Optional<Path> systemFont() {
        return KNOWN.stream().map(Path::of).filter(Files::isReadable).findFirst();
    }

    /**
     * The file of these blocks.
     *
     * @param font TrueType or OpenType with the letters of the text; of a collection (.ttc) the first
     * @throws UncheckedIOException where the font cannot be read
     */
    public static byte[] of(List<Block> blocks, Path font, Paper paper) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            BaseFont letters = letters(font);
            Rectangle page = paper.wide() ? PageSize.A4.rotate() : PageSize.A4;
            try (Document document =
                    new Document(page, paper.margin(), paper.margin(), paper.margin(), paper.margin())) {
                PdfWriter.getInstance(document, bytes);
                document.setFooter(foot(letters));
                document.open();
                for (Block block : blocks) {
                    document.add(element(block, letters));
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the font " + font, e);
        }
    }

    /** The number of the page. */
    private static HeaderFooter foot(BaseFont letters) {
        Font font = new Font(letters, TEXT);
        HeaderFooter foot = new HeaderFooter(new Phrase("— ", font), new Phrase(" —", font));
        foot.setAlignment(Element.ALIGN_CENTER);
        foot.setBorder(Rectangle.NO_BORDER);
        return foot;
    }

    private static BaseFont letters(Path font) throws IOException {
        String name = font.toString();
        boolean collection = name.toLowerCase(Locale.ROOT).endsWith(".ttc");
        return BaseFont.createFont(collection ? name + ",0" : name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
    }

    private static Element element(Block block, BaseFont letters) {
        return switch (block) {
            case Heading heading -> heading(heading, letters);
            case Paragraph paragraph -> paragraph(paragraph, letters);
            case Grid grid -> table(grid, letters);
            case Note note -> note(note, letters);
        };
    }

    private static Element heading(Heading heading, BaseFont letters) {
        boolean title = heading.level() == 1;
        float size = title ? TITLE : heading.level() == 2 ? HEAD : TEXT;
        var made = new org.openpdf.text.Paragraph(1.5f * size);
        made.add(chunk(heading.text(), new Font(letters, size, Font.BOLD)));
        made.setAlignment(title ? Element.ALIGN_CENTER : Element.ALIGN_LEFT);
        made.setSpacingBefore(GAP);
        made.setSpacingAfter(GAP / 2);
        return made;
    }

    private static Element paragraph(Paragraph paragraph, BaseFont letters) {
        var made = new org.openpdf.text.Paragraph(LEADING);
        made.setFirstLineIndent(INDENT);
        Font plain = new Font(letters, TEXT);
        if (!paragraph.mark().isEmpty()) {
            made.add(chunk(paragraph.mark() + " ", plain));
        }
        for (Run run : paragraph.runs()) {
            made.add(chunk(run.text(), run.bold() ? new Font(letters, TEXT, Font.BOLD) : plain));
        }
        return made;
    }

    private static Element note(Note note, BaseFont letters) {
        var made = new org.openpdf.text.Paragraph(1.5f * CELL);
        made.add(chunk(note.text(), new Font(letters, CELL)));
        return made;
    }

    private static Chunk chunk(String text, Font font) {
        Chunk chunk = new Chunk(shown(text, font.getBaseFont()), font);
        chunk.setSplitCharacter(PdfFile::mayBreakAfter);
        return chunk;
    }

    /**
     * A letter that the font has not, or has without a shape, would be left out without a word: its plain form stands there, Ⅴ as V,
     * or a question mark.
     */
    private static String shown(String text, BaseFont letters) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(letter -> {
            String one = Character.toString(letter);
            if (letter < ' ' || isDrawn(letter, letters)) {
                shown.append(one);
            } else {
                String plain = Normalizer.normalize(one, Normalizer.Form.NFKC);
                shown.append(
                        !plain.equals(one) && plain.codePoints().allMatch(each -> isDrawn(each, letters))
                                ? plain
                                : "?");
            }
        });
        return shown.toString();
    }

    /** Some fonts list letters that they draw as nothing. Where a font does not say how large its letters are, none has a box. */
    private static boolean isDrawn(int letter, BaseFont letters) {
        return letters.charExists(letter)
                && (letters.getCharBBox(letter) != null
                        || Character.isSpaceChar(letter)
                        || letters.getCharBBox('A') == null);
    }

    /** A line may end after a blank or a Chinese letter, but the next must not begin with what closes. */
    private static boolean mayBreakAfter(int start, int current, int end, char[] letters, PdfChunk[] chunks) {
        char one = letters[current];
        boolean closes = current + 1 < end && NOT_AT_THE_BEGINNING.indexOf(letters[current + 1]) >= 0;
        return !closes && NOT_AT_THE_END.indexOf(one) < 0 && (one <= ' ' || one == '-' || one >= FIRST_WIDE);
    }

    private static Element table(Grid grid, BaseFont letters) {
        PdfPTable table = new PdfPTable(grid.head().size());
        table.setWidthPercentage(FULL);
        table.setSpacingBefore(GAP);
        table.setSpacingAfter(GAP);
        table.setHeaderRows(1);
        table.setWidths(grid.widths());
        grid.head().forEach(text -> table.addCell(cell(text, Align.CENTRE, new Font(letters, CELL, Font.BOLD))));
        Font plain = new Font(letters, CELL);
        for (List<String> row : grid.rows()) {
            for (int i = 0; i < grid.head().size(); i++) {
                table.addCell(
                        cell(i < row.size() ? row.get(i) : "", grid.aligned().get(i), plain));
            }
        }
        return table;
    }

    private static PdfPCell cell(String text, Align align, Font font) {
        PdfPCell cell = new PdfPCell(new Phrase(shown(text, font.getBaseFont()), font));
        cell.setPadding(PADDING);
        cell.setHorizontalAlignment(
                switch (align) {
                    case LEFT -> Element.ALIGN_LEFT;
                    case CENTRE -> Element.ALIGN_CENTER;
                    case RIGHT -> Element.ALIGN_RIGHT;
                });
        cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
        return cell;
    }
}
