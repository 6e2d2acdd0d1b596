package limpid.programme;

import java.util.List;

/**
 * A task table 任务表 of a document.
 *
 * @param key      names it within its programme, such as {@code 2015} or {@code 5.1}
 * @param document where it stands
 * @param titleZh  as printed
 * @param plan     titles of its columns of steps, such as years; empty where it has none
 */
public record TaskList(String key, Programme.Document document, String titleZh, String titleEn, List<String> plan) {
    /** Keeps its own list. */
    public TaskList {
        plan = List.copyOf(plan);
    }
}
