package org.trellis.controller.store.cassandra;

import java.util.List;

/**
 * The schema as code: numbered steps, applied once and never changed afterwards. Expand first,
 * contract in a later release: the version before must be able to run on what a step leaves.
 *
 * <p>{@code node}, {@code shared_secret} and the schema's own tables belong to the installation;
 * every other table carries the tenant.
 */
final class Migrations {

    private Migrations() {}

    /** A step: its number, a name for people, its statements (idempotent, in order). */
    record Step(int version, String name, List<String> statements) {}

    private static final int DAY = 86_400;

    private static String table(String name, String columns, String options) {
        return "CREATE TABLE IF NOT EXISTS " + name + " (" + columns + ") WITH " + options;
    }

    private static String index(String table, String column) {
        return "CREATE INDEX IF NOT EXISTS "
                + table
                + "_"
                + column
                + " ON "
                + table
                + " ("
                + column
                + ") USING 'sai'";
    }

    private static String windows(int hours) {
        return "compaction = {'class': 'TimeWindowCompactionStrategy',"
                + " 'compaction_window_unit': 'HOURS', 'compaction_window_size': "
                + hours
                + "}";
    }

    static final List<Step> STEPS =
            List.of(
                    new Step(
                            1,
                            "devices",
                            List.of(
                                    table(
                                            "device",
                                            "tenant text, id text, state text, state_reason text,"
                                                    + " manufacturer text, oui text, product_class"
                                                    + " text, serial_number text, model_name text,"
                                                    + " software_version text, hardware_version text,"
                                                    + " kind text, data_model text, parent text, tags"
                                                    + " set<text>, attributes map<text, text>,"
                                                    + " settings map<text, text>, model_key text,"
                                                    + " created_at timestamp, protocols set<text>,"
                                                    + " tokens set<text>, PRIMARY KEY ((tenant, id))",
                                            "comment = 'The registry: one row per device. protocols"
                                                    + " and tokens follow from its endpoints and"
                                                    + " names'"),
                                    index("device", "tenant"),
                                    index("device", "manufacturer"),
                                    index("device", "oui"),
                                    index("device", "product_class"),
                                    index("device", "serial_number"),
                                    index("device", "model_name"),
                                    index("device", "software_version"),
                                    index("device", "kind"),
                                    index("device", "state"),
                                    index("device", "tags"),
                                    index("device", "protocols"),
                                    table(
                                            "device_child",
                                            "tenant text, parent text, child text,"
                                                    + " PRIMARY KEY ((tenant, parent), child)",
                                            "comment = 'Who sits behind whom; follows"
                                                    + " device.parent'"),
                                    table(
                                            "device_token",
                                            "tenant text, head text, name text, device text,"
                                                    + " PRIMARY KEY ((tenant, head), name, device)",
                                            "comment = 'Search by prefix: lower-case names by"
                                                    + " their first two characters; follows"
                                                    + " device.tokens'"),
                                    table(
                                            "device_token_head",
                                            "tenant text, head text, PRIMARY KEY (tenant, head)",
                                            "comment = 'Which heads of device_token exist, for a"
                                                    + " search by one character'"),
                                    table(
                                            "endpoint",
                                            "tenant text, id text, device text, protocol text,"
                                                    + " transport text, address text, principal_kind"
                                                    + " text, principal_id text, connected boolean,"
                                                    + " last_seen timestamp, periodic_seconds bigint,"
                                                    + " PRIMARY KEY ((tenant, id))",
                                            "comment = 'Ways to devices, with presence; no index:"
                                                    + " presence is written often'"),
                                    table(
                                            "device_endpoint",
                                            "tenant text, device text, endpoint text,"
                                                    + " PRIMARY KEY ((tenant, device), endpoint)",
                                            "comment = 'The endpoints of a device; follows"
                                                    + " endpoint.device'"),
                                    table(
                                            "alias",
                                            "tenant text, alias text, device text,"
                                                    + " PRIMARY KEY ((tenant, alias))",
                                            "comment = 'Other names of devices'"),
                                    table(
                                            "device_alias",
                                            "tenant text, device text, alias text,"
                                                    + " PRIMARY KEY ((tenant, device), alias)",
                                            "comment = 'The aliases of a device; follows"
                                                    + " alias'"))),
                    new Step(
                            2,
                            "twins",
                            List.of(
                                    table(
                                            "twin",
                                            "tenant text, device text, endpoint text, object text,"
                                                    + " chunk int, data blob, PRIMARY KEY ((tenant,"
                                                    + " device), endpoint, object, chunk)",
                                            "comment = 'Last known values, a blob per endpoint,"
                                                    + " top-level object and chunk (ADR 0008)'"),
                                    table(
                                            "twin_coverage",
                                            "tenant text, device text, endpoint text, object text,"
                                                    + " read_at timestamp, PRIMARY KEY ((tenant,"
                                                    + " device), endpoint, object)",
                                            "comment = 'When which object of an endpoint was last"
                                                    + " read whole'"),
                                    table(
                                            "supported_model",
                                            "key text PRIMARY KEY, data blob",
                                            "comment = 'What devices of one model and firmware"
                                                    + " support'"))),
                    new Step(
                            3,
                            "commands",
                            List.of(
                                    table(
                                            "command",
                                            "tenant text, device text, id uuid, open_from uuid"
                                                    + " static, status text, request blob, created_at"
                                                    + " timestamp, expires_at timestamp, sent_at"
                                                    + " timestamp, ended_at timestamp, attempt int,"
                                                    + " epoch bigint, endpoint_id text,"
                                                    + " endpoint_protocol text, endpoint_transport"
                                                    + " text, progress blob, result blob, note"
                                                    + " text, PRIMARY KEY ((tenant, device), id)",
                                            "CLUSTERING ORDER BY (id DESC) AND comment = 'Commands"
                                                    + " of a device, updated in place by its owner;"
                                                    + " they expire. Before open_from all have"
                                                    + " ended'"),
                                    table(
                                            "command_by_id",
                                            "tenant text, id uuid, device text,"
                                                    + " PRIMARY KEY ((tenant, id))",
                                            "comment = 'The device of a command'"),
                                    table(
                                            "command_device",
                                            "bucket int, tenant text, device text,"
                                                    + " PRIMARY KEY (bucket, tenant, device)",
                                            "comment = 'Devices that may have open commands; rows"
                                                    + " expire after their commands'"),
                                    table(
                                            "idempotency",
                                            "tenant text, scope text, key text, fingerprint text,"
                                                    + " command uuid,"
                                                    + " PRIMARY KEY ((tenant, scope, key))",
                                            "comment = 'Idempotency keys; written with a"
                                                    + " transaction only'"))),
                    new Step(
                            4,
                            "events",
                            List.of(
                                    table(
                                            "event_by_device",
                                            "tenant text, device text, month int, id uuid, type"
                                                    + " text, at timestamp, data text, PRIMARY KEY"
                                                    + " ((tenant, device, month), id)",
                                            "comment = 'Events of a device by month' AND "
                                                    + windows(7 * 24)
                                                    + " AND default_time_to_live = "
                                                    + CassandraEventStore.DEVICE_DAYS * DAY),
                                    table(
                                            "event_feed",
                                            "tenant text, hour bigint, id uuid, device text, type"
                                                    + " text, at timestamp, data text, PRIMARY KEY"
                                                    + " ((tenant, hour), id)",
                                            "comment = 'Events of a tenant by hour' AND "
                                                    + windows(12)
                                                    + " AND default_time_to_live = "
                                                    + CassandraEventStore.FEED_DAYS * DAY),
                                    table(
                                            "delivery",
                                            "tenant text, endpoint text, key text,"
                                                    + " PRIMARY KEY ((tenant, endpoint, key))",
                                            "comment = 'Notifications that were taken, for a day'"
                                                    + " AND "
                                                    + windows(4)
                                                    + " AND default_time_to_live = "
                                                    + DAY))),
                    new Step(
                            5,
                            "credentials and nodes",
                            List.of(
                                    table(
                                            "enrollment_key",
                                            "tenant text, id text, name text, secret blob, policy"
                                                    + " text, protocols set<text>, networks list<text>,"
                                                    + " expires_at timestamp, revoked boolean,"
                                                    + " created_at timestamp, PRIMARY KEY (tenant, id)",
                                            "comment = 'Enrollment keys; secrets sealed'"),
                                    table(
                                            "credential",
                                            "protocol text, purpose text, user_name text, tenant"
                                                    + " text, device text, secret blob, created_at"
                                                    + " timestamp, PRIMARY KEY ((protocol, purpose,"
                                                    + " user_name))",
                                            "comment = 'Credentials of devices and bridges by"
                                                    + " login; secrets sealed'"),
                                    table(
                                            "device_credential",
                                            "tenant text, device text, protocol text, purpose text,"
                                                    + " user_name text, PRIMARY KEY ((tenant, device),"
                                                    + " protocol, purpose, user_name)",
                                            "comment = 'The logins of a device; follows"
                                                    + " credential'"),
                                    table(
                                            "preregistration",
                                            "tenant text, device text, attributes map<text, text>,"
                                                    + " created_at timestamp, PRIMARY KEY (tenant,"
                                                    + " device)",
                                            "comment = 'Devices announced before their first"
                                                    + " contact'"),
                                    table(
                                            "shared_secret",
                                            "purpose text PRIMARY KEY, secret blob",
                                            "comment = 'Secrets that all nodes share; sealed,"
                                                    + " written with a transaction only'"),
                                    table(
                                            "ownership",
                                            "tenant text, device text, node text, epoch bigint,"
                                                    + " PRIMARY KEY ((tenant, device))",
                                            "comment = 'Which node owns a device; written with a"
                                                    + " transaction only'"),
                                    table(
                                            "node",
                                            "id text PRIMARY KEY, heartbeat timestamp",
                                            "comment = 'Nodes heard within a day' AND"
                                                    + " default_time_to_live = "
                                                    + DAY))),
                    new Step(
                            6,
                            "edits and models by tenant",
                            List.of(
                                    "ALTER TABLE device ADD IF NOT EXISTS version bigint",
                                    "ALTER TABLE device ADD IF NOT EXISTS visitor"
                                            + " frozen<map<text, text>>",
                                    table(
                                            "model",
                                            "tenant text, key text, data blob,"
                                                    + " PRIMARY KEY ((tenant, key))",
                                            "comment = 'What devices of one model and firmware"
                                                    + " support, as a complete discovery of one of"
                                                    + " them said; supported_model, which may hold"
                                                    + " parts, is read no more'"))),
                    new Step(
                            7,
                            "watches",
                            List.of(
                                    table(
                                            "watch",
                                            "tenant text, device text, endpoint text, what int,"
                                                    + " paths set<text>, PRIMARY KEY ((tenant,"
                                                    + " device), endpoint, what)",
                                            "comment = 'What operators watch of a device, to be"
                                                    + " set anew when it has forgotten it'"))));
}
