package org.trellis.controller.store.cassandra;

import org.junit.jupiter.api.Nested;
import org.trellis.controller.store.CommandStore;
import org.trellis.controller.store.CommandStoreContract;
import org.trellis.controller.store.CredentialStore;
import org.trellis.controller.store.CredentialStoreContract;
import org.trellis.controller.store.DeviceStore;
import org.trellis.controller.store.DeviceStoreContract;
import org.trellis.controller.store.EventStore;
import org.trellis.controller.store.EventStoreContract;
import org.trellis.controller.store.ModelStore;
import org.trellis.controller.store.ModelStoreContract;
import org.trellis.controller.store.OwnershipStore;
import org.trellis.controller.store.OwnershipStoreContract;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinStoreContract;
import org.trellis.controller.store.WatchStore;
import org.trellis.controller.store.WatchStoreContract;

class CassandraStoresIT {

    private static final Stores STORES = TestCassandra.shared().stores().stores();

    @Nested
    class Devices implements DeviceStoreContract {
        @Override
        public DeviceStore devices() {
            return STORES.devices();
        }
    }

    @Nested
    class Twins implements TwinStoreContract {
        @Override
        public TwinStore twins() {
            return STORES.twins();
        }
    }

    @Nested
    class Commands implements CommandStoreContract {
        @Override
        public CommandStore commands() {
            return STORES.commands();
        }
    }

    @Nested
    class Events implements EventStoreContract {
        @Override
        public EventStore events() {
            return STORES.events();
        }
    }

    @Nested
    class Credentials implements CredentialStoreContract {
        @Override
        public CredentialStore credentials() {
            return STORES.credentials();
        }
    }

    @Nested
    class Models implements ModelStoreContract {
        @Override
        public ModelStore models() {
            return STORES.models();
        }
    }

    @Nested
    class Ownership implements OwnershipStoreContract {
        @Override
        public OwnershipStore ownership() {
            return STORES.ownership();
        }
    }

    @Nested
    class Watches implements WatchStoreContract {
        @Override
        public WatchStore watches() {
            return STORES.watches();
        }
    }
}
