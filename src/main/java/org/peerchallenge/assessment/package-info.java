/**
 * The self-assessment: written in sections, signed in versions that never change, read by those who
 * may, reviewed when its owner wishes.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Assessment")
package org.peerchallenge.assessment;
