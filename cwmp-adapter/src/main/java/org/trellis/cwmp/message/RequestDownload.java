package org.trellis.cwmp.message;

import java.util.List;

/** The CPE would like a file (TR-069 A.4.2.2). */
public record RequestDownload(String fileType, List<ArgStruct> fileTypeArgs) implements CpeRequest {
    public RequestDownload {
        fileTypeArgs = List.copyOf(fileTypeArgs);
    }

    @Override
    public String method() {
        return "RequestDownload";
    }
}
