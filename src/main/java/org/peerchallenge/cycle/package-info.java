/**
 * The year: who takes part, in which groups, by which dates, and what each step owes to those
 * dates.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Cycle")
package org.peerchallenge.cycle;
