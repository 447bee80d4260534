package org.trellis.cwmp.message;

/** One operation of a ChangeDUState. An empty text is an argument not sent. */
public sealed interface OperationStruct {

    record Install(FileLocation location, String uuid, String executionEnvRef)
            implements OperationStruct {}

    /** Neither UUID nor URL: update every deployment unit. */
    record Update(String uuid, String version, FileLocation location) implements OperationStruct {}

    /** No version: remove every version of the unit. */
    record Uninstall(String uuid, String version, String executionEnvRef)
            implements OperationStruct {}
}
