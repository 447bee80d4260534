package org.trellis.southbound;

import java.util.Locale;

/** What a device says of its own accord about what is watched (TR-181 NotifType). */
public enum NotificationType {
    /** That a value has changed, at once. */
    VALUE_CHANGE,
    /** That a table has a row more. */
    OBJECT_CREATION,
    /** That a table has a row less. */
    OBJECT_DELETION,
    /** Nothing more of any of these. */
    OFF;

    /** The form that the API prints: {@code value-change}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
