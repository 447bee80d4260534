package org.trellis.cwmp.codec;

/**
 * What a body may cost. Checked before anything of that size is allocated.
 *
 * @param maxBytes of the (decompressed) body
 * @param maxDepth of nested elements
 * @param maxElements in all
 * @param maxAttributes of one element
 * @param maxAttributeLength in characters
 * @param maxTextLength of one element's text, in characters
 */
public record DecodeLimits(
        int maxBytes,
        int maxDepth,
        int maxElements,
        int maxAttributes,
        int maxAttributeLength,
        int maxTextLength) {

    /** Fits a GetParameterValuesResponse of a whole large model (several MB). */
    public static final DecodeLimits DEFAULT =
            new DecodeLimits(16 << 20, 64, 500_000, 64, 4_096, 1 << 20);

    public DecodeLimits {
        if (maxBytes < 1
                || maxDepth < 1
                || maxElements < 1
                || maxAttributes < 1
                || maxAttributeLength < 1
                || maxTextLength < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }

    public DecodeLimits withMaxBytes(int bytes) {
        return new DecodeLimits(
                bytes, maxDepth, maxElements, maxAttributes, maxAttributeLength, maxTextLength);
    }
}
