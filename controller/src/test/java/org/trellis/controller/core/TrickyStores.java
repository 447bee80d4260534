package org.trellis.controller.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.trellis.controller.store.CommandStore;
import org.trellis.controller.store.CredentialStore;
import org.trellis.controller.store.DeviceStore;
import org.trellis.controller.store.EventStore;
import org.trellis.controller.store.ModelStore;
import org.trellis.controller.store.OwnershipStore;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.TwinStore;
import org.trellis.southbound.UnavailableException;

/** Stores that can be away, and that say what was asked of them. */
final class TrickyStores {

    private final Stores behind;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    TrickyStores(Stores behind) {
        this.behind = behind;
    }

    void away(boolean gone) {
        away = gone;
    }

    List<String> calls() {
        return calls;
    }

    Stores stores() {
        return new Stores(
                tricky(DeviceStore.class, behind.devices()),
                tricky(TwinStore.class, behind.twins()),
                tricky(CommandStore.class, behind.commands()),
                tricky(EventStore.class, behind.events()),
                tricky(CredentialStore.class, behind.credentials()),
                tricky(ModelStore.class, behind.models()),
                tricky(OwnershipStore.class, behind.ownership()));
    }

    private <T> T tricky(Class<T> type, T store) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, args) -> {
                            calls.add(type.getSimpleName() + "." + method.getName());
                            if (away) {
                                throw new UnavailableException("away");
                            }
                            try {
                                return method.invoke(store, args);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        }));
    }
}
