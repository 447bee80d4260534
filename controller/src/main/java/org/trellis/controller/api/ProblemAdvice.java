package org.trellis.controller.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.trellis.controller.store.BadCursorException;
import org.trellis.southbound.UnavailableException;

/** The outermost frame of every API request: exceptions to problems, and the one log line. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int RETRY_SECONDS = 5;

    @ExceptionHandler(Exception.class)
    @Nullable ResponseEntity<Problem> problem(Exception failure, HttpServletRequest request)
            throws Exception {
        return switch (failure) {
            case ApiException e -> answer(e.problem(), headers(e));
            case UnavailableException e -> {
                log.debug(
                        "{} {} answered 503: {}",
                        request.getMethod(),
                        Logged.text(request.getRequestURI()),
                        e.getMessage());
                yield answer(
                        Problems.UNAVAILABLE.problem(
                                "the store cannot be reached now; ask again", List.of()),
                        retryAfter());
            }
            case BadCursorException _ -> answer(Listing.badCursor().problem(), none());
            case HttpMessageNotReadableException e -> answer(JsonFaults.describe(e), none());
            case MissingServletRequestParameterException e ->
                    answer(
                            ApiException.badField(e.getParameterName(), "is missing").problem(),
                            none());
            case MethodArgumentTypeMismatchException e ->
                    answer(
                            ApiException.badField(e.getName(), "has the wrong form").problem(),
                            none());
            case NoResourceFoundException _ ->
                    answer(
                            Problems.NOT_FOUND.problem(
                                    "nothing is served at "
                                            + Problems.quoted(request.getRequestURI()),
                                    List.of()),
                            none());
            case AccessDeniedException e -> throw e;
            case IOException gone -> {
                log.debug("a client went away in the middle: {}", gone.getMessage());
                yield null;
            }
            case ErrorResponse e ->
                    answer(of(e.getStatusCode(), e.getBody().getDetail()), e.getHeaders());
            default -> {
                log.error(
                        "{} {} failed",
                        request.getMethod(),
                        Logged.text(request.getRequestURI()),
                        failure);
                yield answer(
                        Problems.INTERNAL.problem(
                                "this is a defect; the controller's log has the details",
                                List.of()),
                        none());
            }
        };
    }

    private static Problem of(HttpStatusCode status, @Nullable String detail) {
        return Problems.ofStatus(status.value(), detail == null ? "" : detail);
    }

    private static HttpHeaders headers(ApiException e) {
        HttpHeaders headers = new HttpHeaders();
        e.headers().forEach(headers::set);
        return headers;
    }

    private static HttpHeaders none() {
        return new HttpHeaders();
    }

    private static HttpHeaders retryAfter() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS));
        return headers;
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
