package org.trellis.cwmp.message;

/** One named argument of RequestDownload. */
public record ArgStruct(String name, String value) {}
