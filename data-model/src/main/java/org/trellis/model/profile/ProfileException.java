package org.trellis.model.profile;

/** A profile that is wrong: where, and why. Nothing of it is used. */
public final class ProfileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String reason;

    public ProfileException(Place place, String reason) {
        super(place + ": " + reason);
        this.place = place;
        this.reason = reason;
    }

    /** Where the fault is. */
    public Place place() {
        return place;
    }

    /** What is wrong, for the one who wrote the file. */
    public String reason() {
        return reason;
    }
}
