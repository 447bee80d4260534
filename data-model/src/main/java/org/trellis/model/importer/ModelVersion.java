package org.trellis.model.importer;

/** Versions of models: {@code 2.19}. Empty is lower than any. */
final class ModelVersion {

    private ModelVersion() {}

    static String max(String a, String b) {
        return compare(a, b) >= 0 ? a : b;
    }

    static int compare(String a, String b) {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int difference = Integer.compare(part(left, i), part(right, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /** Missing is less than zero, so that {@code 2} comes before {@code 2.0}. */
    private static int part(String[] parts, int index) {
        if (index >= parts.length || parts[index].isEmpty()) {
            return -1;
        }
        return isVersion(parts[index]) ? Integer.parseInt(parts[index]) : -1;
    }

    /** True for digits and dots: what a catalogue takes. */
    static boolean isVersion(String text) {
        return text.matches("\\d{1,6}(\\.\\d{1,6})*");
    }
}
