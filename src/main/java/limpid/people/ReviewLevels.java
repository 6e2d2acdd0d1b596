package limpid.people;

/**
 * How many reviewers confirm a day one after the other: the first 初审, the second 复审, the last 终审. A day is reviewed when all
 * have, each another person.
 *
 * @param count 1 to 3
 */
public record ReviewLevels(int count) {
    /** As many as there are roles of reviewers. */
    public static final int MOST = 3;

    /** Refuses another number. */
    public ReviewLevels {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " levels, not " + count);
        }
    }

    /** The role that confirms on a level. @param level 1 to {@link #MOST} */
    public static String role(int level) {
        return switch (level) {
            case 1 -> Role.REVIEWER;
            case 2 -> Role.REVIEWER2;
            case 3 -> Role.REVIEWER3;
            default -> throw new IllegalArgumentException("no level " + level);
        };
    }

    /** Whether days are reviewed once this level is given. */
    public boolean isLast(int level) {
        return level == count;
    }
}
