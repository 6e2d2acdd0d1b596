package limpid.export;

import java.util.List;
import limpid.export.Column.Kind;

/** Columns that tables of water sections have in common. */
final class WaterColumns {
    /** Which section it is. */
    static final List<Column> SECTION = List.of(
            Column.text("section", "断面编码"),
            Column.text("name", "断面名称"),
            Column.text("city", "城市"),
            Column.text("waterBody", "水体"));

    /** What it was judged to be. */
    static final List<Column> CLASS = List.of(
            Column.of(Kind.INTEGER, "class", "水质类别（6 为劣Ⅴ）"),
            Column.text("className", "水质类别"),
            Column.of(Kind.INTEGER, "target", "水质目标"),
            Column.of(Kind.BOOLEAN, "meetsTarget", "是否达标"),
            Column.text("decidingItems", "定类项目"));

    private WaterColumns() {}
}
