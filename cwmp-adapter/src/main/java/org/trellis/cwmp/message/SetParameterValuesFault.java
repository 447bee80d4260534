package org.trellis.cwmp.message;

/** What was wrong with one parameter of a SetParameterValues. */
public record SetParameterValuesFault(String parameterName, FaultCode code, String text) {}
