/**
 * Shared kernel: what every feature writes, reads and refuses in one way. Dates and times of
 * England, English text, ids of enums, hashes, JSON, refusals. Knows no feature.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Shared kernel")
package org.peerchallenge.kernel;
