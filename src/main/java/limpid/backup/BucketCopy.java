package limpid.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.input.BoundedInputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A copy of a folder of backups in a bucket, under the names that the files have in the folder. A whole database is complete there
 * when its manifest is, which is copied last; what PostgreSQL wrote since is copied before.
 */
public final class BucketCopy implements AutoCloseable {
    /** Of a file that is copied in parts; the protocol takes ten thousand of them, and 5 GB in one. */
    private static final long LEAST_PART = 64L * 1024 * 1024;

    private static final long MOST_PARTS = 9_000;
    private static final String BYTES = "application/octet-stream";

    /** Says of which database the copies are: segments of two databases have the same names. */
    private static final String OWNER = "database";

    private static final String BASE = "base/";
    private static final String WAL = "wal/";

    private final Bucket bucket;
    private final S3Client store;
    private final long leastPart;

    private BucketCopy(Bucket bucket, long leastPart) {
        this.bucket = bucket;
        this.leastPart = leastPart;
        this.store = S3Client.builder()
                .endpointOverride(bucket.endpoint())
                .region(Region.of(bucket.region()))
                .credentialsProvider(
                        bucket.key().isEmpty()
                                ? DefaultCredentialsProvider.builder().build()
                                : StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(bucket.key(), bucket.secret())))
                .forcePathStyle(true)
                // Not every store that speaks the protocol knows the newer sums; each file has its own in the manifest.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Of a bucket that is there; nothing is asked of it yet. */
    public static BucketCopy of(Bucket bucket) {
        return new BucketCopy(bucket, LEAST_PART);
    }

    /** The same with small parts, for tests. */
    static BucketCopy of(Bucket bucket, long leastPart) {
        return new BucketCopy(bucket, leastPart);
    }

    /**
     * Copies what is complete in the folder and not in the bucket, and removes from the bucket all but so many of the newest.
     *
     * @param database which database it is, unlike any other: PostgreSQL's system identifier
     * @param kept     whole databases that stay in the bucket, at least 1
     * @return files copied
     * @throws BackupException where the bucket holds copies of another database, or cannot be reached
     */
    public int copy(Backups backups, String database, int kept) {
        return asking("copying " + backups.folder() + " to " + bucket, () -> {
            claim(database);
            SortedMap<String, Long> there = objects();
            List<Path> missing = new ArrayList<>();
            for (Path file : complete(backups)) {
                if (!Long.valueOf(Files.size(file)).equals(there.get(name(backups, file)))) {
                    missing.add(file);
                }
            }
            for (Path file : missing) {
                put(name(backups, file), file);
            }
            keep(kept);
            return missing.size();
        });
    }

    private void claim(String database) throws IOException {
        Optional<byte[]> owner = bytes(OWNER);
        if (owner.isEmpty()) {
            store.putObject(
                    request -> request.bucket(bucket.name()).key(bucket.prefix() + OWNER),
                    RequestBody.fromString(database));
        } else if (!new String(owner.get(), StandardCharsets.UTF_8).equals(database)) {
            throw new BackupException(
                    bucket + " holds copies of another database; name another prefix, or remove them", null);
        }
    }

    /** What was written since the first of them, then whole databases, the manifest of each last. */
    private static List<Path> complete(Backups backups) throws IOException {
        List<Backups.Base> bases = backups.all();
        String first =
                bases.isEmpty() ? "" : Manifest.read(bases.getFirst().folder()).firstSegment();
        List<Path> files = new ArrayList<>(files(backups.wal()));
        files.removeIf(file -> !Backups.isKept(file)
                || !first.isEmpty() && Backups.isBefore(file.getFileName().toString(), first));
        for (Backups.Base base : bases) {
            List<Path> its = files(base.folder());
            Path manifest = base.folder().resolve(Manifest.NAME);
            its.stream().filter(file -> !file.equals(manifest)).forEach(files::add);
            files.add(manifest);
        }
        return files;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Backups backups, Path file) {
        return backups.folder().relativize(file).toString().replace('\\', '/');
    }

    private void put(String name, Path file) throws IOException {
        long size = Files.size(file);
        if (size <= leastPart) {
            store.putObject(
                    request -> request.bucket(bucket.name()).key(bucket.prefix() + name),
                    RequestBody.fromContentProvider(() -> part(file, 0, size), size, BYTES));
        } else {
            putInParts(bucket.prefix() + name, file, size);
        }
    }

    private void putInParts(String key, Path file, long size) {
        String upload = store.createMultipartUpload(
                        request -> request.bucket(bucket.name()).key(key))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            long length = Math.max(leastPart, size / MOST_PARTS + 1);
            for (long from = 0; from < size; from += length) {
                int number = parts.size() + 1;
                long begin = from;
                long bytes = Math.min(length, size - from);
                String tag = store.uploadPart(
                                request -> request.bucket(bucket.name())
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromContentProvider(() -> part(file, begin, bytes), bytes, BYTES))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
            store.completeMultipartUpload(request ->
                    request.bucket(bucket.name()).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (SdkException e) {
            store.abortMultipartUpload(
                    request -> request.bucket(bucket.name()).key(key).uploadId(upload));
            throw e;
        }
    }

    /** A part of a file, which may be asked for again where sending it failed. */
    private static InputStream part(Path file, long from, long bytes) {
        try {
            FileChannel channel = FileChannel.open(file).position(from);
            return BoundedInputStream.builder()
                    .setInputStream(new BufferedInputStream(Channels.newInputStream(channel)))
                    .setMaxCount(bytes)
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes whole databases beyond so many, and what was written before the oldest that is left. */
    private void keep(int count) throws IOException {
        SortedMap<String, Long> there = objects();
        List<Backups.Base> bases = bases(there);
        if (bases.isEmpty()) {
            return;
        }
        Backups.Base oldest = bases.get(Math.max(0, bases.size() - Math.max(1, count)));
        String first = manifest(oldest).firstSegment();
        for (String name : there.keySet()) {
            boolean before = name.startsWith(BASE)
                    ? time(name).filter(oldest.time()::isAfter).isPresent()
                    : name.startsWith(WAL) && Backups.isBefore(name.substring(WAL.length()), first);
            if (before) {
                store.deleteObject(request -> request.bucket(bucket.name()).key(bucket.prefix() + name));
            }
        }
    }

    private Manifest manifest(Backups.Base base) throws IOException {
        Path file = base.folder().resolve(Manifest.NAME);
        String text = new String(bytes(file.toString()).orElseThrow(), StandardCharsets.UTF_8);
        return Manifest.of(file, text);
    }

    /** Whole databases that are complete in the bucket, the oldest first; their folders are names of objects. */
    private static List<Backups.Base> bases(Map<String, Long> there) {
        return there.keySet().stream()
                .filter(name -> name.startsWith(BASE) && name.endsWith("/" + Manifest.NAME))
                .flatMap(name ->
                        time(name).map(time -> new Backups.Base(Path.of(name).resolveSibling(""), time)).stream())
                .toList();
    }

    /** When the whole database was made to which an object belongs. */
    private static Optional<Instant> time(String name) {
        return Backups.time(name.split("/", 3)[1]);
    }

    /** When the newest whole database was made that is complete in the bucket; none where there is none. */
    public Optional<Instant> newest() {
        return asking(
                "looking at " + bucket,
                () -> bases(objects()).stream().map(Backups.Base::time).reduce((older, newer) -> newer));
    }

    /**
     * Fetches the newest whole database that is no later than an instant, and all that was written since, into a folder.
     *
     * @param until none: the newest of all
     * @throws BackupException where there is none, a name leads out of the folder, or the bucket cannot be reached
     */
    public void fetch(Backups backups, Optional<Instant> until) {
        asking("fetching " + bucket + " into " + backups.folder(), () -> {
            SortedMap<String, Long> there = objects();
            Backups.Base base = Backups.chosen(bases(there), until, bucket);
            backups.make();
            for (String name : there.keySet()) {
                if (name.startsWith(WAL) || name.startsWith(base.folder() + "/")) {
                    get(name, place(backups, name));
                }
            }
            return base;
        });
    }

    /** Who may write into the bucket must not write elsewhere here. */
    static Path place(Backups backups, String name) {
        Path place = backups.folder().resolve(name).normalize();
        if (!place.equals(backups.folder().resolve(name)) || !place.startsWith(backups.folder())) {
            throw new BackupException("'" + name + "' in the bucket is no name of a file of backups", null);
        }
        return place;
    }

    private void get(String name, Path file) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling("."));
        Path partial = folder.resolve(file.getFileName() + ".fetching");
        try (ResponseInputStream<GetObjectResponse> in =
                store.getObject(request -> request.bucket(bucket.name()).key(bucket.prefix() + name))) {
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Optional<byte[]> bytes(String name) throws IOException {
        try (ResponseInputStream<GetObjectResponse> in =
                store.getObject(request -> request.bucket(bucket.name()).key(bucket.prefix() + name))) {
            return Optional.of(in.readAllBytes());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** All objects, by their names without the prefix, with their sizes. */
    private SortedMap<String, Long> objects() {
        SortedMap<String, Long> found = new TreeMap<>();
        for (S3Object each : store.listObjectsV2Paginator(
                        request -> request.bucket(bucket.name()).prefix(bucket.prefix()))
                .contents()) {
            found.put(each.key().substring(bucket.prefix().length()), each.size());
        }
        return found;
    }

    private interface Step<T> {
        T make() throws IOException;
    }

    private static <T> T asking(String what, Step<T> step) {
        try {
            return step.make();
        } catch (SdkException | IOException | UncheckedIOException e) {
            throw new BackupException(what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
