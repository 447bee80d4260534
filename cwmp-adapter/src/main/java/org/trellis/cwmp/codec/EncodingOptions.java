package org.trellis.cwmp.codec;

/**
 * How to write for one kind of device.
 *
 * @param xmlProlog whether an XML declaration precedes the envelope: some stacks need it, some die
 *     of it
 * @param booleans of every xsd:boolean but NextLevel
 * @param nextLevel of GetParameterNames' NextLevel
 * @param dateTimeFraction whether written dateTime values keep their fraction of a second
 * @param arrayType whether lists also carry {@code xsi:type="soap-enc:Array"}
 * @param indent whether each element starts on a line of its own
 */
public record EncodingOptions(
        boolean xmlProlog,
        BooleanForm booleans,
        BooleanForm nextLevel,
        boolean dateTimeFraction,
        boolean arrayType,
        boolean indent) {

    /** What most devices understand: no prolog, booleans as digits, compact. */
    public static final EncodingOptions DEFAULT =
            new EncodingOptions(false, BooleanForm.DIGIT, BooleanForm.DIGIT, false, false, false);

    public EncodingOptions withXmlProlog(boolean prolog) {
        return new EncodingOptions(
                prolog, booleans, nextLevel, dateTimeFraction, arrayType, indent);
    }

    public EncodingOptions withBooleans(BooleanForm form) {
        return new EncodingOptions(xmlProlog, form, nextLevel, dateTimeFraction, arrayType, indent);
    }

    public EncodingOptions withNextLevel(BooleanForm form) {
        return new EncodingOptions(xmlProlog, booleans, form, dateTimeFraction, arrayType, indent);
    }
}
