package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import limpid.bulletin.BadTemplate;
import limpid.bulletin.Shape;
import limpid.bulletin.Templates;
import limpid.measure.Language;
import limpid.programme.Programmes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programmes and templates of a city, as editors on a Chinese desktop save them. */
class OwnFilesTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final byte[] NEITHER = {'#', ' ', (byte) 0xE5, (byte) 0x9F, '\n', (byte) 0xFF, '\n'};

    private final Path folder;

    OwnFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aProgrammeInGbkIsTheSameProgramme() throws IOException {
        String yaml = shipped("/limpid/programme/lingchuan.yml");
        Files.write(folder.resolve("own.yml"), yaml.getBytes(GBK));
        assertEquals(
                Programmes.shipped().find("lingchuan").orElseThrow().nameZh(),
                Programmes.with(folder).find("lingchuan").orElseThrow().nameZh());
    }

    @Test
    void aTemplateInGbkIsTheSameTemplate() throws IOException {
        Files.write(folder.resolve("bulletin.zh.md"), "# 临江市环境质量月报\n".getBytes(GBK));
        assertEquals("# 临江市环境质量月报\n", Templates.with(folder, Shape.ANYTHING).markdown("临江市", Language.ZH, Map.of()));
    }

    @Test
    void whatIsNeitherIsRefusedByName() throws IOException {
        Files.write(folder.resolve("own.yml"), NEITHER);
        String ofProgramme = assertThrows(IllegalArgumentException.class, () -> Programmes.with(folder))
                .toString();
        assertTrue(ofProgramme.contains("own.yml line 1: "), ofProgramme);
        assertTrue(ofProgramme.contains("UTF-8"), ofProgramme);

        Files.write(folder.resolve("bulletin.zh.md"), NEITHER);
        String ofTemplate = assertThrows(BadTemplate.class, () -> Templates.with(folder, Shape.ANYTHING))
                .toString();
        assertTrue(ofTemplate.contains("bulletin.zh.md: "), ofTemplate);
    }

    private static String shipped(String resource) {
        try (InputStream in = Objects.requireNonNull(OwnFilesTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
