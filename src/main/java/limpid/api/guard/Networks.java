package limpid.api.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Networks of addresses, such as {@code 10.0.0.0/8}. An address alone is a network of one. */
public final class Networks {
    private static final int BYTE = 8;

    private final List<Network> networks;

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    private record Network(String text, byte[] address, int bits) {}

    /**
     * Reads networks, separated by blanks or commas; names are not looked up.
     *
     * @throws IllegalArgumentException where one is none, with its place
     */
    public static Networks parse(String text) {
        List<Network> networks = new ArrayList<>();
        int place = 0;
        for (String entry : text.split("[\\s,]+")) {
            if (!entry.isEmpty()) {
                place++;
                networks.add(network(entry, place));
            }
        }
        return new Networks(List.copyOf(networks));
    }

    private static Network network(String entry, int place) {
        int slash = entry.indexOf('/');
        String address = slash < 0 ? entry : entry.substring(0, slash);
        try {
            byte[] bytes = bytes(address);
            int bits = slash < 0 ? bytes.length * BYTE : Integer.parseInt(entry.substring(slash + 1));
            if (bits >= 0 && bits <= bytes.length * BYTE) {
                return new Network(entry, bytes, bits);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IllegalArgumentException("entry " + place + " '" + entry + "' is no address or network");
    }

    /** The bytes of a written address; never asks a name server. */
    private static byte[] bytes(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException(address);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    /** Whether an address lies in one of them. */
    public boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return networks.stream().anyMatch(network -> isIn(bytes, network));
    }

    /** The same for a written address; what is none lies nowhere. */
    public boolean contain(String address) {
        try {
            byte[] bytes = bytes(address);
            return networks.stream().anyMatch(network -> isIn(bytes, network));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isIn(byte[] address, Network network) {
        if (address.length != network.address.length) {
            return false;
        }
        int whole = network.bits / BYTE;
        if (Arrays.mismatch(address, 0, whole, network.address, 0, whole) >= 0) {
            return false;
        }
        int rest = network.bits % BYTE;
        return rest == 0 || (address[whole] ^ network.address[whole]) >> (BYTE - rest) == 0;
    }

    /**
     * By which name a client is counted: an address of the old kind itself, of IPv6 its first 64 bits, because a single
     * household holds all behind them.
     */
    public static String client(String address) {
        try {
            byte[] bytes = bytes(address);
            if (bytes.length == 4) {
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException e) {
            return "unknown";
        }
    }

    /** As they were written. */
    @Override
    public String toString() {
        return networks.stream().map(Network::text).collect(Collectors.joining(" "));
    }
}
