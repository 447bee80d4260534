package org.trellis.cwmp.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.trellis.cwmp.message.DeviceIdStruct;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.session.SessionMachine;
import org.trellis.cwmp.session.SessionState;

/**
 * Informs whose answer may not have arrived, because no further POST came: when the device says the
 * same again (RetryCount above 0), it is stored under the same key, which means once. A device that
 * repeats itself on another node tells it a second time: twice is better than never. Bounded;
 * thread-safe.
 */
final class LostInforms {

    private static final int MAX = 10_000;

    private final Map<DeviceIdStruct, Lost> lost =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<DeviceIdStruct, Lost> eldest) {
                    return size() > MAX;
                }
            };

    private record Lost(String told, String deliveryKey) {}

    synchronized void add(SessionState state) {
        Inform inform = state.inform();
        lost.put(
                inform.deviceId(),
                new Lost(SessionMachine.told(inform), state.arrival().deliveryKey()));
    }

    synchronized void arrived(Inform inform) {
        lost.remove(inform.deviceId());
    }

    synchronized Optional<String> repeated(Inform inform) {
        Lost before = inform.retryCount() > 0 ? lost.get(inform.deviceId()) : null;
        return before != null && before.told.equals(SessionMachine.told(inform))
                ? Optional.of(before.deliveryKey)
                : Optional.empty();
    }
}
