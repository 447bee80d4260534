package org.trellis.cwmp.connreq;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.session.Settings;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.UnavailableException;
import org.trellis.southbound.WakeOutcome;

/**
 * Calls devices. Calls to one device at the same time are one call; one device is not called more
 * often than it can bear, and all together not more at a time than the machine can. Thread-safe.
 */
public final class ConnectionRequester {

    private static final int MAX_LIMITERS = 10_000;
    private static final String SERVER = "Device.ManagementServer.";
    private static final ParameterPath USER =
            ParameterPath.of(SERVER + "ConnectionRequestUsername");
    private static final ParameterPath PASSWORD =
            ParameterPath.of(SERVER + "ConnectionRequestPassword");

    private final CwmpSettings.ConnectionRequests settings;
    private final TargetPolicy policy;
    private final SouthboundPort port;
    private final Clock clock;
    private final RandomGenerator random;
    private final Bulkhead bulkhead;
    private final RateLimiterConfig perDevice;
    private final Map<EndpointId, CompletableFuture<WakeOutcome>> running =
            new ConcurrentHashMap<>();
    private final Map<EndpointId, RateLimiter> limiters =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<EndpointId, RateLimiter> eldest) {
                    return size() > MAX_LIMITERS;
                }
            };

    public ConnectionRequester(
            CwmpSettings.ConnectionRequests settings,
            TargetPolicy policy,
            SouthboundPort port,
            Clock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.policy = policy;
        this.port = port;
        this.clock = clock;
        this.random = random;
        this.bulkhead =
                Bulkhead.of(
                        "connection-requests",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(settings.maxConcurrent())
                                .maxWaitDuration(Duration.ofSeconds(2))
                                .build());
        this.perDevice =
                RateLimiterConfig.custom()
                        .limitForPeriod(settings.perSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(Duration.ofSeconds(2))
                        .build();
    }

    /** Blocks until the device was told, or until it is known why not. */
    public WakeOutcome call(Endpoint endpoint, Instant deadline) {
        CompletableFuture<WakeOutcome> mine = new CompletableFuture<>();
        CompletableFuture<WakeOutcome> other = running.putIfAbsent(endpoint.id(), mine);
        if (other != null) {
            return await(other, timeout(deadline));
        }
        WakeOutcome outcome = unreachable("broke off");
        try {
            outcome = guarded(endpoint, deadline);
            return outcome;
        } finally {
            running.remove(endpoint.id(), mine);
            mine.complete(outcome);
        }
    }

    private WakeOutcome await(CompletableFuture<WakeOutcome> other, Duration timeout) {
        try {
            return other.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return unreachable("the device did not answer in time");
        }
    }

    private Duration timeout(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
    }

    private WakeOutcome guarded(Endpoint endpoint, Instant deadline) {
        if (endpoint.address().isEmpty()) {
            return unreachable("the device gave no URL that may be called");
        }
        Optional<CallbackUrl> url = CallbackUrl.parse(endpoint.address());
        if (url.isEmpty()) {
            return unreachable("the device's URL is not usable");
        }
        return switch (policy.resolve(url.get())) {
            case TargetPolicy.Target.Refused(String reason) -> unreachable(reason);
            case TargetPolicy.Target.Address(var address) -> {
                if (!limiter(endpoint.id()).acquirePermission()) {
                    yield unreachable("the device is called too often");
                }
                if (!bulkhead.tryAcquirePermission()) {
                    yield unreachable("too many devices are being called");
                }
                try {
                    Duration timeout = timeout(deadline);
                    yield timeout.isPositive()
                            ? new HttpCall(
                                            address,
                                            url.get(),
                                            credentials(port.context(endpoint)),
                                            timeout,
                                            random)
                                    .run()
                            : unreachable("no time left");
                } catch (UnavailableException e) {
                    yield unreachable("the credentials cannot be read now");
                } finally {
                    bulkhead.releasePermission();
                }
            }
        };
    }

    private RateLimiter limiter(EndpointId endpoint) {
        synchronized (limiters) {
            return limiters.computeIfAbsent(endpoint, id -> RateLimiter.of(id.value(), perDevice));
        }
    }

    /** Ours, or what the device itself told. */
    private static CallCredentials credentials(DeviceContext context) {
        Map<String, String> kept = context.settings();
        String user = kept.getOrDefault(Settings.USERNAME, "");
        String password = kept.getOrDefault(Settings.PASSWORD, "");
        if (user.isEmpty() && password.isEmpty()) {
            user = context.twin().text(USER).orElse("");
            password = context.twin().text(PASSWORD).orElse("");
        }
        return new CallCredentials(
                user, password, "on".equals(kept.get("cwmp.connection-request-basic")));
    }

    private static WakeOutcome unreachable(String reason) {
        return new WakeOutcome.Unreachable("connection request: " + reason);
    }
}
