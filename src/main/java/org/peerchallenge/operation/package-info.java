/**
 * Runs the application: backup and restore, what must always hold, figures for monitoring, and the
 * operator's page. Knows tables and counts, and nothing that people wrote.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Operation")
package org.peerchallenge.operation;
