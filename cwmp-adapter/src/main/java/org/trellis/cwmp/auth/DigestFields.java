package org.trellis.cwmp.auth;

/** What goes into a digest response besides the secret, each as it stands in the header. */
public record DigestFields(String nonce, String nc, String cnonce, String qop, String uri) {}
