package limpid.api.http;

/**
 * Who may show the public page in a frame.
 *
 * @param origins such as {@code https://www.example.gov.cn}, separated by blanks; empty for nobody
 */
public record PublicFrames(String origins) {
    /** What the public page may load, and who may frame it, as the header Content-Security-Policy. */
    public String policy() {
        return "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'self'; "
                + "frame-ancestors " + (origins.isEmpty() ? "'none'" : origins);
    }
}
