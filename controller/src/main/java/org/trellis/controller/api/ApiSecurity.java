package org.trellis.controller.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.trellis.controller.console.ConsolePage;
import org.trellis.controller.core.Caller;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may do what on the API's port. Stateless: no session, no cookie, no form, no default user.
 *
 * <p>{@code /api} and {@code /actuator} need a token; all else that is served there is public (the
 * console's files, the OpenAPI document, readiness), and what is not served is 404, not 401: the
 * paths of the device ports among them.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    /** No request to the API is bigger in earnest: 1000 values of 1 KiB. */
    private static final int BODY_LIMIT = 1 << 20;

    private static final String KEYS = "/api/v1/enrollment-keys";
    private static final String PREREGISTRATIONS = "/api/v1/preregistrations";
    private static final String BRIDGES = "/api/v1/bridges";
    private static final String CREDENTIALS = "/api/v1/devices/*/credentials";

    /** An observation per filter costs more than the filters do. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    SecurityFilterChain apiChain(
            HttpSecurity http, ApiTokens tokens, ProblemWriter problems, ConsolePage console) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(rules ->
                        rules.requestMatchers("/actuator/health/readiness")
                                .permitAll()
                                .requestMatchers("/actuator/**")
                                .hasAuthority(Caller.Right.READ.name())
                                .requestMatchers(
                                        KEYS,
                                        KEYS + "/**",
                                        PREREGISTRATIONS,
                                        PREREGISTRATIONS + "/**",
                                        BRIDGES,
                                        BRIDGES + "/**",
                                        CREDENTIALS,
                                        CREDENTIALS + "/**")
                                .hasAuthority(Caller.Right.ADMINISTER.name())
                                .requestMatchers(HttpMethod.GET, "/api/**")
                                .hasAuthority(Caller.Right.READ.name())
                                .requestMatchers(HttpMethod.HEAD, "/api/**")
                                .hasAuthority(Caller.Right.READ.name())
                                .requestMatchers("/api/**")
                                .hasAuthority(Caller.Right.WRITE.name())
                                .anyRequest()
                                .permitAll())
                .exceptionHandling(e ->
                        e.authenticationEntryPoint((request, response, cause) ->
                                        unauthenticated(response, problems))
                                .accessDeniedHandler((request, response, cause) ->
                                        problems.write(
                                                response,
                                                Problems.FORBIDDEN.problem(
                                                        "the token does not have the right that"
                                                                + " this needs",
                                                        List.of()))))
                .headers(h ->
                        h.referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER))
                                .addHeaderWriter(contentPolicy(console)))
                .addFilterBefore(new BearerFilter(tokens), AnonymousAuthenticationFilter.class)
                .build();
    }

    private static void unauthenticated(HttpServletResponse response, ProblemWriter problems)
            throws java.io.IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"trellis\"");
        problems.write(
                response,
                Problems.UNAUTHENTICATED.problem(
                        "send a valid token: Authorization: Bearer <token>", List.of()));
    }

    private static HeaderWriter contentPolicy(ConsolePage console) {
        return (request, response) ->
                response.setHeader("Content-Security-Policy", policyFor(request, console));
    }

    private static String policyFor(HttpServletRequest request, ConsolePage console) {
        String path = request.getRequestURI();
        if (path.startsWith("/swagger-ui")) {
            return console.swaggerPolicy();
        }
        return path.startsWith("/api/") || path.startsWith("/actuator/")
                ? "default-src 'none'; frame-ancestors 'none'"
                : console.policy();
    }

    /** Its presence keeps Boot from making a user with a generated password. */
    @Bean
    AuthenticationManager nobody() {
        return authentication -> {
            throw new BadCredentialsException("only bearer tokens are accepted");
        };
    }

    /** What Spring's firewall refuses: encoded slashes, double slashes, control characters. */
    @Bean
    RequestRejectedHandler rejectedRequests(ProblemWriter problems) {
        return (request, response, cause) ->
                problems.write(
                        response,
                        Problems.INVALID_REQUEST.problem(
                                "the request target has a form that is not accepted", List.of()));
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(ProblemWriter problems) {
        FilterRegistrationBean<BodyLimitFilter> registration =
                new FilterRegistrationBean<>(new BodyLimitFilter(BODY_LIMIT, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
