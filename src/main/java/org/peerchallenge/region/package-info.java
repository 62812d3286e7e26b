/**
 * Authorities, the bodies that deliver their services, people, and who holds which role on which
 * day.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Region")
package org.peerchallenge.region;
