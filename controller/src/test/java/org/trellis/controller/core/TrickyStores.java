package org.trellis.controller.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.trellis.controller.store.CommandStore;
import org.trellis.controller.store.CredentialStore;
import org.trellis.controller.store.DeviceStore;
import org.trellis.controller.store.EventStore;
import org.trellis.controller.store.ModelStore;
import org.trellis.controller.store.OwnershipStore;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.WatchStore;
import org.trellis.southbound.UnavailableException;

/** Stores that can be away or fail, and that say what was asked of them. */
final class TrickyStores {

    private final Stores behind;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> away = _ -> false;
    private volatile Predicate<String> broken = _ -> false;
    private volatile Consumer<String> held = _ -> {};

    TrickyStores(Stores behind) {
        this.behind = behind;
    }

    /**
     * What begins so does not return before it is let go.
     *
     * @return lets it go
     */
    CountDownLatch hold(String call) {
        CountDownLatch latch = new CountDownLatch(1);
        held =
                name -> {
                    if (name.startsWith(call)) {
                        awaitUninterruptibly(latch);
                    }
                };
        return latch;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
                tricky(OwnershipStore.class, behind.ownership()),
                tricky(WatchStore.class, behind.watches()));
    }

    private <T> T tricky(Class<T> type, T store) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, args) -> {
                            String call = type.getSimpleName() + "." + method.getName();
                            calls.add(call);
                            held.accept(call);
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
