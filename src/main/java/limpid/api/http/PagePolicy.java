package limpid.api.http;

/** What our own pages may load: parts from here, styles within them, small pictures. Nobody frames them. */
public final class PagePolicy {
    /** As the header Content-Security-Policy. */
    public static final String TEXT = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PagePolicy() {}
}
