package org.peerchallenge.account.web;

import java.io.Serializable;
import java.time.Instant;

/**
 * The login a session belongs to: who came in, when and how.
 *
 * @param since real time, not the demo's
 * @param provider the provider that vouched for them, or null when they came by a password
 * @param idToken what the provider wants to see when they leave, or null
 */
record LoginSession(String username, Instant since, String provider, String idToken)
    implements Serializable {}
