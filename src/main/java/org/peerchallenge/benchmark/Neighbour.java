package org.peerchallenge.benchmark;

/** An authority that DfE's model of a year calls similar; 1 is the nearest of ten. */
public record Neighbour(int modelYear, int rank, String dfeNumber, String name, String closeness) {}
