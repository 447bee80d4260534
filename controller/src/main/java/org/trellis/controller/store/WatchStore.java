package org.trellis.controller.store;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.TenantId;

/**
 * What operators watch of a device, in the numbering of the endpoint that tells it. Kept as long as
 * the device is.
 */
public interface WatchStore {

    /** Adds paths to those that are watched so. */
    void add(Endpoint endpoint, NotificationType what, Collection<PathExpression> paths);

    /** Takes paths out, whatever they are watched for. */
    void remove(Endpoint endpoint, Collection<PathExpression> paths);

    /** What is watched; no kind without a path. */
    Map<NotificationType, Set<PathExpression>> of(Endpoint endpoint);

    /** Forgets a device. */
    void delete(TenantId tenant, DeviceId device);
}
