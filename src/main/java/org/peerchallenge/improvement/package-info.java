/**
 * The improvement plan and the support for the year ahead: what they rest on, their approval by
 * directors and lead members, their follow-up, and what the next year begins with.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Improvement")
package org.peerchallenge.improvement;
