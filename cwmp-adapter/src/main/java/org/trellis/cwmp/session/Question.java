package org.trellis.cwmp.session;

import org.trellis.southbound.Hello;

/** What a session asks the core before it can answer the device. */
public sealed interface Question {

    /** May this device in? */
    record Admit(Hello hello) implements Question {}

    /** Is there a command to send now? */
    record Pull() implements Question {}

    /** With what shall the device prove itself from now on? */
    record Login() implements Question {}
}
