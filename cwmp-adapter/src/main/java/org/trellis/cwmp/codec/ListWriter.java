package org.trellis.cwmp.codec;

import java.util.List;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.TransferOutcome;
import org.trellis.cwmp.message.TransferredFile;
import org.trellis.model.ParameterType;

/** Writes the arguments that several RPCs share. */
final class ListWriter {

    private ListWriter() {}

    static void strings(String element, List<String> strings, XmlWriter out) {
        out.openArray(element, "xsd:string", strings.size());
        for (String string : strings) {
            out.leaf("string", string);
        }
        out.close(element);
    }

    static void values(List<ParameterValueStruct> values, XmlWriter out) {
        out.openArray("ParameterList", "cwmp:ParameterValueStruct", values.size());
        for (ParameterValueStruct value : values) {
            out.open("ParameterValueStruct")
                    .leaf("Name", value.name())
                    .leaf("Value", "xsi:type", value.type(), literal(value, out.options()))
                    .close("ParameterValueStruct");
        }
        out.close("ParameterList");
    }

    /** Booleans and dateTimes in the form this device takes; everything else as it is. */
    private static String literal(ParameterValueStruct parameter, EncodingOptions options) {
        String type = parameter.type();
        String value = parameter.value();
        if (type.endsWith("boolean") && isType(parameter, ParameterType.BOOLEAN)) {
            return Lexical.bool(value).map(options.booleans()::write).orElse(value);
        }
        boolean time = type.endsWith("dateTime") && isType(parameter, ParameterType.DATE_TIME);
        return time && !options.dateTimeFraction() ? withoutFraction(value) : value;
    }

    private static boolean isType(ParameterValueStruct parameter, ParameterType type) {
        return parameter.parameterType().filter(t -> t == type).isPresent();
    }

    private static String withoutFraction(String time) {
        int dot = time.indexOf('.');
        if (dot < 0) {
            return time;
        }
        int end = dot + 1;
        while (end < time.length() && Character.isDigit(time.charAt(end))) {
            end++;
        }
        return time.substring(0, dot) + time.substring(end);
    }

    static void file(TransferredFile file, XmlWriter out) {
        out.leaf("FileType", file.fileType())
                .leaf("FileSize", file.fileSize())
                .leaf("TargetFileName", file.targetFileName());
    }

    /** As TransferComplete has it: how, then when. */
    static void outcome(TransferOutcome outcome, XmlWriter out) {
        fault(outcome, "FaultStruct", out);
        times(outcome, out);
    }

    static void times(TransferOutcome outcome, XmlWriter out) {
        out.leaf("StartTime", outcome.startTime().text())
                .leaf("CompleteTime", outcome.completeTime().text());
    }

    static void fault(TransferOutcome outcome, String element, XmlWriter out) {
        out.open(element)
                .leaf("FaultCode", outcome.fault().code().value())
                .leaf("FaultString", outcome.fault().text())
                .close(element);
    }
}
