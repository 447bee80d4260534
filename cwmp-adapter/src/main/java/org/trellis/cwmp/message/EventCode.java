package org.trellis.cwmp.message;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The standard events (TR-069 3.7.1.5). */
public enum EventCode {
    BOOTSTRAP("0 BOOTSTRAP"),
    BOOT("1 BOOT"),
    PERIODIC("2 PERIODIC"),
    SCHEDULED("3 SCHEDULED"),
    VALUE_CHANGE("4 VALUE CHANGE"),
    KICKED("5 KICKED"),
    CONNECTION_REQUEST("6 CONNECTION REQUEST"),
    TRANSFER_COMPLETE("7 TRANSFER COMPLETE"),
    DIAGNOSTICS_COMPLETE("8 DIAGNOSTICS COMPLETE"),
    REQUEST_DOWNLOAD("9 REQUEST DOWNLOAD"),
    AUTONOMOUS_TRANSFER_COMPLETE("10 AUTONOMOUS TRANSFER COMPLETE"),
    DU_STATE_CHANGE_COMPLETE("11 DU STATE CHANGE COMPLETE"),
    AUTONOMOUS_DU_STATE_CHANGE_COMPLETE("12 AUTONOMOUS DU STATE CHANGE COMPLETE"),
    WAKEUP("13 WAKEUP"),
    HEARTBEAT("14 HEARTBEAT"),
    M_REBOOT("M Reboot"),
    M_SCHEDULE_INFORM("M ScheduleInform"),
    M_DOWNLOAD("M Download"),
    M_SCHEDULE_DOWNLOAD("M ScheduleDownload"),
    M_UPLOAD("M Upload"),
    M_CHANGE_DU_STATE("M ChangeDUState");

    private static final int NUMBERED = 15;
    private static final Map<String, EventCode> BY_TEXT =
            Stream.of(values())
                    .collect(Collectors.toUnmodifiableMap(c -> lower(c.text), Function.identity()));
    private static final Map<String, EventCode> BY_NAME =
            Stream.of(values())
                    .limit(NUMBERED)
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    c -> lower(c.text.substring(c.text.indexOf(' ') + 1)),
                                    Function.identity()));

    private final String text;

    EventCode(String text) {
        this.text = text;
    }

    /** The code as TR-069 writes it. */
    public String text() {
        return text;
    }

    /**
     * Reads leniently, for devices send {@code 0 BOOSTRAP}, {@code BOOT} and {@code 2 Periodic}:
     * any case, the name without the number, or the number with a misspelt name.
     */
    public static Optional<EventCode> parse(String code) {
        String key = lower(WireText.collapse(code));
        EventCode exact = BY_TEXT.get(key);
        if (exact == null) {
            exact = BY_NAME.get(key);
        }
        return exact == null ? byNumber(key) : Optional.of(exact);
    }

    private static Optional<EventCode> byNumber(String key) {
        int end = 0;
        int number = 0;
        while (end < key.length() && end < 2 && key.charAt(end) >= '0' && key.charAt(end) <= '9') {
            number = number * 10 + key.charAt(end) - '0';
            end++;
        }
        boolean delimited = end == key.length() || key.charAt(end) == ' ';
        return end > 0 && delimited && number < NUMBERED
                ? Optional.of(values()[number])
                : Optional.empty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
