package limpid.measure;

/** The two sides of a change: classes, numbers or codes of words. */
public record BeforeAfter(String before, String after) {}
