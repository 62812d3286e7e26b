/** What a change of diagrams, tables and forms would do, for analysts and the office. */
@org.springframework.modulith.ApplicationModule(displayName = "Change")
package org.peerchallenge.change;
