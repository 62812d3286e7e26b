package org.peerchallenge.benchmark;

/**
 * One published measure.
 *
 * @param periodType what a period of it is, such as "Financial Year"
 * @param publication where DfE or Cafcass publish it
 */
public record Indicator(
    String code,
    String topic,
    String name,
    Polarity polarity,
    String unit,
    String periodType,
    String publication) {}
