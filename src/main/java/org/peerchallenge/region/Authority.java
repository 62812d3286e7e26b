package org.peerchallenge.region;

import java.util.Optional;

/**
 * A council responsible for children's services, known by its DfE number, which outlives changes of
 * boundary and of ONS code.
 *
 * @param kind county or unitary
 * @param deliveryBody the trust or company that runs the service for the council, if there is one
 */
public record Authority(
    String dfeNumber,
    String name,
    String onsCode,
    String kind,
    Optional<DeliveryBody> deliveryBody) {}
