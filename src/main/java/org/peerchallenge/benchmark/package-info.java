/**
 * Public figures on children's services: what the data sheet shows, how an authority stands, and
 * what it should explain. Knows no other feature; {@code document} writes its PDF.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Figures")
package org.peerchallenge.benchmark;
