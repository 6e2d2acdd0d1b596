package limpid;

public final class Limpid {
    private Limpid() {}

    public static void main(String[] args) {
        System.out.println("hi");
    }
}
