package org.trellis.controller.api;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that ends with a problem; caught once, in {@link ProblemAdvice}. Stackless. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private ApiException(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }

    /**
     * @param field the member or query parameter that is wrong
     */
    static ApiException badField(String field, String message) {
        return new ApiException(
                new Problem(
                        Problems.INVALID_REQUEST.type(),
                        Problems.INVALID_REQUEST.title(),
                        HttpStatus.BAD_REQUEST.value(),
                        field + ": " + message,
                        List.of(new Problem.Item(field, "invalid-value", null, message))),
                Map.of());
    }

    static ApiException notFound(String what, String name) {
        return of(Problems.NOT_FOUND, "there is no " + what + " " + Problems.quoted(name));
    }

    static ApiException of(Problems kind, String detail) {
        return new ApiException(kind.problem(detail, List.of()), Map.of());
    }

    static ApiException of(Problems kind, String detail, List<Problem.Item> errors) {
        return new ApiException(kind.problem(detail, errors), Map.of());
    }

    static ApiException retryLater(Problems kind, String detail, int seconds) {
        return new ApiException(
                kind.problem(detail, List.of()),
                Map.of(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
    }
}
