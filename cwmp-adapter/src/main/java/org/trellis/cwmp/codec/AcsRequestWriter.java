package org.trellis.cwmp.codec;

import org.trellis.cwmp.message.AcsRequest;
import org.trellis.cwmp.message.AddObject;
import org.trellis.cwmp.message.CancelTransfer;
import org.trellis.cwmp.message.ChangeDUState;
import org.trellis.cwmp.message.DeleteObject;
import org.trellis.cwmp.message.Download;
import org.trellis.cwmp.message.FactoryReset;
import org.trellis.cwmp.message.FileLocation;
import org.trellis.cwmp.message.GetAllQueuedTransfers;
import org.trellis.cwmp.message.GetParameterAttributes;
import org.trellis.cwmp.message.GetParameterNames;
import org.trellis.cwmp.message.GetParameterValues;
import org.trellis.cwmp.message.GetQueuedTransfers;
import org.trellis.cwmp.message.GetRPCMethods;
import org.trellis.cwmp.message.OperationStruct;
import org.trellis.cwmp.message.Reboot;
import org.trellis.cwmp.message.ScheduleDownload;
import org.trellis.cwmp.message.ScheduleInform;
import org.trellis.cwmp.message.SetParameterAttributes;
import org.trellis.cwmp.message.SetParameterAttributesStruct;
import org.trellis.cwmp.message.SetParameterValues;
import org.trellis.cwmp.message.TimeWindowStruct;
import org.trellis.cwmp.message.Upload;

/** Writes what the ACS asks, arguments in schema order: several CPEs read by position. */
final class AcsRequestWriter {

    private AcsRequestWriter() {}

    static void write(AcsRequest request, XmlWriter out) {
        String element = "cwmp:" + request.method();
        out.open(element);
        switch (request) {
            case GetRPCMethods _, FactoryReset _, GetQueuedTransfers _, GetAllQueuedTransfers _ -> {
                // no arguments
            }
            case GetParameterNames get ->
                    out.leaf("ParameterPath", get.parameterPath())
                            .leaf("NextLevel", out.options().nextLevel().write(get.nextLevel()));
            case GetParameterValues get ->
                    ListWriter.strings("ParameterNames", get.parameterNames(), out);
            case GetParameterAttributes get ->
                    ListWriter.strings("ParameterNames", get.parameterNames(), out);
            case SetParameterValues set -> {
                ListWriter.values(set.parameterList(), out);
                out.leaf("ParameterKey", set.parameterKey());
            }
            case SetParameterAttributes set -> attributes(set, out);
            case AddObject add ->
                    out.leaf("ObjectName", add.objectName())
                            .leaf("ParameterKey", add.parameterKey());
            case DeleteObject delete ->
                    out.leaf("ObjectName", delete.objectName())
                            .leaf("ParameterKey", delete.parameterKey());
            case Reboot reboot -> out.leaf("CommandKey", reboot.commandKey());
            case Download download -> download(download, out);
            case Upload upload -> {
                out.leaf("CommandKey", upload.commandKey()).leaf("FileType", upload.fileType());
                location(upload.location(), out);
                out.leaf("DelaySeconds", upload.delaySeconds());
            }
            case ScheduleInform schedule ->
                    out.leaf("DelaySeconds", schedule.delaySeconds())
                            .leaf("CommandKey", schedule.commandKey());
            case ScheduleDownload schedule -> scheduleDownload(schedule, out);
            case CancelTransfer cancel -> out.leaf("CommandKey", cancel.commandKey());
            case ChangeDUState change -> {
                change.operations().forEach(operation -> operation(operation, out));
                out.leaf("CommandKey", change.commandKey());
            }
        }
        out.close(element);
    }

    private static void location(FileLocation location, XmlWriter out) {
        out.leaf("URL", location.url())
                .leaf("Username", location.username())
                .leaf("Password", location.password());
    }

    private static void download(Download download, XmlWriter out) {
        out.leaf("CommandKey", download.commandKey()).leaf("FileType", download.fileType());
        location(download.location(), out);
        out.leaf("FileSize", download.fileSize())
                .leaf("TargetFileName", download.targetFileName())
                .leaf("DelaySeconds", download.delaySeconds())
                .leaf("SuccessURL", "")
                .leaf("FailureURL", "");
    }

    private static void scheduleDownload(ScheduleDownload schedule, XmlWriter out) {
        out.leaf("CommandKey", schedule.commandKey()).leaf("FileType", schedule.fileType());
        location(schedule.location(), out);
        out.leaf("FileSize", schedule.fileSize())
                .leaf("TargetFileName", schedule.targetFileName())
                .openArray(
                        "TimeWindowList", "cwmp:TimeWindowStruct", schedule.timeWindows().size());
        for (TimeWindowStruct window : schedule.timeWindows()) {
            out.open("TimeWindowStruct")
                    .leaf("WindowStart", window.windowStart())
                    .leaf("WindowEnd", window.windowEnd())
                    .leaf("WindowMode", window.windowMode())
                    .leaf("UserMessage", window.userMessage())
                    .leaf("MaxRetries", window.maxRetries())
                    .close("TimeWindowStruct");
        }
        out.close("TimeWindowList");
    }

    private static void attributes(SetParameterAttributes set, XmlWriter out) {
        out.openArray(
                "ParameterList", "cwmp:SetParameterAttributesStruct", set.parameterList().size());
        for (SetParameterAttributesStruct attributes : set.parameterList()) {
            out.open("SetParameterAttributesStruct")
                    .leaf("Name", attributes.name())
                    .leaf("NotificationChange", attributes.notificationChange())
                    .leaf("Notification", attributes.notification())
                    .leaf("AccessListChange", attributes.accessListChange());
            ListWriter.strings("AccessList", attributes.accessList(), out);
            out.close("SetParameterAttributesStruct");
        }
        out.close("ParameterList");
    }

    /** Repeated elements, no SOAP array; the concrete type must be named (cwmp-1-2.xsd). */
    private static void operation(OperationStruct operation, XmlWriter out) {
        switch (operation) {
            case OperationStruct.Install install -> {
                openOperation("InstallOpStruct", out);
                out.leaf("URL", install.location().url());
                optional("UUID", install.uuid(), out);
                login(install.location(), out);
                optional("ExecutionEnvRef", install.executionEnvRef(), out);
            }
            case OperationStruct.Update update -> {
                openOperation("UpdateOpStruct", out);
                optional("UUID", update.uuid(), out);
                optional("Version", update.version(), out);
                optional("URL", update.location().url(), out);
                login(update.location(), out);
            }
            case OperationStruct.Uninstall uninstall -> {
                openOperation("UninstallOpStruct", out);
                out.leaf("UUID", uninstall.uuid());
                optional("Version", uninstall.version(), out);
                optional("ExecutionEnvRef", uninstall.executionEnvRef(), out);
            }
        }
        out.close("Operations");
    }

    private static void openOperation(String type, XmlWriter out) {
        out.openTyped("Operations", "cwmp:" + type);
    }

    private static void login(FileLocation location, XmlWriter out) {
        optional("Username", location.username(), out);
        optional("Password", location.password(), out);
    }

    private static void optional(String element, String text, XmlWriter out) {
        if (!text.isEmpty()) {
            out.leaf(element, text);
        }
    }
}
