package org.peerchallenge.account;

import java.util.Optional;

/**
 * All that is taken from what a provider says of somebody. Groups and roles are not among it: who
 * may do what is decided here, by the region's roles.
 *
 * @param verifiedEmail the address, when the provider says that it has checked it
 */
public record ProvidedIdentity(
    String provider, String issuer, String subject, Optional<String> verifiedEmail) {}
