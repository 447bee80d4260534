package org.trellis.usp.message;

/** What a message is; the body decides, not the type in the header (TR-369 R-MSG.10). */
public sealed interface MessageBody permits Request, Response, ErrorMessage {}
