/** The year's side of the engine: dates and groups for all diagrams, steps, forms, reminders. */
package org.peerchallenge.cycle.process;
