/**
 * Tells people by mail: an outbox that a step writes in its own transaction and that is sent after
 * commit. Knows no other feature.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Notices")
package org.peerchallenge.notice;
