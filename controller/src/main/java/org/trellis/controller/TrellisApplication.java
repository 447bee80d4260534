package org.trellis.controller;

import org.trellis.controller.config.Launcher;

/** {@code java -jar trellis-controller-app.jar}: see {@link Launcher}. */
public final class TrellisApplication {

    private TrellisApplication() {}

    /** Takes no arguments: settings are variables, properties and the file of the home folder. */
    public static void main(String[] arguments) {
        System.exit(Launcher.run());
    }
}
