/** Proposal of a year's groups by a solver: hard rules, wishes, and why, in words; see ADR 32. */
@org.springframework.modulith.ApplicationModule(displayName = "Grouping")
package org.peerchallenge.grouping;
