package org.trellis.controller.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.trellis.controller.store.CommandStore;
import org.trellis.controller.store.CredentialStore;
import org.trellis.controller.store.DeviceStore;
import org.trellis.controller.store.EventStore;
import org.trellis.controller.store.ModelStore;
import org.trellis.controller.store.OwnershipStore;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.TwinStore;
import org.trellis.southbound.UnavailableException;

/** Stores that can be away or fail, and that say what was asked of them. */
final class TrickyStores {

    private final Stores behind;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> away = _ -> false;
    private volatile Predicate<String> broken = _ -> false;

    TrickyStores(Stores behind) {
        this.behind = behind;
    }

    void away(boolean gone) {
        away = _ -> gone;
    }

    /**
     * Only some are away.
     *
     * @param call how their calls begin: {@code TwinStore}, {@code TwinStore.write}
     */
    void away(String call) {
        away = name -> name.startsWith(call);
    }

    /** What begins so throws what no store should; nothing if empty. */
    void broken(String call) {
        broken = name -> !call.isEmpty() && name.startsWith(call);
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
                            String call = type.getSimpleName() + "." + method.getName();
                            calls.add(call);
                            if (away.test(call)) {
                                throw new UnavailableException("away");
                            }
                            if (broken.test(call)) {
                                throw new IllegalStateException("broken");
                            }
                            try {
                                return method.invoke(store, args);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        }));
    }
}
