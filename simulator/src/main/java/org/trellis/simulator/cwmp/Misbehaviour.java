package org.trellis.simulator.cwmp;

/** What a CPE can be asked to do wrong; each was seen on a real device. */
public enum Misbehaviour {
    /** Forgets the session cookie. */
    NO_COOKIE,
    /** Opens a new connection for every POST. */
    NEW_CONNECTION_EACH_POST,
    /** Answers every request with fault 9002. */
    FAULT_EVERYTHING,
    /** Answers a request with an empty POST. */
    SKIP_RESPONSES,
    /** Echoes another cwmp:ID. */
    WRONG_ID,
    /** Sends its Inform twice. */
    DOUBLE_INFORM,
    /** Leaves after the Inform was answered. */
    VANISH_AFTER_INFORM,
    /** Keeps the login that the ACS gives it, and leaves before it has said so. */
    VANISH_WITH_LOGIN,
    /** Leaves when the ACS gives it a login, and does not keep it. */
    VANISH_WITHOUT_LOGIN,
    /** Does what it is asked, and its answer is lost with the connection. */
    LOSE_ANSWERS,
    /** Sends a body that is not XML. */
    GARBAGE
}
