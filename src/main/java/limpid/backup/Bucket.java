package limpid.backup;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where copies of backups are kept off site, in any store that speaks the protocol of Amazon S3.
 *
 * @param endpoint of the store, without a path
 * @param name     of the bucket
 * @param prefix   of the names of all objects, empty or with a slash at its end
 * @param region   that requests are signed for
 * @param key      access key; empty: as the machine's own role or files say
 * @param secret   of the key
 */
public record Bucket(URI endpoint, String name, String prefix, String region, String key, String secret) {
    private static final Pattern ADDRESS = Pattern.compile("(https?://[^/]+)/([a-z0-9][a-z0-9.-]+)(?:/(.*?))?/*");

    /**
     * Of an address such as {@code https://s3.example.cn/bucket/prefix}.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Bucket at(String address, String region, String key, String secret) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + address + "' is no address of a bucket; an example is https://s3.example.cn/bucket/prefix");
        }
        String prefix = parts.group(3) == null || parts.group(3).isEmpty() ? "" : parts.group(3) + "/";
        return new Bucket(
                URI.create(parts.group(1).toLowerCase(Locale.ROOT)), parts.group(2), prefix, region, key, secret);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return endpoint + "/" + name + "/" + prefix;
    }
}
