package limpid.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void whatIsWrongWithALineIsSaidInChinese() {
        assertEquals("不能为空", Reasons.zh("must not be empty"));
        assertEquals("“三”不是整数", Reasons.zh("'三' is not a whole number"));
        assertEquals("“x”不是下列之一：a, b", Reasons.zh("'x' is not one of a, b"));
        assertEquals("没有登记站点“大侨”，是否为“大桥”？", Reasons.zh("no station '大侨' is registered; did you mean '大桥'?"));
        assertEquals("没有登记站点“没有此站”", Reasons.zh("no station '没有此站' is registered"));
        assertEquals("something else", Reasons.zh("something else"));
    }
}
