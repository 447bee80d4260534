package org.trellis.cwmp.message;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of the methods the answering side knows. */
public record GetRPCMethodsResponse(List<String> methodList) implements CpeResponse, AcsResponse {

    /** Those of a CPE (TR-069 A.3.2, A.4.1). */
    private static final Set<String> CPE_METHODS =
            Set.of(
                    "GetRPCMethods",
                    "SetParameterValues",
                    "GetParameterValues",
                    "GetParameterNames",
                    "SetParameterAttributes",
                    "GetParameterAttributes",
                    "AddObject",
                    "DeleteObject",
                    "Reboot",
                    "Download",
                    "ScheduleDownload",
                    "Upload",
                    "FactoryReset",
                    "GetQueuedTransfers",
                    "GetAllQueuedTransfers",
                    "CancelTransfer",
                    "ScheduleInform",
                    "SetVouchers",
                    "GetOptions",
                    "ChangeDUState");

    public GetRPCMethodsResponse {
        methodList = List.copyOf(methodList);
    }

    /**
     * The methods of TR-069 that a CPE may have, of those in the list; never more than there are.
     */
    public Set<String> ofCpe() {
        return methodList.stream()
                .filter(CPE_METHODS::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String method() {
        return "GetRPCMethods";
    }
}
