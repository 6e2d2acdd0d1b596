package limpid.export.document;

import java.util.ArrayList;
import java.util.List;
import limpid.export.document.Block.Align;
import limpid.export.document.Block.Grid;
import limpid.export.document.Block.Heading;
import limpid.export.document.Block.Paragraph;
import limpid.export.document.Block.Run;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Markdown with tables to the blocks of a document. HTML in it shows as text. */
public final class MarkdownBlocks {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private MarkdownBlocks() {}

    /** The blocks of a text. */
    public static List<Block> of(String markdown) {
        Blocks blocks = new Blocks();
        PARSER.parse(markdown).accept(blocks);
        return blocks.found;
    }

    private static final class Blocks extends AbstractVisitor {
        private final List<Block> found = new ArrayList<>();
        private String mark = "";

        @Override
        public void visit(org.commonmark.node.Heading heading) {
            found.add(new Heading(heading.getLevel(), plain(heading)));
        }

        @Override
        public void visit(org.commonmark.node.Paragraph paragraph) {
            add(new Inlines().of(paragraph));
        }

        private void add(List<Run> runs) {
            found.add(new Paragraph(mark, runs));
            mark = "";
        }

        @Override
        public void visit(BulletList list) {
            for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                mark = "•";
                visitChildren(item);
            }
        }

        @Override
        public void visit(OrderedList list) {
            Integer first = list.getMarkerStartNumber();
            int number = first == null ? 1 : first;
            for (Node item = list.getFirstChild(); item instanceof ListItem; item = item.getNext()) {
                mark = number + ".";
                number++;
                visitChildren(item);
            }
        }

        @Override
        public void visit(FencedCodeBlock block) {
            add(List.of(new Run(block.getLiteral(), false)));
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            add(List.of(new Run(block.getLiteral(), false)));
        }

        @Override
        public void visit(HtmlBlock block) {
            add(List.of(new Run(block.getLiteral(), false)));
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock table) {
                found.add(grid(table));
            } else {
                visitChildren(block);
            }
        }

        private static Grid grid(TableBlock table) {
            List<String> head = new ArrayList<>();
            List<Align> aligned = new ArrayList<>();
            List<List<String>> rows = new ArrayList<>();
            for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
                for (Node row = part.getFirstChild(); row instanceof TableRow; row = row.getNext()) {
                    List<String> cells = new ArrayList<>();
                    for (Node cell = row.getFirstChild(); cell instanceof TableCell of; cell = cell.getNext()) {
                        cells.add(plain(of));
                        if (part instanceof TableHead) {
                            aligned.add(align(of));
                        }
                    }
                    if (part instanceof TableHead) {
                        head = cells;
                    } else {
                        rows.add(cells);
                    }
                }
            }
            return new Grid(head, rows, aligned);
        }

        private static Align align(TableCell cell) {
            return switch (cell.getAlignment()) {
                case RIGHT -> Align.RIGHT;
                case CENTER -> Align.CENTRE;
                case LEFT -> Align.LEFT;
                case null -> Align.LEFT;
            };
        }

        private static String plain(Node of) {
            StringBuilder text = new StringBuilder();
            new Inlines().of(of).forEach(run -> text.append(run.text()));
            return text.toString();
        }
    }

    /** The text within a block. */
    private static final class Inlines extends AbstractVisitor {
        private final List<Run> runs = new ArrayList<>();
        private boolean bold;

        List<Run> of(Node block) {
            visitChildren(block);
            return runs;
        }

        private void add(String text) {
            if (!runs.isEmpty() && runs.getLast().bold() == bold) {
                runs.addLast(new Run(runs.removeLast().text() + text, bold));
            } else if (!text.isEmpty()) {
                runs.add(new Run(text, bold));
            }
        }

        @Override
        public void visit(Text text) {
            add(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            add(code.getLiteral());
        }

        @Override
        public void visit(HtmlInline html) {
            add(html.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak line) {
            add(" ");
        }

        @Override
        public void visit(HardLineBreak line) {
            add("\n");
        }

        @Override
        public void visit(StrongEmphasis strong) {
            bold = true;
            visitChildren(strong);
            bold = false;
        }
    }
}
