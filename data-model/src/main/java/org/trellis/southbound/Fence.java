package org.trellis.southbound;

/**
 * The ownership epoch under which a lease was given. A completion with an old fence is ignored.
 *
 * @param epoch of the device's ownership in the cluster
 * @param session counts the openings of the endpoint on this node
 */
public record Fence(long epoch, long session) {}
