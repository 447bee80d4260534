package org.trellis.cwmp.message;

/** One name of a GetParameterNamesResponse. {@code writable} is a hint: devices get it wrong. */
public record ParameterInfoStruct(String name, boolean writable) {}
