/**
 * Who may read what: one rule for everything that people read, who has read it, and what is held on
 * an authority.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Access")
package org.peerchallenge.access;
