package org.trellis.controller.api;

import java.util.List;
import org.springframework.http.HttpStatus;

/** The kinds of problem that the API tells, by their stable {@code type}. */
enum Problems {
    INVALID_REQUEST("invalid-request", "Invalid request", HttpStatus.BAD_REQUEST),
    UNAUTHENTICATED("unauthenticated", "Authentication needed", HttpStatus.UNAUTHORIZED),
    FORBIDDEN("forbidden", "Not allowed", HttpStatus.FORBIDDEN),
    NOT_FOUND("not-found", "Not found", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("method-not-allowed", "Method not allowed", HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE("not-acceptable", "Not acceptable", HttpStatus.NOT_ACCEPTABLE),
    CONFLICT("conflict", "Conflict", HttpStatus.CONFLICT),
    PRECONDITION_FAILED(
            "precondition-failed", "Changed in the meantime", HttpStatus.PRECONDITION_FAILED),
    TOO_LARGE("too-large", "Request too large", HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type", "Unsupported media type", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    REFUSED("refused", "The device's model refuses it", HttpStatus.UNPROCESSABLE_CONTENT),
    PRECONDITION_REQUIRED(
            "precondition-required", "If-Match needed", HttpStatus.PRECONDITION_REQUIRED),
    TOO_MANY("too-many-requests", "Too many requests", HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL("internal", "Internal error", HttpStatus.INTERNAL_SERVER_ERROR),
    UNAVAILABLE("unavailable", "Temporarily unavailable", HttpStatus.SERVICE_UNAVAILABLE);

    private static final int SHOWN = 200;

    private final String slug;
    private final String title;
    private final HttpStatus status;

    Problems(String slug, String title, HttpStatus status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    String type() {
        return "urn:trellis:problem:" + slug;
    }

    String title() {
        return title;
    }

    Problem problem(String detail, List<Problem.Item> errors) {
        return new Problem(type(), title, status.value(), detail, errors);
    }

    /** What is told for a status that a framework chose. */
    static Problem ofStatus(int status, String detail) {
        for (Problems kind : values()) {
            if (kind.status.value() == status) {
                return kind.problem(detail, List.of());
            }
        }
        HttpStatus known = HttpStatus.resolve(status);
        return new Problem(
                "about:blank",
                known == null ? "Error" : known.getReasonPhrase(),
                status,
                detail,
                List.of());
    }

    /** Foreign text for a message: short, one line. */
    static String quoted(String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
