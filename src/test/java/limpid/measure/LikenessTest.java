package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final List<String> KNOWN = List.of("LCA01", "LCA02", "临江", "泠川市");

    @Test
    void theNearestNameIsFound() {
        assertEquals(Optional.of("LCA01"), Likeness.nearest("lca01", KNOWN));
        assertEquals(Optional.of("LCA02"), Likeness.nearest("LCA-02", KNOWN));
        assertEquals(Optional.of("泠川市"), Likeness.nearest("冷川市", KNOWN));
    }

    @Test
    void whatIsFarFromAllHasNone() {
        assertEquals(Optional.empty(), Likeness.nearest("XYZ99", KNOWN));
        assertEquals(Optional.empty(), Likeness.nearest("", KNOWN));
        assertEquals(Optional.empty(), Likeness.nearest("X", KNOWN));
        assertEquals(Optional.empty(), Likeness.nearest("L".repeat(100_000), KNOWN));
    }
}
