package org.trellis.controller.config;

/** A setting that the operator must change before the controller can start; told in one line. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String message) {
        super(message);
    }
}
