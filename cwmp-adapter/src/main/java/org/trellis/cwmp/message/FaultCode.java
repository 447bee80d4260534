package org.trellis.cwmp.message;

import java.util.Map;

/**
 * A CWMP fault code (TR-069 A.5). Any number is legal on the wire: vendors leave the ranges. 0 is
 * "no fault" in a transfer's result.
 */
public record FaultCode(int value) {

    public static final FaultCode NONE = new FaultCode(0);

    public static final FaultCode ACS_METHOD_NOT_SUPPORTED = new FaultCode(8000);
    public static final FaultCode ACS_REQUEST_DENIED = new FaultCode(8001);
    public static final FaultCode ACS_INTERNAL_ERROR = new FaultCode(8002);
    public static final FaultCode ACS_INVALID_ARGUMENTS = new FaultCode(8003);
    public static final FaultCode ACS_RESOURCES_EXCEEDED = new FaultCode(8004);
    public static final FaultCode ACS_RETRY_REQUEST = new FaultCode(8005);
    public static final FaultCode ACS_VERSION_INCOMPATIBLE = new FaultCode(8006);

    public static final FaultCode METHOD_NOT_SUPPORTED = new FaultCode(9000);
    public static final FaultCode REQUEST_DENIED = new FaultCode(9001);
    public static final FaultCode INTERNAL_ERROR = new FaultCode(9002);
    public static final FaultCode INVALID_ARGUMENTS = new FaultCode(9003);
    public static final FaultCode RESOURCES_EXCEEDED = new FaultCode(9004);
    public static final FaultCode INVALID_PARAMETER_NAME = new FaultCode(9005);
    public static final FaultCode INVALID_PARAMETER_TYPE = new FaultCode(9006);
    public static final FaultCode INVALID_PARAMETER_VALUE = new FaultCode(9007);
    public static final FaultCode PARAMETER_NOT_WRITABLE = new FaultCode(9008);
    public static final FaultCode NOTIFICATION_REJECTED = new FaultCode(9009);
    public static final FaultCode TRANSFER_FAILURE = new FaultCode(9010);

    private static final Map<Integer, String> TEXTS =
            Map.ofEntries(
                    Map.entry(0, ""),
                    Map.entry(8000, "Method not supported"),
                    Map.entry(8001, "Request denied"),
                    Map.entry(8002, "Internal error"),
                    Map.entry(8003, "Invalid arguments"),
                    Map.entry(8004, "Resources exceeded"),
                    Map.entry(8005, "Retry request"),
                    Map.entry(8006, "ACS version incompatible with CPE"),
                    Map.entry(9000, "Method not supported"),
                    Map.entry(9001, "Request denied"),
                    Map.entry(9002, "Internal error"),
                    Map.entry(9003, "Invalid arguments"),
                    Map.entry(9004, "Resources exceeded"),
                    Map.entry(9005, "Invalid parameter name"),
                    Map.entry(9006, "Invalid parameter type"),
                    Map.entry(9007, "Invalid parameter value"),
                    Map.entry(9008, "Attempt to set a non-writable parameter"),
                    Map.entry(9009, "Notification request rejected"),
                    Map.entry(9010, "File transfer failure"),
                    Map.entry(9011, "Upload failure"),
                    Map.entry(9012, "File transfer server authentication failure"),
                    Map.entry(9013, "Unsupported protocol for file transfer"),
                    Map.entry(9014, "Unable to join multicast group"),
                    Map.entry(9015, "Unable to contact file server"),
                    Map.entry(9016, "Unable to access file"),
                    Map.entry(9017, "Unable to complete download"),
                    Map.entry(9018, "File corrupted"),
                    Map.entry(9019, "File authentication failure"),
                    Map.entry(9020, "Unable to complete download within the time windows"),
                    Map.entry(9021, "Cancelation not permitted in current state"),
                    Map.entry(9022, "Invalid UUID format"),
                    Map.entry(9023, "Unknown execution environment"),
                    Map.entry(9024, "Disabled execution environment"),
                    Map.entry(9025, "Deployment unit does not fit the execution environment"),
                    Map.entry(9026, "Duplicate deployment unit"),
                    Map.entry(9027, "System resources exceeded"),
                    Map.entry(9028, "Unknown deployment unit"),
                    Map.entry(9029, "Invalid deployment unit state"),
                    Map.entry(9030, "Downgrade not permitted"),
                    Map.entry(9031, "Version not specified"),
                    Map.entry(9032, "Version already exists"));

    /** What the code means, for people; never empty but for {@link #NONE}. */
    public String text() {
        return TEXTS.getOrDefault(value, "Fault " + value);
    }
}
