package limpid.api.alert;

import java.util.Optional;
import java.util.Set;
import limpid.alert.Channel;
import limpid.alert.Channel.Filter;
import limpid.alert.Channel.Kind;
import limpid.alert.Channel.Reminder;
import limpid.alert.MessageTemplate;
import limpid.alert.Severity;

/** The webhook that the settings name: a channel too, but not one that can be changed here. @param url empty for none */
public record SettingChannel(String url) {
    static final String NAME = "LIMPID_WEBHOOK_URL";

    Optional<Channel> channel() {
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(new Channel(
                        NAME,
                        Kind.WEBHOOK,
                        url,
                        "",
                        new Filter(Set.of(), Set.of(), Severity.NOTICE),
                        MessageTemplate.DEFAULT,
                        null,
                        Reminder.NONE,
                        Set.of(),
                        true));
    }

    /** Leaves the address out, which may hold a key. */
    @Override
    public String toString() {
        return "SettingChannel[]";
    }
}
