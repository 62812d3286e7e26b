package org.peerchallenge.benchmark;

/**
 * Where one authority of the region lies on an indicator.
 *
 * @param figure of the sheet's period; a symbol where the publisher gives no number
 */
public record Place(Area authority, Figure figure) {}
