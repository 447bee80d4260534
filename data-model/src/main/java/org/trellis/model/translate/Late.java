package org.trellis.model.translate;

import java.util.Map;
import org.trellis.model.Quality;

/** Rows that can be told only when all of a report is known. */
sealed interface Late extends Row.How {

    /**
     * Taken where the report has nothing better for the same canonical parameter.
     *
     * @param access the {@code WANAccessType} for which it holds; empty for any
     */
    record Fallback(Formula formula, Conversion conversion, String access, Quality quality)
            implements Late {}

    /** The POSIX form of an offset and the daylight saving times, unless the device has a name. */
    record TimeZone(Formula formula) implements Late {}

    /** State, lock and enabling of WPS make one status. */
    record WpsStatus(Formula formula) implements Late {}

    /**
     * Part of the lease of a host whose address comes from DHCP.
     *
     * @param until whether it tells how long the lease lasts, which needs the time of the report
     */
    record Lease(Formula formula, Conversion conversion, boolean until) implements Late {}

    /** The physical interface of a host; that of a wireless one is the radio of its band. */
    record HostLayer1(Formula formula) implements Late {}

    /** The address of a station that the table of hosts does not know. */
    record StationAddress() implements Late {}

    /**
     * The value belongs to the row of the WAN connection that a reference names.
     *
     * @param via the sibling that holds the reference; empty if the value is it
     * @param rows how that row is numbered, by the connection's TR-098 template
     */
    record Referred(String via, Conversion conversion, Map<String, Formula> rows) implements Late {
        public Referred {
            rows = Map.copyOf(rows);
        }
    }

    /** A key of another table's row, or several, becomes a reference. */
    record Joined(Formula formula, Join join) implements Late {}

    /** A key of {@code AvailableInterface}, which itself refers to an interface. */
    record Available(Formula formula) implements Late {}

    /** A parameter of a line, or of all lines of a profile, belongs to the ports they use. */
    record OnPorts() implements Late {}

    /** Where the name servers of a connection come from. */
    record NameServerType(Formula items, Conversion conversion) implements Late {}

    /** The codecs of a profile in the order of their priority. */
    record CodecOrder(Formula profile) implements Late {}

    /** Holds for every DSL line. */
    record OnDsl(Formula formula) implements Late {}

    /** Decides whether rows exist. */
    record Guard(Kind kind, Formula formula) implements Late {
        /** What is decided. */
        enum Kind {
            ACCESS_POINT,
            IP_CONNECTION,
            PPP_CONNECTION,
            SIP
        }
    }

    /** The bridge port of an interface of a LANDevice. */
    record BridgePort(Formula formula, String lowerTable, Formula lower) implements Late {}

    /** Follows from what else is in the report; has no source of its own. */
    record Fact(Kind kind) implements Late {
        /** Which one. */
        enum Kind {
            MANAGEMENT_PORT,
            LAST_POOL,
            ETHERNET_LINK,
            ASSOCIATED_DEVICE
        }
    }
}
