package limpid.export.document;

/** What a document is printed on, and how large the type of its tables is. */
public enum Paper {
    /** A text with tables in it: A4. */
    TEXT(false, 10.5, 72),
    /** A list: A4. */
    LIST(false, 9, 48),
    /** A list with many columns: A4 on its side. */
    WIDE_LIST(true, 9, 48);

    /** In twentieths of a point: A4. */
    private static final int SHORT = 11_906;

    private static final int LONG = 16_838;

    private final boolean wide;
    private final double cell;
    private final float margin;

    Paper(boolean wide, double cell, float margin) {
        this.wide = wide;
        this.cell = cell;
        this.margin = margin;
    }

    boolean wide() {
        return wide;
    }

    /** Of the type of tables, in points: 五号 or 小五号. */
    double cell() {
        return cell;
    }

    /** Of a page to print, in points. */
    float margin() {
        return margin;
    }

    /** In twentieths of a point. */
    int width() {
        return wide ? LONG : SHORT;
    }

    /** In twentieths of a point. */
    int height() {
        return wide ? SHORT : LONG;
    }

    /** Between the margins, in twentieths of a point. */
    int between() {
        return width() - OfficialForm.BESIDE;
    }

    /** How many halves of a Chinese letter of the type of tables stand beside each other. */
    public int room() {
        return (int) (between() / 10.0 / cell);
    }
}
