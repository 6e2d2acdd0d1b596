package limpid.api.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworksTest {
    @Test
    void containsWhatLiesInOneOfThem() {
        Networks networks = Networks.parse("10.0.0.0/8, 192.168.1.7 172.16.0.0/12 fd00::/8 ::1");
        for (String in : List.of("10.0.0.0", "10.255.255.255", "192.168.1.7", "172.31.0.1", "fd12::1", "::1")) {
            assertTrue(networks.contain(in), in);
        }
        for (String out :
                List.of("11.0.0.0", "9.255.255.255", "192.168.1.8", "172.32.0.1", "fe80::1", "::2", "", "x")) {
            assertFalse(networks.contain(out), out);
        }
        assertFalse(Networks.parse("").contain("127.0.0.1"));
        assertTrue(Networks.parse("0.0.0.0/0").contain("8.8.8.8"));
    }

    @Test
    void whatIsNoNetworkIsNamedByItsPlace() {
        for (String wrong :
                List.of("300.1.1.1", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "proxy.example", "::/129")) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Networks.parse("127.0.0.1 " + wrong));
            assertEquals("entry 2 '" + wrong + "' is no address or network", e.getMessage());
        }
    }

    @Test
    void aHouseholdOfIpv6IsOneClient() {
        assertEquals("192.0.2.1", Networks.client("192.0.2.1"));
        assertEquals(Networks.client("2001:db8:1:2::1"), Networks.client("2001:db8:1:2:ffff::9"));
        assertFalse(Networks.client("2001:db8:1:2::1").equals(Networks.client("2001:db8:1:3::1")));
        assertEquals("192.0.2.1", Networks.client("::ffff:192.0.2.1"));
        assertEquals("unknown", Networks.client("somewhere"));
    }
}
